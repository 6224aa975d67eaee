"""Links: what a visit found, and what a librarian decides. A visit alone never changes an address."""

import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.kit.edition import advance_on_commit
from whrin.library import likeness
from whrin.library.actions.works import NotAllowed, keep_changes
from whrin.library.addresses import is_address
from whrin.library.enums import LinkState, Status
from whrin.library.models import Link
from whrin.library.refusals import LibraryRefusal
from whrin.library.rules import may_edit
from whrin.people.models import Person

if TYPE_CHECKING:
    from whrin.library.links import Found

#: Visits in a row that find nothing before an address counts as broken.
BROKEN_AFTER = 3


class NoNewAddress(LibraryRefusal):
    """The link has not moved, or somebody has settled it already."""

    def __init__(self) -> None:
        super().__init__(_("No new address is known for this link any more. Check it again."))


class NotAnAddress(LibraryRefusal):
    """The copy's address cannot be followed."""

    def __init__(self) -> None:
        super().__init__(_("Write a whole web address that begins with https://."))


@transaction.atomic
def store_visit(*, link_id: int, address: str, found: "Found", on: datetime.date) -> Link | None:
    """Keep what a visit to `address` found; nothing when the link is gone or leads elsewhere by now."""
    link = Link.objects.select_for_update().select_related("version__work").filter(pk=link_id).first()
    if link is None or link.address != address:
        return None
    before = link.state
    if found.is_gone:
        # A day counts once, however often it is looked at.
        link.failures += link.checked_on != on or not link.failures
    elif found.state != LinkState.DOUBTFUL:
        link.failures = 0
    is_broken = found.is_gone and link.failures >= BROKEN_AFTER
    link.state = LinkState.BROKEN if is_broken else found.state
    link.leads_to, link.checked_on = found.leads_to, on
    link.save(update_fields=["state", "failures", "leads_to", "checked_on"])
    if link.state != before:
        record(verb="find link", about=link, was=before, state=link.state)
        if link.version.work.status == Status.PUBLISHED:
            advance_on_commit()
    return link


@transaction.atomic
def use_new_address(*, link: Link, by: Person) -> None:
    """Let a link lead where its old address leads. Raises `NotAllowed` and `NoNewAddress`."""
    found = _open(link, by)
    new, old = found.leads_to, found.address
    if found.state != LinkState.MOVED or not new:
        raise NoNewAddress
    if found.version.links.filter(address=new).exists():
        found.delete()
    else:
        found.address, found.fingerprint = new, likeness.address_fingerprint(new)
        found.state, found.leads_to, found.failures = LinkState.WORKS, "", 0
        found.save()
    record(verb="use new address", about=link, by=by, old=old, new=new)
    keep_changes(work=found.version.work, by=by)


@transaction.atomic
def keep_archived_copy(*, link: Link, address: str, by: Person) -> Link:
    """Name a copy in a web archive beside a link; an empty address takes it away. Raises `NotAllowed` and
    `NotAnAddress`.
    """
    found = _open(link, by)
    address = address.strip()
    if address and not is_address(address):
        raise NotAnAddress
    found.archived_at = address
    found.save(update_fields=["archived_at"])
    record(verb="keep archived copy", about=found, by=by, address=address)
    keep_changes(work=found.version.work, by=by)
    return found


def _open(link: Link, by: Person) -> Link:
    if not may_edit(by):
        raise NotAllowed
    return Link.objects.select_for_update().select_related("version__work").get(pk=link.pk)
