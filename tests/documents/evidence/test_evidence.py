"""Facts: kept as JSON, read many at once, compared, asked for by name, written in any language."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pytest

from whrin.documents.evidence import sources
from whrin.documents.evidence.asking import fits, named_in, words_of
from whrin.documents.evidence.facts import Fact, Missing, NoFact, fact_from
from whrin.documents.evidence.keys import key_of, parts_of
from whrin.documents.evidence.places import countries_of, filter_of, place_in
from whrin.documents.evidence.reading import offers_for, read_facts
from whrin.documents.evidence.sources import NoSuchSource, Offer, register_source
from whrin.documents.evidence.wording import (
    day_in,
    number_in,
    numbers_in,
    path_in,
    plain_reference,
    value_in,
    without_language,
)
from whrin.places.models import Region

pytestmark = pytest.mark.once
FACT = Fact(1234, 2000, "2026-11-22", "/services/?country=KE", {"known": 3, "words": {"en": "Beds"}})


class Beds:
    """A made-up source of one fact."""

    name = "beds"
    label = "Beds"

    def __init__(self) -> None:
        self.reads: list[set[str]] = []

    def offers(self, asked: str, language: str) -> Sequence[Offer]:
        return [Offer("all", "All beds", FACT)] if fits(words_of(asked), "beds") else []

    def read(self, keys: Collection[str]) -> Mapping[str, Fact | NoFact]:
        self.reads.append(set(keys))
        return {"all": FACT}

    def sentence(self, key: str, fact: Fact, language: str) -> str:
        return f"{number_in(fact.value, language)} beds."

    def reference(self, key: str, fact: Fact, language: str, style: str) -> str:
        return plain_reference(self.sentence(key, fact, language), self.label, fact, language)

    def csl(self, key: str, fact: Fact) -> Mapping[str, Any] | None:
        return None


@pytest.fixture
def beds(monkeypatch: pytest.MonkeyPatch) -> Beds:
    monkeypatch.setattr(sources, "_sources", {})
    made = Beds()
    register_source(made)
    return made


def test_a_fact_is_the_same_after_it_was_kept() -> None:
    assert fact_from(json.loads(json.dumps(FACT.as_json()))) == FACT


@pytest.mark.parametrize(
    ("change", "is_news"),
    [
        ({"value": 1235}, True),
        ({"n": 2001}, True),
        ({"extra": {"known": 4}}, True),
        ({"day": "2026-11-23"}, False),
        ({"address": "/moved/"}, False),
        ({"extra": {"known": 3, "words": {"en": "Places to sleep"}}}, False),
    ],
)
def test_what_is_told_makes_a_fact_another_and_not_when_or_how(change: dict[str, Any], is_news: bool) -> None:
    assert FACT.says_what(Fact(**{**FACT.as_json(), **change})) is not is_news


def test_each_source_is_read_once_and_what_nobody_knows_is_gone(beds: Beds) -> None:
    found = read_facts([("beds", "all"), ("beds", "none"), ("beds", "all"), ("chairs", "all")])
    gone = NoFact(Missing.GONE)
    assert found == {("beds", "all"): FACT, ("beds", "none"): gone, ("chairs", "all"): gone}
    assert beds.reads == [{"all", "none"}]


def test_offers_are_of_all_sources_or_of_one_that_there_is(beds: Beds) -> None:
    assert [(source.name, [one.key for one in found]) for source, found in offers_for("BÉD", "en")] == [
        ("beds", ["all"])
    ]
    assert offers_for("chairs", "en") == []
    with pytest.raises(NoSuchSource):
        offers_for("beds", "en", "chairs")


def test_one_fact_has_one_key_whatever_stands_in_it() -> None:
    key = key_of(what="a&b=c/%", place="", kind="é")
    assert parts_of(key) == {"what": "a&b=c/%", "kind": "é"}
    assert parts_of("nonsense") == {}


def test_a_place_is_known_among_the_words_by_its_whole_name() -> None:
    names = {"ZA": "South Africa", "africa": "Africa", "SD": "Sudan", "KE": "Kenya", "mena": "Kenya"}
    assert named_in(words_of("drop-in SOUTH africa"), names) == (["ZA"], ["drop", "in"])
    assert named_in(words_of("kenya"), names) == (["KE", "mena"], [])
    assert named_in(words_of("south"), names) == ([], ["south"])


def test_a_fact_is_written_as_each_language_writes_it(beds: Beds) -> None:
    assert [number_in(1234, tag) for tag in ("en", "es", "fr", "pt-BR")] == [
        "1,234", "1.234", "1\u202f234", "1.234",
    ]  # fmt: skip
    assert (number_in(2.5, "fr"), number_in(None, "en")) == ("2,5", "")
    assert day_in("2026-11", "es") == "noviembre de 2026"
    said = beds.reference("all", FACT, "en", "")
    assert said.startswith("1,234 beds. Source: Beds, http")
    assert said.endswith("/services/?country=KE")


def test_an_address_is_kept_without_a_language_and_shown_with_one() -> None:
    assert without_language("/es/library/x/en/") == "/library/x/en/"
    assert without_language("/library/x/") == "/library/x/"
    assert path_in("/library/x/", "pt-BR") == "/pt/library/x/"
    assert path_in("/library/x/", "sw") == "/library/x/"


def test_a_number_is_written_with_how_many_it_is_of() -> None:
    assert value_in(FACT, "en") == "1,234 / 2,000"
    assert value_in(Fact(7, None, "2026", "/"), "en") == "7"
    assert numbers_in(FACT, "en") == {"value": "1,234", "n": "2,000", "day": "22 November 2026"}


@pytest.mark.django_db
def test_a_count_is_of_a_country_of_a_region_or_of_the_world() -> None:
    region = Region.objects.filter(countries="KE").order_by("pk")[0].code
    assert countries_of("KE") == ("KE",) and filter_of("KE") == {"country": "KE"}
    assert {"KE"} < set(countries_of(region) or ()) and filter_of(region) == {"region": region}
    assert {"KE", "BR"} < set(countries_of("") or ()) and filter_of("") == {}
    assert countries_of("nowhere") is None
    assert place_in("", {}, "es") == "En todo el mundo"
    assert place_in("KE", {"KE": "Kenia"}, "es") == "Kenia"
