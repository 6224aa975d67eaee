"""Answers that are sealed for named people: the desk lists them, and what they hold stays closed."""

from collections.abc import Iterator

import pytest
from django.urls import reverse

from tests.cast import SignedIn
from tests.surveys.reviewing import making
from tests.surveys.test_keeping import ForNamedPeople
from whrin.people.models import Person
from whrin.surveys.enums import Part
from whrin.surveys.models import Answer, AnswerEdition
from whrin.surveys.reviewing.queries import editions_of
from whrin.surveys.reviewing.reading import open_edition
from whrin.surveys.reviewing.table import Looks, Table
from whrin.surveys.sealing import register_sealer
from whrin.surveys.tables.joining import join

CLOSED = "Only the people who are named for this form can open its answers."


@pytest.fixture
def people() -> Iterator[ForNamedPeople]:
    """Those who can read, with the key that they bring."""
    named = ForNamedPeople()
    register_sealer(named)
    yield named
    register_sealer(None)


@pytest.fixture
def sealed(people: ForNamedPeople, coordinator: Person, editor: Person) -> Answer:
    """An answer that the server cannot open, and Lucía, who may correct others."""
    form = making.house_form(coordinator, is_sensitive=True)
    making.colleague(form, editor, Part.EDITOR)
    return making.answer(form)


@pytest.mark.parametrize("name", ["answers", "answer", "answer_history"])
def test_nobody_of_the_team_reads_a_sealed_answer_at_the_desk(
    sealed: Answer, editor: Person, name: str
) -> None:
    for form_has_readers in (True, False):
        if not form_has_readers:
            register_sealer(None)
        arguments = ["house"] if name == "answers" else ["house", sealed.pk]
        response = SignedIn(editor).get(reverse(f"forms:{name}", args=arguments))
        shown = response.content.decode()
        assert response.status_code == 200 and CLOSED in shown
        assert "Sample house" not in shown and "Blue" not in shown


def test_nobody_corrects_what_she_cannot_read(sealed: Answer, editor: Person) -> None:
    address = reverse("forms:answer_correct", args=["house", sealed.pk])
    for response in (SignedIn(editor).get(address), SignedIn(editor).post(address, {"act": "save"})):
        assert response.status_code == 403 and CLOSED in response.content.decode()
    assert AnswerEdition.objects.count() == 1


def test_somebody_who_is_named_opens_it_with_what_she_brings(sealed: Answer, people: ForNamedPeople) -> None:
    told = open_edition(editions_of(sealed)[0], bearer=people.private)
    said = [line.raw for _headings, line in told.everything()]
    assert "Sample house" in said and "Blue" in said
    joined = join(sealed.form)
    table = Table(sealed.form, joined, list(joined.columns), Looks(), bearer=people.private)
    (row,) = table.rows([sealed])
    assert "Sample house" in [cell.text for cell in row.cells]
