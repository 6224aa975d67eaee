"""A room that asks, as small as can be: whoever is named in a list may answer."""

import datetime
from collections.abc import Iterator

import pytest

from tests import cast
from whrin.ballots import askers
from whrin.ballots.actions import open_ballot
from whrin.ballots.askers import Asker, register_asker
from whrin.ballots.models import Ballot
from whrin.kit.days import today
from whrin.people.models import Person

SUBJECT = "test.question:1"


class Asking:
    """A room with an electorate, which remembers what was closed."""

    def __init__(self) -> None:
        self.electorate: list[Person] = []
        self.closed: list[str] = []
        register_asker("test.question", Asker(self._may_answer, self.closed.append))

    def _may_answer(self, person: Person, subject: str) -> bool:
        return subject.startswith("test.question:") and person in self.electorate

    def members(self, count: int) -> list[Person]:
        """Make so many members and let them be asked."""
        made = [cast.member(f"Voter {number}") for number in range(len(self.electorate), count)]
        self.electorate += made
        return made


@pytest.fixture
def asking(db: None) -> Iterator[Asking]:
    """The room that asks."""
    yield Asking()
    askers._askers.pop("test.question", None)


def ballot(kind: Ballot.Kind = Ballot.Kind.SINGLE, *, days: int = 3, options: int = 3) -> Ballot:
    """Open a ballot for so many days."""
    closes = today() + datetime.timedelta(days=days)
    return open_ballot(subject=SUBJECT, kind=kind, options=options, closes=closes)
