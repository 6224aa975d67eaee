"""Folding, segmenting and stemming hold for any text at all."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whrin.search.analysis.folding import folded, plain
from whrin.search.analysis.segments import Run, asked_grams, grams, segments
from whrin.search.analysis.stemming import known, stem, surface

SCRIPTS = st.text(
    alphabet=st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("กขผหญิงู้ำ่าใยາກຳສ្ត្រីမျိုးसमीडूँ़आأإآٱىیکكة\u200b\u200c\u200d\u202e\u00adАёйїʼ’'đøÉßİ中国 "),
    ),
    max_size=60,
)


@given(SCRIPTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(SCRIPTS)
def test_offsets_point_at_the_text_as_written_in_order_and_apart(text: str) -> None:
    end = 0
    for piece in segments(text):
        spans = (
            [(c.start, c.end) for c in piece.clusters]
            if isinstance(piece, Run)
            else [(piece.start, piece.end)]
        )
        for first, last in spans:
            assert end <= first < last <= len(text)
            end = last
        if not isinstance(piece, Run):
            assert text[piece.start : piece.end] == piece.raw


@given(SCRIPTS)
def test_no_token_is_empty_or_holds_a_space(text: str) -> None:
    for piece in segments(text):
        tokens = (
            list(grams(piece.texts))
            if isinstance(piece, Run)
            else [
                token
                for word in plain(piece.raw)
                for token in (surface(word), stem(word, "en"), stem(word, "ar"))
            ]
        )
        for token in tokens:
            assert token
            assert not any(character.isspace() for character in token)
            assert not any(character.isascii() and not character.isalnum() for character in token)


@given(SCRIPTS)
def test_composed_and_decomposed_letters_are_the_same_words(text: str) -> None:
    assert folded(unicodedata.normalize("NFC", text)) == folded(unicodedata.normalize("NFD", text)) or any(
        # A lone mark at the start of a word composes with what stands before it.
        unicodedata.category(character)[0] == "M" or unicodedata.combining(character)
        for character in text
    )


@given(SCRIPTS)
def test_every_run_holds_what_it_is_asked_for(text: str) -> None:
    for piece in segments(text):
        if isinstance(piece, Run):
            assert set(asked_grams(piece.texts)) <= set(grams(piece.texts))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ёлка", "елка"),
        ("Đà Nẵng", "da nang"),
        ("النِّسَاءِ", "النساء"),
        ("مـــرأة", "مرأة"),
        ("زن\u200cها", "زنها"),
        ("महिलाहरू", "महिलाहरु"),
        ("ｗｏｍｅｎ", "WOMEN"),
        ("ha\u200brm", "harm"),
        ("women’s", "women"),
        ("l’usagère", "usagere"),
        ("здоров’я", "здоров'я"),
        ("٢٠٢١", "2021"),
        ("straße", "STRASSE"),
    ],
)
def test_two_ways_to_write_a_word_fold_to_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("कम", "काम"), ("мой", "мои"), ("ма", "май")])
def test_words_that_differ_stay_apart(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_sara_am_is_the_same_written_whole_or_apart() -> None:
    whole, apart = (next(iter(segments(text))) for text in ("น้ำ", "นํ้า"))
    assert isinstance(whole, Run)
    assert isinstance(apart, Run)
    assert whole.texts == apart.texts


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("ru", ["женщина", "женщины", "женщин", "женщинами"]),
        ("uk", ["жінка", "жінки", "жінок", "жінкам"]),
        ("ar", ["امرأة", "المرأة", "نساء", "النساء", "والنساء", "للنساء"]),
        ("ar", ["الوقاية", "وقاية", "والوقاية", "للوقاية"]),
        ("fa", ["زن", "زنان", "زن‌ها", "زن‌های"]),
        ("ne", ["महिला", "महिलाहरू", "महिलाहरूको", "महिलालाई"]),
        ("es", ["mujer", "mujeres"]),
        ("es", ["educación", "educacion", "educaciones"]),
        ("pt", ["redução", "reducao", "reduções"]),
        ("en", ["woman", "women", "woman's", "Women’s"]),
        ("en-GB", ["criminalise", "criminalize", "criminalized", "criminalisation"]),
        ("id", ["pengguna", "penggunaan", "menggunakan"]),
    ],
)
def test_forms_of_a_word_have_one_stem(language: str, forms: list[str]) -> None:
    assert len({stem(word, known(language)) for form in forms for word in plain(form)}) == 1
