"""What readers type in sixteen languages, and exactly what they find, in exactly this order."""

import pytest

from tests.search.conftest import GOLDEN, Bookcase
from whrin.search.queries import find


def test_reader_finds_what_she_means_in_every_script(golden: Bookcase) -> None:
    wrong = []
    for text, language, expected, *kind in GOLDEN["judgements"]:
        found = find(shelf="golden", text=text, language=language)
        keys = [hit.key for hit in found.hits]
        if kind == ["relaxed"]:
            right = found.is_relaxed and (not expected or keys[: len(expected)] == expected)
        else:
            right = keys == expected and not found.is_relaxed
        if not right:
            wrong.append((text, expected, keys, found.is_relaxed))
    assert not wrong, "\n" + "\n".join(map(str, wrong))


def test_golden_set_holds_at_least_sixty_judgements() -> None:
    assert len(GOLDEN["judgements"]) >= 60


@pytest.mark.parametrize(("text", "language", "expected"), GOLDEN["suggestions"])
def test_reader_who_mistypes_is_offered_the_word(
    golden: Bookcase, text: str, language: str, expected: str
) -> None:
    assert find(shelf="golden", text=text, language=language).suggestion == expected


def test_reader_finds_every_entry_by_its_own_title_first(golden: Bookcase) -> None:
    for key, one in GOLDEN["entries"].items():
        assert find(shelf="golden", text=one["title"], language=one["language"]).hits[0].key == key
