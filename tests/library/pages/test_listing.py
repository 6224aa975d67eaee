import pytest
from django.http import QueryDict

from whrin.library.listing import MOST_CHARACTERS, MOST_CHOICES, Listing, parse


def asked(query: str) -> Listing:
    return parse(QueryDict(query))


def test_an_empty_address_asks_for_everything_newest_first() -> None:
    assert asked("") == Listing()
    assert asked("").order == "newest"
    assert asked("").is_plain


def test_words_are_ordered_by_relevance_unless_asked_otherwise() -> None:
    assert asked("q=violence").order == "relevance"
    assert asked("q=violence&sort=added").order == "added"


def test_choices_repeat_and_are_kept_once() -> None:
    found = asked("language=ru&language=ar&language=ru&kind=report")
    assert found.filters == {"language": ("ru", "ar"), "kind": ("report",)}


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "1.5", "²", "٣", "9" * 30])
def test_a_page_that_is_no_number_is_the_first(page: str) -> None:
    assert asked(f"page={page}").page == 1


@pytest.mark.parametrize(
    "query",
    ["sort=nonsense", "facet=colour", "year=soon", "year=20211", "language=", "colour=red", "q=%20%00"],
)
def test_what_cannot_be_meant_is_ignored(query: str) -> None:
    assert asked(query) == Listing()


def test_disguised_characters_are_taken_out_of_what_is_asked() -> None:
    assert asked("q=%E2%80%AEviolence%E2%80%8B%00").text == "violence"


def test_more_than_anyone_types_is_cut() -> None:
    assert len(asked("q=" + "a" * 5000).text) == MOST_CHARACTERS
    many = "&".join(f"topic=t{number}" for number in range(500))
    assert len(asked(many).filters["topic"]) == MOST_CHOICES


def test_a_listing_and_its_address_say_the_same() -> None:
    query = "?q=a+%26+b&topic=violence&language=ru&language=ar&year=2021&sort=added&page=3"
    found = asked(query.removeprefix("?"))
    assert found.query(page=found.page) == query


def test_a_choice_begins_on_the_first_page_and_can_be_taken_back() -> None:
    first = asked("q=a&page=7")
    chosen = first.with_choice("country", "KE")
    assert chosen.page == 1
    assert chosen.chooses("country", "KE")
    assert chosen.without_choice("country", "KE") == Listing(text="a")


def test_countries_are_found_in_small_letters_too() -> None:
    assert asked("country=ke").filters == {"country": ("KE",)}
