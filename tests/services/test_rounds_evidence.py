"""Published results as evidence: what a few said is barred, whoever asks for it by hand."""

import pytest

from tests.services import rounding
from tests.services.rounding import saying
from whrin.documents.evidence.facts import Fact, Missing, NoFact
from whrin.documents.evidence.keys import key_of
from whrin.people.models import Person
from whrin.services.models import Round
from whrin.services.rounds.evidence import PublishedFigures

pytestmark = [pytest.mark.once, pytest.mark.django_db]
#: Nine and seven may be told; two said "partly", and what they said would tell of them.
ANSWERS = [*saying(9), *saying(7, "no", kind="other"), *saying(2, "partly", kind="service", country="UG")]


@pytest.fixture
def published(coordinator: Person) -> Round:
    return rounding.published(coordinator, ANSWERS)


def test_every_figure_offered_is_one_that_the_round_shows_and_no_hidden_one_is(published: Round) -> None:
    offered = {one.key: one.fact for one in PublishedFigures().offers("sample results", "en")}
    shown = {
        (question["path"], part["code"]): part["count"]
        for question in published.results["questions"]
        for part in question["parts"]
    }
    hidden = 0
    assert key_of(round="sample-2026") in offered
    for (question, answer), count in shown.items():
        key = key_of(round="sample-2026", question=question, answer=answer)
        fact = PublishedFigures().read([key])[key]
        if count is None:
            hidden += 1
            assert fact == NoFact(Missing.BARRED)
            assert key not in offered
        else:
            assert isinstance(fact, Fact)
            assert fact.value == count
    assert hidden


def test_a_result_is_a_sentence_in_the_words_of_the_form(published: Round) -> None:
    key = key_of(round="sample-2026")
    fact = PublishedFigures().read([key])[key]
    assert isinstance(fact, Fact)
    assert (fact.value, fact.n) == (18, None)
    assert PublishedFigures().sentence(key, fact, "en").startswith("Sample results: 18 answers, counted on ")


def test_what_is_not_published_is_not_there(published: Round) -> None:
    keys = [
        key_of(round="none"),
        key_of(round="sample-2026", question="/x", answer="y"),
        key_of(survey="mapping2026"),
    ]
    assert set(PublishedFigures().read(keys).values()) == {NoFact(Missing.GONE)}
