"""The body: whoever reads the page, the print or an old edition reads the same words and notes."""

import datetime

import pytest

from tests.campaigns.body.evidence import FIGURE, WORK, cite
from tests.campaigns.making import kind, paper, say
from tests.documents.printing.readers import read_docx, words_in
from whrin.campaigns.actions import keep_version
from whrin.campaigns.body import body_of, printed, text_of_edition, text_of_paper, web_html
from whrin.campaigns.body.annexes import annexes_html
from whrin.campaigns.enums import Block, Standing, Why
from whrin.campaigns.models import Edition, Paper, Wording
from whrin.documents.printing import as_docx

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> Paper:
    made = paper(kind=kind(numbers_paragraphs=True))
    say(made, "summary", "Of [n1] places [=1] are open[@1].")
    say(made, "summary", "She said^[In *May*.] so [@2].", block=Block.QUOTE)
    say(made, "asks", "Open **all** of them [@2].", block=Block.RECOMMENDATION)
    cite(made, 1, FIGURE)
    cite(made, 2, WORK, locator="p. 4")
    return made


def test_a_reader_finds_numbered_paragraphs_quotations_notes_and_figures(made: Paper) -> None:
    body = body_of(text_of_paper(made), "en")
    note = '<span class="footnote">{}</span>'
    figure = '23 of 74 in 2026-05. Test map, <a href="https://example.org/x">https://example.org/x</a>.'
    assert body.title == "Care, not punishment"
    assert body.html == (
        f'<h2>Summary</h2><p class="para">1. Of 74 places 23 are open'
        f"{note.format(figure)}.</p>"
        f"<blockquote><p>2. She said{note.format('In <em>May</em>.')} so"
        f"{note.format('Rivera. Care &amp; kindness. 2024, p. 4.')}.</p></blockquote>"
        f'<h2>What we ask</h2><p class="para">3. Open <strong>all</strong> of them'
        f"{note.format('Care &amp; kindness, p. 4')}.</p>"
    )
    assert body.words[1] == "1. Of 74 places 23 are open."
    assert body.notes[1:3] == ["In May.", "Rivera. Care & kindness. 2024, p. 4."]
    assert (body.cited, body.faults) == ([1, 2], [])


def test_a_page_links_each_note_and_back(made: Paper) -> None:
    html = web_html(body_of(text_of_paper(made), "en"))
    for number in range(1, 5):
        assert f'href="#note-{number}" id="ref-{number}"' in html
        assert f'<li id="note-{number}">' in html
        assert f'href="#ref-{number}"' in html
    assert 'class="footnote"' not in html


def test_annexes_name_each_work_once_and_each_figure_with_its_source(made: Paper) -> None:
    text = text_of_paper(made)
    html = annexes_html(text, body_of(text, "en"))
    assert html.count("Rivera. Care &amp; kindness. 2024.") == 1
    for part in (">23<", ">74<", "May 2026", "/services/?type=drop-in", "Test map"):
        assert part in html


def test_what_is_not_translated_stands_in_its_own_language(made: Paper) -> None:
    first = made.paragraphs.get(wordings__text__startswith="Of [n1]")
    Wording.objects.create(paragraph=first, language="ar", text="من [n1] مكانا [=1] مفتوح[@1].", basis=1)
    body = body_of(text_of_paper(made), "ar")
    assert '<p class="para">1. من 74' in body.html
    assert (
        '<blockquote lang="en" dir="ltr"><p>2. She said<span class="footnote" lang="en" dir="ltr">'
        in body.html
    )
    assert '<span lang="en" dir="ltr">In <em>May</em>.</span>' in web_html(body)


def test_a_figure_that_may_be_told_no_more_is_withheld_everywhere(made: Paper) -> None:
    made.citations.filter(number=1).update(state=Standing.BARRED)
    text = text_of_paper(made)
    body = body_of(text, "en")
    whole = body.html + annexes_html(text, body) + " ".join([*body.words, *body.notes])
    assert "[figure withheld]" in body.words[1]
    assert [one for one in ("23", "74") if one in whole] == []


def test_an_edition_stays_as_it_was_when_paper_and_source_change(made: Paper) -> None:
    version = keep_version(paper=made, why=Why.PUBLISHED, by=None)
    facts = {
        str(one.number): {"source": one.source, "key": one.key, "locator": one.locator, "fact": one.fact}
        for one in made.citations.all()
    }
    edition = Edition.objects.create(paper=made, number=1, version=version, facts=facts, digest="0" * 64)
    before = body_of(text_of_edition(edition), "en").html
    made.citations.update(fact={**FIGURE.as_json(), "value": 99}, state=Standing.BARRED)
    Wording.objects.update(text="Other words.")
    assert body_of(text_of_edition(edition), "en").html == before
    assert body_of(text_of_paper(made), "en").html != before


def test_headings_over_nothing_are_left_out_and_broken_marks_are_told_with_their_place(made: Paper) -> None:
    empty = paper(made.seats.get().person, title="Empty")
    assert body_of(text_of_paper(empty), "en").html == ""
    say(made, "asks", "So [@9]")
    [fault] = body_of(text_of_paper(made), "en").faults
    assert (fault.number, fault.finding.words) == (4, "[@9]")


def test_lists_are_lists_where_paragraphs_have_no_numbers() -> None:
    made = paper(kind=kind("plain-kind", numbers_paragraphs=False))
    for words in ("one", "two"):
        say(made, "summary", words, block=Block.ITEM)
    say(made, "asks", "do", block=Block.RECOMMENDATION)
    body = body_of(text_of_paper(made), "en")
    assert body.html == (
        "<h2>Summary</h2><ul><li>one</li><li>two</li></ul><h2>What we ask</h2><ol><li>do</li></ol>"
    )


def test_the_number_of_questions_does_not_grow_with_the_paper(
    made: Paper, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    with django_assert_num_queries(4):  # type: ignore[operator]  # a fixture that is a function
        body_of(text_of_paper(Paper.objects.select_related("kind").get(pk=made.pk)), "en")


@pytest.mark.once
def test_the_file_for_word_has_the_words_of_the_meter_and_every_note(made: Paper) -> None:
    text = text_of_paper(made)
    body = body_of(text, "en")
    document = printed(text, body, date=datetime.date(2026, 11, 22), address="/act/papers/care/1/")
    seen = read_docx(as_docx(document))
    assert seen.notes == body.notes
    missing = words_in(" ".join([body.title, *body.words, *body.notes])) - seen.words
    assert not missing
