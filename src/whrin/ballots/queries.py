"""What rooms ask about their ballots."""

from collections.abc import Collection, Mapping

from django.db.models import QuerySet

from whrin.ballots.counting import Result, counted
from whrin.ballots.keys import voter_key
from whrin.ballots.models import Ballot, Stance
from whrin.people.models import Person


def ballots_about(subjects: Collection[str]) -> Mapping[str, Ballot]:
    """Return the ballots with these subjects, by subject."""
    return {ballot.subject: ballot for ballot in Ballot.objects.filter(subject__in=subjects)}


def stances_of(person: Person, ballots: Collection[Ballot]) -> Mapping[str, list[int]]:
    """Return what a person chose in those of these ballots that are not closed yet, by subject."""
    keys = {voter_key(ballot, person): ballot.subject for ballot in ballots if ballot.wrapped_key}
    found = Stance.objects.filter(voter__in=keys) if keys else ()
    return {keys[stance.voter]: list(stance.choices) for stance in found}


def not_closed() -> QuerySet[Ballot]:
    """Return the ballots that still have a key: open, or over and not yet counted."""
    return Ballot.objects.filter(closed_on=None)


def result_of(ballot: Ballot) -> Result | None:
    """Return what may be shown of a ballot, or None: while it is open nobody is shown anything, for whoever
    looked before and after somebody answered would know what she chose.
    """
    if ballot.is_open:
        return None
    if ballot.outcome is None:
        return count(ballot)
    return Result(**{**ballot.outcome, "counts": tuple(ballot.outcome["counts"])})


def count(ballot: Ballot) -> Result:
    """Count the stances of a ballot."""
    return counted(
        Stance.objects.filter(ballot=ballot).values_list("choices", flat=True),
        options=ballot.options,
        least=ballot.least,
        is_single=ballot.kind == Ballot.Kind.SINGLE,
    )
