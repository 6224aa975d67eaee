"""Works as evidence: the record as it is, gone when it is withdrawn, found again where it went."""

import pytest
from pytest_django import DjangoAssertNumQueries

from whrin.documents.evidence.facts import Fact, Missing, NoFact
from whrin.library import actions
from whrin.library.enums import Status
from whrin.library.evidence import Works, key_of_work
from whrin.library.models import Work

pytestmark = pytest.mark.django_db


def published(title: str = "Safer spaces") -> Work:
    work = actions.add_work(title=title, language="en", kind="report", authors=[{"literal": "Women Nest"}])
    actions.publish(work=work, by=None)
    return work


def read(work: Work, language: str = "en") -> Fact | NoFact:
    key = key_of_work(work.slug, language)
    return Works().read([key])[key]


def test_a_published_work_is_offered_and_cited_in_the_style_asked_for() -> None:
    published()
    (offer,) = Works().offers("safer", "en")
    told = Works().reference(offer.key, offer.fact, "en", "modern-language-association")
    assert told.startswith("Women Nest. Safer Spaces.")
    assert told != Works().sentence(offer.key, offer.fact, "en")
    assert offer.fact.address == "/library/safer-spaces/en/"
    assert Works().csl(offer.key, offer.fact)["title"] == "Safer spaces"  # type: ignore[index]
    assert Works().offers(" ", "en") == []


def test_a_withdrawn_work_is_gone_and_what_was_cited_of_it_can_still_be_said() -> None:
    work = published()
    before = read(work)
    actions.withdraw(work=work, reason="It is wrong.", by=None)
    assert read(work) == NoFact(Missing.GONE)
    assert Works().offers("safer", "en") == []
    assert isinstance(before, Fact)
    assert "Safer spaces" in Works().reference("", before, "en", "apa")


def test_a_draft_cannot_be_cited() -> None:
    work = actions.add_work(title="Not yet", language="en", kind="report")
    assert read(work) == NoFact(Missing.GONE)


def test_a_work_kept_under_another_address_is_found_there() -> None:
    work, other = published(), published("Safer spaces for all")
    Work.objects.filter(pk=work.pk).update(
        status=Status.WITHDRAWN, merged_into=other, withdrawn_because="double"
    )
    found = read(work)
    assert isinstance(found, Fact)
    assert found.address == "/library/safer-spaces-for-all/en/"


def test_a_corrected_record_is_news() -> None:
    work = published()
    before = read(work)
    work.year = 2024
    work.save()
    after = read(work)
    assert isinstance(before, Fact)
    assert isinstance(after, Fact)
    assert not before.says_what(after)


def test_many_works_are_read_with_few_questions(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    works = [published(f"Work {number}") for number in range(3)]
    for some in (works[:1], works):
        with django_assert_num_queries(4):
            Works().read([key_of_work(work.slug, "en") for work in some])
