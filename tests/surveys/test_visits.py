"""A form filled in at random by JavaRosa, and by us: the same is refused, and the same is sent."""

from datetime import UTC, datetime

import pytest

from tests.surveys.vectors import RECORDINGS
from tests.surveys.visits import Walk, told, visits
from whrin.surveys.xform import Session, read_form
from whrin.surveys.xform.submitting import submission
from whrin.surveys.xpath import Environment


@pytest.mark.once
def test_a_form_means_the_same_here_as_on_a_phone() -> None:
    form = read_form((RECORDINGS / "visit.xml").read_bytes())
    clock = datetime(2026, 11, 21, 19, 0, tzinfo=UTC)
    for number, visit in enumerate(visits()):
        session = Session(form, Environment(clock=lambda: clock))
        walk = Walk(session, visit["answers"], visit["added"])
        assert (number, walk.refused) == (number, visit["refused"])
        assert told(submission(form, session.root)) == told(visit["submission"]), number
        # What is kept and taken up again is the same filling in.
        again = Session(form, Environment(clock=lambda: clock), answers=session.answers())
        assert told(submission(form, again.root)) == told(visit["submission"]), number
