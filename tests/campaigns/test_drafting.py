"""A section as one text and back: no word lost, and each paragraph stays the one it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whrin.campaigns.differing import runs_between
from whrin.campaigns.drafting import MARKS, Said, as_text, matched, read_text, tidy
from whrin.campaigns.enums import Block

pytestmark = pytest.mark.once

_signs = st.text(alphabet="ab é…\\#!->\n ñعש中", max_size=30)
_kinds = st.sampled_from([each.value for each in [*MARKS, Block.TEXT]])
_said = st.builds(lambda kind, text: Said(kind, tidy(text)), _kinds, _signs)


@given(st.lists(_said, max_size=6))
def test_paragraphs_written_as_one_text_come_back_as_they_were(said: list[Said]) -> None:
    assert read_text(as_text(said)) == said


@given(_signs)
def test_no_word_of_what_she_types_is_lost(typed: str) -> None:
    kept = "".join(one.text for one in read_text(typed))
    letters = [sign for sign in typed if sign.isalpha()]
    assert [sign for sign in kept if sign.isalpha()] == letters


@given(_signs, _signs)
def test_a_difference_holds_both_texts(before: str, after: str) -> None:
    runs = runs_between(before, after)
    assert "".join(run.text for run in runs if run.way != "new") == before
    assert "".join(run.text for run in runs if run.way != "gone") == after


def test_a_list_a_quotation_and_what_only_looks_like_one() -> None:
    text = "# Why\n\nWomen wait.\nStill.\n- one\n- two\n\n> said\n> she\n\n! Fund it.\n\n\\- not a point"
    assert read_text(text) == [
        Said("heading", "Why"),
        Said("text", "Women wait.\nStill."),
        Said("item", "one"),
        Said("item", "two"),
        Said("quote", "said\nshe"),
        Said("recommendation", "Fund it."),
        Said("text", "- not a point"),
    ]


@pytest.mark.parametrize(
    ("after", "places"),
    [
        (["The first one.", "The second one.", "The third one."], [0, 1, 2]),
        (["The third one.", "The first one.", "The second one."], [2, 0, 1]),
        (["The first one.", "Between.", "The second one.", "The third one."], [0, None, 1, 2]),
        (["The first one.", "Zebras hum.", "The third one."], [0, 1, 2]),
        (["The third one, changed a little."], [2]),
        ([], []),
    ],
)
def test_paragraphs_are_known_again(after: list[str], places: list[int | None]) -> None:
    assert matched(["The first one.", "The second one.", "The third one."], after) == places
