"""A reader searches: words, phrases, filters, pages, mistakes, and whatever else is typed into a box."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.search.conftest import Bookcase
from whrin.search import actions, shelves
from whrin.search.queries import drift, find, values
from whrin.search.shelves import Shelf, register_shelf


def keys(text: str = "", **asked: object) -> list[str]:
    return [hit.key for hit in find(shelf="bookcase", text=text, **asked).hits]  # type: ignore[arg-type] tests name what they need


def test_reader_of_an_empty_shelf_finds_nothing(bookcase: Bookcase) -> None:
    found = find(shelf="bookcase", text="women")
    assert (found.total, list(found.hits), found.suggestion, found.is_relaxed) == (0, [], "", False)


def test_reader_finds_a_change_at_once_and_not_what_is_gone(bookcase: Bookcase) -> None:
    bookcase.put("a", "Safe houses")
    assert keys("houses") == ["a"]
    bookcase.put("a", "Safe shelters")
    assert keys("houses") == []
    assert keys("shelter") == ["a"]
    bookcase.take("a")
    assert keys("shelter") == keys() == []


def test_reader_gets_the_title_before_the_subject_before_the_summary_before_the_body(
    bookcase: Bookcase,
) -> None:
    bookcase.put("body", "One", body="A long text about other things, and naloxone.")
    bookcase.put("summary", "Two", summary="On naloxone.")
    bookcase.put("subject", "Three", subjects="naloxone")
    bookcase.put("title", "Naloxone and women")
    bookcase.put("exact", "Naloxone!")
    assert keys("naloxone") == ["exact", "title", "subject", "summary", "body"]


def test_reader_sorts_by_date_and_by_the_day_of_arrival(bookcase: Bookcase) -> None:
    bookcase.put("old", "Prisons", date=20150101, added=20260103)
    bookcase.put("new", "Prisons", date=20210000, added=20260101)
    bookcase.put("undated", "Prisons", date=0, added=20260102)
    assert keys("prison", sort="newest") == keys() == ["new", "old", "undated"]
    assert keys("prison", sort="added") == ["old", "undated", "new"]


def test_reader_sorts_by_the_values_of_a_facet(bookcase: Bookcase) -> None:
    for key, name in {"c": "cedar", "a": "ash", "b": "birch", "none": ""}.items():
        bookcase.put(key, "Trees", facets={"name": [name] if name else []})
    assert keys("trees", sort="name") == ["a", "b", "c", "none"]
    for number in range(300):  # now each name is rare, and kept in another way
        bookcase.put(f"k{number:03}", "Shrubs", facets={"name": [f"{number:03}"]})
    assert keys("trees", sort="name") == ["a", "b", "c", "none"]
    assert keys("shrubs", sort="name", size=400) == [f"k{number:03}" for number in range(300)]


def test_reader_of_a_shelf_that_says_so_finds_what_has_every_value(bookcase: Bookcase) -> None:
    shelf = Shelf("bookcase", list, bookcase.give, bookcase.facets, every=frozenset({"topic"}))
    register_shelf(shelf)
    bookcase.put("both", "One", facets={"topic": ["beds", "food"], "kind": ["house"]})
    bookcase.put("one", "Two", facets={"topic": ["beds"], "kind": ["house"]})
    assert keys(filters={"topic": ["beds", "food"]}) == ["both"]
    assert find(shelf="bookcase", filters={"topic": ["beds"]}).facets["topic"] == [("beds", 2), ("food", 1)]
    assert keys(filters={"topic": ["beds", "nothing"]}) == []


def test_room_asks_within_many_rare_values(bookcase: Bookcase) -> None:
    for number in range(300):
        bookcase.put(f"k{number:03}", "Hours", facets={"hours": [f"v{number:03}", f"w{number:03}"]})
    wanted = [f"w{number:03}" for number in range(0, 300, 10)]
    assert find(shelf="bookcase", within=("hours", wanted)).total == 30
    assert len(values(shelf="bookcase", facet="hours")) == 600


def test_reader_pages_through_everything_once(bookcase: Bookcase) -> None:
    for number in range(23):
        bookcase.put(f"k{number}", "Stigma", date=20200000 + number % 3)
    pages = [keys("stigma", page=page, size=5) for page in range(1, 7)]
    assert [len(page) for page in pages] == [5, 5, 5, 5, 3, 0]
    assert len({key for page in pages for key in page}) == 23
    assert [key for page in pages for key in page] == keys("stigma", size=50)


def test_reader_sees_true_counts_beside_every_filter(bookcase: Bookcase) -> None:
    bookcase.put("a", "Rights", facets={"kind": ["report"], "language": ["en"], "topic": ["law", "care"]})
    bookcase.put("b", "Rights", facets={"kind": ["brief"], "language": ["en"], "topic": ["law"]})
    bookcase.put("c", "Rights", facets={"kind": ["brief"], "language": ["ru"]})
    bookcase.put("d", "Other", facets={"kind": ["brief"], "language": ["ru"]})
    found = find(shelf="bookcase", text="rights", filters={"kind": ["brief"]})
    assert found.total == 2
    assert found.facets["kind"] == [("brief", 2), ("report", 1)]
    assert found.facets["language"] == [("en", 1), ("ru", 1)]
    assert found.facets["topic"] == [("law", 1)]
    both = find(shelf="bookcase", text="rights", filters={"kind": ["brief", "report"], "language": ["en"]})
    assert both.total == 2


@pytest.mark.parametrize(
    "filters", [{"kind": ["no such"]}, {"no such": ["x"]}, {"kind": ["report"], "topic": ["x"]}]
)
def test_reader_with_an_unknown_filter_finds_nothing_and_no_error(
    bookcase: Bookcase, filters: dict[str, list[str]]
) -> None:
    bookcase.put("a", "Rights", facets={"kind": ["report"]})
    assert find(shelf="bookcase", text="rights", filters=filters).total == 0


def test_reader_who_asks_too_much_gets_what_holds_most_of_it(bookcase: Bookcase) -> None:
    bookcase.put("a", "Naloxone in prisons")
    bookcase.put("b", "Naloxone")
    found = find(shelf="bookcase", text="naloxone prisons moonlight")
    assert found.is_relaxed
    assert [hit.key for hit in found.hits] == ["a"]
    assert not find(shelf="bookcase", text="naloxone prisons").is_relaxed


def test_reader_finds_a_phrase_only_side_by_side_and_not_across_passages(bookcase: Bookcase) -> None:
    bookcase.put("together", "Peer support works")
    bookcase.put("apart", "Support for a peer")
    bookcase.put("across", "Every peer", summary="Support for all")
    assert keys("“peer support”") == ["together"]
    assert set(keys("peer support")) == {"together", "apart", "across"}


def test_reader_finds_other_words_for_it_after_the_word_itself(bookcase: Bookcase) -> None:
    bookcase.put("other", "Methadone clinics", date=20220101)
    bookcase.put("typed", "Opioid agonist therapy", date=20100101)
    assert keys("opioid agonist therapy") == ["typed"]
    shelves.register_synonyms(lambda: [{"en": ["opioid agonist therapy", "methadone"]}])
    assert keys("opioid agonist therapy") == ["typed"]
    actions.forget_synonyms()
    assert keys("opioid agonist therapy") == ["typed", "other"]


def test_reader_is_offered_no_spelling_that_finds_no_more(bookcase: Bookcase) -> None:
    bookcase.put("a", "Overdose")
    assert find(shelf="bookcase", text="overdosse").suggestion == "overdose"
    bookcase.take("a")
    assert find(shelf="bookcase", text="overdosse").suggestion == ""


def test_two_shelves_never_mix(bookcase: Bookcase) -> None:
    bookcase.put("a", "Overdose")
    shelves.register_shelf(shelves.Shelf("other", list, lambda keys: [], ()))
    assert find(shelf="other", text="overdose").total == 0


def test_keeper_sees_how_far_the_index_has_drifted(bookcase: Bookcase) -> None:
    bookcase.put("a", "One")
    bookcase.put("b", "Two")
    assert drift("bookcase") == 0
    bookcase.entries["c"] = replace(bookcase.entries.pop("a"), key="c")
    assert drift("bookcase") == 2
    told: list[tuple[int, int]] = []
    actions.rebuild(shelf="bookcase", progress=lambda done, of: told.append((done, of)))
    assert drift("bookcase") == 0
    assert told[-1] == (3, 3)


def test_a_long_text_and_a_word_said_a_thousand_times_are_indexed_within_every_engine_s_bounds(
    bookcase: Bookcase,
) -> None:
    body = "stigma " * 1_000 + " ".join(f"word{number} ผู้หญิง{number}" for number in range(20_000))
    bookcase.put("long", "Long", body=body + " x" * 5_000 + "y" * 5_000)
    assert keys("stigma") == keys('"stigma stigma"') == keys("word1") == ["long"]


HOSTILE = json.loads((Path(__file__).parent / "hostile.json").read_text(encoding="utf-8"))


def test_nothing_a_reader_types_is_an_error(bookcase: Bookcase) -> None:
    bookcase.put("a", "Women and harm reduction ผู้หญิง")
    for text in [*HOSTILE, "a" * 5_000, "ก" * 5_000, "word " * 400, "(" * 300]:
        find(shelf="bookcase", text=text, language="xx-nonsense")
    assert keys("wom* AND (harm") == ["a"]
    assert keys('"women and') == ["a"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.text(max_size=80), st.sampled_from(["", "en", "ar", "th"]))
def test_no_text_at_all_is_an_error(bookcase: Bookcase, text: str, language: str) -> None:
    find(shelf="bookcase", text=text, language=language)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=80))
def test_any_title_can_be_indexed_and_found_by_itself(bookcase: Bookcase, text: str) -> None:
    bookcase.put("any", text)
    found = find(shelf="bookcase", text=text)
    assert found.total in {0, 1}


def test_rebuild_never_puts_back_what_was_taken_meanwhile(bookcase: Bookcase) -> None:
    bookcase.put("a", "Stigma")
    bookcase.put("b", "Stigma")

    def give(asked: Sequence[str]) -> Iterable[shelves.Entry]:
        found = list(bookcase.give(asked))
        if "a" in bookcase.entries:
            bookcase.take("a")
        return found

    shelves.register_shelf(shelves.Shelf("bookcase", lambda: ["a", "b"], give, bookcase.facets))
    actions.rebuild(shelf="bookcase")
    assert keys("stigma") == ["b"]
