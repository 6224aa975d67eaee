"""Marks stand on the text as its author wrote it."""

from hypothesis import given
from hypothesis import strategies as st

from whrin.search.highlight import marked, snippet, summary_of


def test_reader_sees_each_form_of_her_word_marked() -> None:
    assert marked("Women’s rights: a woman", "women", "en") == (
        "<mark>Women’s</mark> rights: a <mark>woman</mark>"
    )


def test_reader_sees_marks_inside_a_text_without_spaces() -> None:
    assert marked("การลดอันตรายสำหรับผู้หญิง", "อันตราย", "th") == "การลด<mark>อันตราย</mark>สำหรับผู้หญิง"


def test_reader_sees_vocalised_and_prefixed_arabic_marked() -> None:
    assert marked("خدمات للنِّساء في مصر", "نساء", "ar") == "خدمات <mark>للنِّساء</mark> في مصر"


def test_markup_in_a_text_stays_text() -> None:
    assert marked("<b>harm</b> & 'x'", "harm", "en") == (
        "&lt;b&gt;<mark>harm</mark>&lt;/b&gt; &amp; &#x27;x&#x27;"
    )


def test_small_words_are_not_marked_beside_real_ones() -> None:
    assert marked("the harm of the law", "the law", "en") == "the harm of the <mark>law</mark>"
    assert marked("the harm", "the", "en") == "<mark>the</mark> harm"


def test_reader_sees_the_part_where_most_matches_stand() -> None:
    text = "Beginning. " * 60 + "Here naloxone saves women. " + "End. " * 80
    part = snippet(text, "naloxone women", "en", width=120)
    assert "<mark>naloxone</mark> saves <mark>women</mark>" in part
    assert part.startswith("… ")
    assert part.endswith(" …")


def test_reader_sees_the_beginning_where_nothing_matches() -> None:
    assert snippet("Short text.", "nothing", "en") == "Short text."
    assert snippet("word " * 100, "", "en", width=20) == "word word word word …"


@given(st.text(max_size=120), st.text(max_size=20))
def test_marks_never_change_the_text(text: str, query: str) -> None:
    without = marked(text, query, "en").replace("<mark>", "").replace("</mark>", "")
    assert without == marked(text, "", "en")
    snippet(text, query, "th", width=30)


def test_a_card_shows_where_matches_stand_and_the_beginning_where_nothing_was_asked() -> None:
    text = "first words & " + "more " * 40 + "harm at the end"
    assert summary_of(text, "", "en", 20) == "first words &amp; more…"
    assert "<mark>harm</mark>" in summary_of(text, "harm", "en", 20)
