"""A paper is opened for signatures, and how it is changed."""

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.campaigns.actions.showing import show_when_its_moment_comes
from whrin.campaigns.actions.slugs import slug_for
from whrin.campaigns.actions.versions import content_of, digest_of, keep_version
from whrin.campaigns.delivering.keys import PURPOSE, keys_for
from whrin.campaigns.enums import Role, State, Why
from whrin.campaigns.models import Call, Paper, Seat
from whrin.campaigns.rules import may_publish
from whrin.campaigns.taking.marks import new_mark_key
from whrin.kit.days import today
from whrin.kit.edition import advance_on_commit
from whrin.people.models import Person
from whrin.search.actions import refresh
from whrin.vault.actions import new_shared_key

#: The shelf of papers in the search, and its keys: as publishing has them.
_SHELF = "papers"


class CannotOpen(Exception):
    """The paper is not agreed, was public before, is of a kind that nobody signs, or changed since."""


@transaction.atomic
def open_call(
    *,
    paper: Paper,
    by: Person,
    takes_people: bool = True,
    takes_organisations: bool = True,
    closes_on: datetime.date | None = None,
    erase_days: int = 30,
) -> Call:
    """Open an agreed paper for signatures: anybody can read it from now on. For its holder, and the staff
    that publishes. Raises `CannotOpen`; `vault.NobodyHolds`: nobody could deliver what is signed.
    """
    held = Paper.objects.select_for_update(of=("self",)).select_related("kind").get(pk=paper.pk)
    _check(held, by)
    key, _pair = new_shared_key(purpose=PURPOSE, holders=keys_for(held))
    keep_version(paper=held, why=Why.OPENED, by=by)
    held.slug, held.state = slug_for(held), State.OPEN
    held.save(update_fields=["slug", "state"])
    call = Call.objects.create(
        paper=held,
        key=key,
        wrapped_mark_key=new_mark_key(held.pk),
        takes_people=takes_people,
        takes_organisations=takes_organisations,
        closes_on=closes_on,
        erase_days=erase_days,
    )
    record(verb="open for signatures", about=held, by=by)
    refresh(shelf=_SHELF, keys=[held.uid.hex])
    advance_on_commit()
    show_when_its_moment_comes(held)
    paper.refresh_from_db()
    return call


def _check(paper: Paper, by: Person) -> None:
    is_holder = Seat.objects.filter(paper=paper, person=by, role=Role.HOLDER).exists()
    if not is_holder and not may_publish(by):
        raise CannotOpen(_("Only who holds this paper, and the staff that publishes, opens it."))
    if not paper.kind.is_signed:
        raise CannotOpen(_("Papers of this kind are not signed."))
    if paper.state != State.AGREED or paper.published_on is not None or Call.objects.filter(paper=paper):
        raise CannotOpen(_("Only a paper that is agreed on, and was not public before, can be opened."))
    agreed = paper.versions.filter(why=Why.AGREED).first()
    if agreed is None or agreed.digest != digest_of(content_of(paper)):
        raise CannotOpen(_("Its words are not those that were agreed on. Take it back, and agree anew."))


@transaction.atomic
def change_call(
    *,
    call: Call,
    by: Person,
    takes_people: bool,
    takes_organisations: bool,
    closes_on: datetime.date | None,
    erase_days: int,
) -> Call:
    """Change who can sign, until when, and when data are erased: never later than was promised to those who
    signed. Raises `CannotOpen`.
    """
    held = Call.objects.select_for_update().get(pk=call.pk)
    if held.erased_on is not None or held.delivered_on is not None:
        raise CannotOpen(_("The signatures were delivered. They can no longer be changed."))
    if erase_days > held.erase_days and held.signatures.exists():
        raise CannotOpen(_("Those who signed were promised an earlier day of erasure."))
    held.takes_people, held.takes_organisations = takes_people, takes_organisations
    held.closes_on, held.erase_days = closes_on, erase_days
    held.save(update_fields=["takes_people", "takes_organisations", "closes_on", "erase_days"])
    record(verb="change a call", about=held.paper, by=by, day=today().isoformat())
    advance_on_commit()
    return held
