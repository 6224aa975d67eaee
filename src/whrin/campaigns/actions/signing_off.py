"""Sign-off: a version goes to review, those who review say yes or no, and it is agreed when the rule is met.

The log says that somebody signed off, never what she said: with what is known of the rule's outcome it could
tell who has lived experience.
"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.campaigns.actions.agreement import agreed, version_in_review, who_may_sign_off
from whrin.campaigns.actions.versions import keep_version
from whrin.campaigns.enums import Role, State, Verdict, Why
from whrin.campaigns.models import Paper, Seat, SignOff, Version
from whrin.campaigns.telling import REVIEW, people_on, tell
from whrin.kit.days import today
from whrin.kit.text import clean_text
from whrin.people.keys import seal_for
from whrin.people.models import Person

LONGEST_REASON = 4000


class CannotSignOff(Exception):
    """This cannot be; nothing was changed. The message says why, for her."""


class NotAsked(CannotSignOff):
    """She does not review or approve this paper, or she holds it."""

    def __init__(self) -> None:
        super().__init__(_("Your word does not count here: you do not review this paper, or you hold it."))


class NotInReview(CannotSignOff):
    """The paper is not in review, or a newer version is."""

    def __init__(self) -> None:
        super().__init__(_("This version is not in review any more. Please look at the paper as it is now."))


class LacksReason(CannotSignOff):
    """Whoever does not agree says why."""

    def __init__(self) -> None:
        super().__init__(_("Please say what should change, so that the writers can answer."))


class NotYetAgreed(CannotSignOff):
    """The rule is not met."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(" ".join(missing))


class NotHers(CannotSignOff):
    """Only who holds or approves the paper can do that."""

    def __init__(self) -> None:
        super().__init__(_("Only who holds or approves this paper can do that."))


def _locked(paper: Paper, by: Person, *roles: Role) -> Paper:
    if not Seat.objects.filter(paper=paper, person=by, role__in=roles).exists():
        raise NotHers
    return Paper.objects.select_for_update().get(pk=paper.pk)


def _move(paper: Paper, given: Paper, state: State) -> None:
    paper.state = given.state = state
    paper.save(update_fields=["state"])


@transaction.atomic
def send_to_review(*, paper: Paper, by: Person, note: str = "") -> Version:
    """Keep the paper as it is and ask those who review it; what they said of earlier versions counts no more.
    Raises `NotHers`, `NotInReview`.
    """
    held = _locked(paper, by, Role.HOLDER)
    if held.state not in {State.WRITING, State.REVIEW}:
        raise NotInReview
    version = keep_version(paper=held, why=Why.REVIEW, by=by, note=note)
    _move(held, paper, State.REVIEW)
    asked = who_may_sign_off(held)
    tell(REVIEW, str(version.pk), [one for one in people_on(held) if one.pk in asked])
    return version


@transaction.atomic
def sign_off(*, version: Version, verdict: Verdict, by: Person, reason: str = "") -> None:
    """Say yes or no to the version in review, in place of what she said before. Raises `CannotSignOff`."""
    paper = Paper.objects.select_for_update().get(pk=version.paper_id)
    _check_open(paper, version)
    if by.pk not in who_may_sign_off(paper):
        raise NotAsked
    said = clean_text(reason)[:LONGEST_REASON]
    if verdict != Verdict.AGREE and not said:
        raise LacksReason
    label = SignOff(version=version, person=by).label
    sealed = seal_for(by, said, label=label) if said else ""
    given = {"verdict": verdict, "sealed": sealed, "day": today()}
    SignOff.objects.update_or_create(version=version, person=by, defaults=given)
    record(verb="sign off", about=paper, by=by, number=version.number)


@transaction.atomic
def take_back_sign_off(*, version: Version, by: Person) -> None:
    """Take back what she said of the version in review; twice is once. Raises `NotInReview`."""
    paper = Paper.objects.select_for_update().get(pk=version.paper_id)
    _check_open(paper, version)
    if SignOff.objects.filter(version=version, person=by).delete()[0]:
        record(verb="take back sign-off", about=paper, by=by, number=version.number)


def _check_open(paper: Paper, version: Version) -> None:
    newest = version_in_review(paper)
    if paper.state != State.REVIEW or newest is None or newest.pk != version.pk:
        raise NotInReview


@transaction.atomic
def take_back_to_writing(*, paper: Paper, by: Person) -> None:
    """Let the paper be written on again: nothing that was agreed counts for what it says then. Raises
    `NotHers`, `NotInReview`.
    """
    held = _locked(paper, by, Role.HOLDER)
    if held.state not in {State.REVIEW, State.AGREED}:
        raise NotInReview
    _move(held, paper, State.WRITING)
    record(verb="take back to writing", about=held, by=by)


@transaction.atomic
def mark_agreed(*, version: Version, by: Person) -> Version:
    """Mark the version in review as agreed, once the rule is met; its words stand from then on. Raises
    `NotHers`, `NotInReview`, `NotYetAgreed`.
    """
    paper = _locked(version.paper, by, Role.HOLDER, Role.APPROVER)
    _check_open(paper, version)
    found = agreed(version)
    if not found.met:
        raise NotYetAgreed(found.missing)
    kept = keep_version(paper=paper, why=Why.AGREED, by=by)
    _move(paper, version.paper, State.AGREED)
    return kept
