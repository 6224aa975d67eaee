from hypothesis import given
from hypothesis import strategies as st

from whrin.kit.text import beginning


def test_a_short_text_stays_whole():
    assert beginning("Women who use drugs", 19) == "Women who use drugs"


def test_a_long_text_ends_after_a_word():
    assert beginning("Women who use drugs speak", 21) == "Women who use drugs…"


def test_a_text_without_spaces_keeps_the_marks_on_its_last_letter():
    thai = "ผู้หญิง"
    assert beginning(thai, 2) == "…", "the vowel and tone belong to the first letter"
    assert beginning(thai, 3) == "ผู้…"


@given(st.text(max_size=80), st.integers(1, 60))
def test_never_more_than_asked_and_always_from_the_beginning(text: str, most: int):
    shown = beginning(text, most)
    assert shown == text or (len(shown) <= most + 1 and text.startswith(shown[:-1]))
