"""A survey of houses and its team: Lucía has the part that a test gives her; Amina coordinates."""

import pytest

from tests.surveys.reviewing import making
from whrin.people.models import Person
from whrin.surveys.enums import Part
from whrin.surveys.models import Form


@pytest.fixture
def form(coordinator: Person) -> Form:
    """The survey of houses, open."""
    return making.house_form(coordinator)


@pytest.fixture
def reader(form: Form, editor: Person) -> Person:
    """Lucía, who reads answers."""
    return making.colleague(form, editor, Part.READER)


@pytest.fixture
def reviewer(form: Form, editor: Person) -> Person:
    """Lucía, who reviews."""
    return making.colleague(form, editor, Part.REVIEWER)


@pytest.fixture
def corrector(form: Form, editor: Person) -> Person:
    """Lucía, who corrects."""
    return making.colleague(form, editor, Part.EDITOR)
