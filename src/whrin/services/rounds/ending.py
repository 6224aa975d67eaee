"""A round ends: it closes, is published for ever, and is put right by a dated note alone."""

from collections.abc import Mapping

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.kit.days import today
from whrin.kit.edition import advance_on_commit
from whrin.people.models import Person
from whrin.people.sealing import CannotOpenError
from whrin.services.enums import RoundState
from whrin.services.models import Round
from whrin.services.rounds.planning import locked
from whrin.services.rounds.results import freeze, listing_of
from whrin.surveys.actions import close_form
from whrin.surveys.enums import FormState
from whrin.surveys.sealing import NobodyToSealFor

#: What must be written, in one language at least, before a round is published.
NEEDED = ("key_findings", "background", "method")
#: Letters of a correction.
LONGEST = 5_000


class NotReady(Exception):
    """Something is missing without which nobody could read the results."""


class NothingSaid(ValueError):
    """A correction says nothing, or too much."""

    message = _("Write what was wrong and what is right, in 5,000 letters at most.")


@transaction.atomic
def close_round(*, one: Round, by: Person | None) -> Round:
    """Take no more answers. Who is in the midst keeps her words, and is told. Raises `RoundMoved`."""
    one = locked(one, RoundState.OPEN)
    if one.form is not None and one.form.state == FormState.OPEN:
        close_form(form=one.form, by=by)
    one.state = RoundState.CLOSED
    one.save(update_fields=["state"])
    record(verb="close", about=one, by=by)
    advance_on_commit()
    return one


def close_overdue_rounds() -> int:
    """Close rounds whose last day is over, or whose form was closed or deleted; return how many. Daily."""
    gone = Q(form=None) | ~Q(form__state=FormState.OPEN)
    overdue = Round.objects.filter(Q(closes_on__lt=today()) | gone, state=RoundState.OPEN)
    return len([close_round(one=one, by=None) for one in overdue])


@transaction.atomic
def publish_round(*, one: Round, by: Person | None) -> Round:
    """Freeze what was counted and listed, show it at its permanent address, and erase the seats. Nothing
    leads back from here. Raises `NotReady`, `RoundMoved`.
    """
    one = locked(one, RoundState.CLOSED)
    if one.form is None:
        raise NotReady(_("The form of this round was deleted, and its answers with it."))
    if not any(all(words.get(name) for name in NEEDED) for words in one.texts.values()):
        raise NotReady(_("Write key findings, background and method first, in one language at least."))
    try:
        one.results, one.listing = freeze(one), listing_of(one)
    except (NobodyToSealFor, CannotOpenError):
        raise NotReady(_("The answers of this round cannot be read here.")) from None
    one.state, one.published_on = RoundState.PUBLISHED, today()
    one.save()
    one.seats.all().delete()
    record(verb="publish", about=one, by=by)
    advance_on_commit()
    return one


@transaction.atomic
def correct_round(*, one: Round, texts: Mapping[str, str], by: Person | None) -> Round:
    """Add a dated note to published results, `texts` by language; what was published stays as it is. Raises
    `NothingSaid`, `RoundMoved`.
    """
    one = locked(one, RoundState.PUBLISHED)
    told = {tag: texts.get(tag, "").strip() for tag, _name in settings.LANGUAGES}
    told = {tag: words for tag, words in told.items() if words}
    if not told or any(len(words) > LONGEST for words in told.values()):
        raise NothingSaid(NothingSaid.message)
    one.corrections = [*one.corrections, {"day": today().isoformat(), "texts": told}]
    one.save(update_fields=["corrections"])
    record(verb="correct", about=one, by=by)
    advance_on_commit()
    return one
