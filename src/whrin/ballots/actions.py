"""What happens to ballots: actions, each atomic.

Nothing here is audited: a line would say who took part and when. The room that asks writes down what its
moderators do.
"""

import datetime
from collections.abc import Collection
from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.ballots.askers import asker_of
from whrin.ballots.keys import voter_key
from whrin.ballots.models import Ballot, Stance
from whrin.ballots.queries import count, not_closed
from whrin.kit.days import today
from whrin.people.keys import new_wrapped_key
from whrin.people.models import Person

MOST_OPTIONS = 8
#: With fewer people no figure is shown.
LEAST = 5
_OFFERED = frozenset({Ballot.Kind.SINGLE, Ballot.Kind.SEVERAL})


class CannotAnswer(Exception):
    """Her answer does not count; `message` says why, for her."""

    message = _("Your answer was not counted.")


class BallotOver(CannotAnswer):
    """The ballot is closed."""

    message = _("This poll is closed. Your answer was not counted.")


class NotAsked(CannotAnswer):
    """She does not belong to those who are asked."""

    message = _("You cannot answer this poll.")


class ChoiceUnfit(CannotAnswer):
    """These are not options of this ballot, or too many or none of them."""

    message = _("Choose one of the answers that are offered.")


@transaction.atomic
def open_ballot(
    *, subject: str, kind: Ballot.Kind, options: int, closes: datetime.date, least: int = LEAST
) -> Ballot:
    """Open a secret ballot with `options` numbered options (2 to `MOST_OPTIONS`), until the end of a day
    (UTC). One that is there already stays as it is.
    """
    if kind not in _OFFERED or not 2 <= options <= MOST_OPTIONS:
        raise ValueError(f"no ballot of kind {kind} with {options} options")
    made, _is_new = Ballot.objects.get_or_create(
        subject=subject,
        defaults={
            "kind": kind,
            "options": options,
            "closes": closes,
            "least": least,
            "wrapped_key": new_wrapped_key(),
        },
    )
    return made


@transaction.atomic
def cast_stance(*, by: Person, subject: str, choices: Collection[int]) -> None:
    """Take in a person's answer, in place of an earlier one. Raises `CannotAnswer`."""
    ballot = _answerable(by, subject)
    chosen = sorted(set(choices))
    is_too_many = ballot.kind == Ballot.Kind.SINGLE and len(chosen) > 1
    if not chosen or is_too_many or not 1 <= chosen[0] <= chosen[-1] <= ballot.options:
        raise ChoiceUnfit
    voter = voter_key(ballot, by)
    Stance.objects.update_or_create(ballot=ballot, voter=voter, defaults={"choices": chosen})


@transaction.atomic
def withdraw_stance(*, by: Person, subject: str) -> None:
    """Take back a person's answer, if she gave one. Raises `BallotOver`."""
    ballot = _locked(subject)
    if ballot is None or not ballot.is_open:
        raise BallotOver
    Stance.objects.filter(ballot=ballot, voter=voter_key(ballot, by)).delete()


@transaction.atomic
def close_ballot(*, subject: str) -> None:
    """Count a ballot, destroy its key and its stances, keep what may be shown. Twice is once."""
    ballot = _locked(subject)
    if ballot is None or ballot.closed_on is not None:
        return
    outcome = asdict(count(ballot))
    Stance.objects.filter(ballot=ballot).delete()
    ballot.wrapped_key, ballot.outcome = "", outcome
    ballot.closed_on = min(today(), ballot.closes)
    ballot.save(update_fields=["wrapped_key", "outcome", "closed_on"])
    asker = asker_of(subject)
    if asker is not None:
        asker.after_closing(subject)


@transaction.atomic
def forget_ballot(*, subject: str) -> None:
    """Delete a ballot with everything in it."""
    Ballot.objects.filter(subject=subject).delete()


def close_what_is_over() -> int:
    """Close the ballots whose last day has passed, each by itself; return how many."""
    over = list(not_closed().filter(closes__lt=today()).values_list("subject", flat=True))
    for subject in over:
        close_ballot(subject=subject)
    return len(over)


@transaction.atomic
def erase_stances(*, person: Person, subjects: Collection[str] | None = None) -> None:
    """Delete a person's stances in these ballots, or in all. Ballots that are closed hold none.

    What is over is closed first: figures that changed afterwards would tell what she chose.
    """
    close_what_is_over()
    ballots = not_closed() if subjects is None else not_closed().filter(subject__in=subjects)
    keys = [voter_key(ballot, person) for ballot in ballots]
    Stance.objects.filter(voter__in=keys).delete()


def _locked(subject: str) -> Ballot | None:
    return Ballot.objects.select_for_update().filter(subject=subject).first()


def _answerable(by: Person, subject: str) -> Ballot:
    asker, ballot = asker_of(subject), _locked(subject)
    if asker is None or ballot is None or not asker.may_answer(by, subject):
        raise NotAsked
    if not ballot.is_open:
        raise BallotOver
    return ballot
