"""Marks: a writer's signs become notes and figures; what cannot be read stays as it was, and is told."""

import pytest

from whrin.campaigns.marks.reading import Cited, Fault, MarkReader, all_cited

CITES = {
    3: Cited("23", "74", "Mapping &amp; <em>figures</em>, 2026", "Mapping, above"),
    4: Cited(None, None, "A book, 2020", "A book"),
}


def test_a_writer_has_emphasis_links_and_figures_in_her_words() -> None:
    read = MarkReader(CITES).read("*One* **two** [three](https://example.org/a_b): [=3] of [n3].\nNew line")
    assert read.html == (
        '<em>One</em> <strong>two</strong> <a href="https://example.org/a_b">three</a>: 23 of 74.<br>New line'
    )
    assert read.words == "One two three: 23 of 74.\nNew line"
    assert (read.cited, read.notes, read.findings) == ([3], [], [])


def test_a_source_is_told_in_full_once_and_shortly_behind() -> None:
    reader = MarkReader(CITES)
    first = reader.read("Refused [@3] [@4].")
    again = reader.read("Refused[@3] ^[See *also* [@3], p. 4.]")
    note = '<span class="footnote">{}</span>'
    assert first.html == f"Refused{note.format('Mapping &amp; <em>figures</em>, 2026; A book, 2020')}."
    assert first.notes == ["Mapping & figures, 2026; A book, 2020"]
    assert again.html == f"Refused{note.format('Mapping, above; See <em>also</em> Mapping, above, p. 4.')}"
    assert again.notes == ["Mapping, above; See also Mapping, above, p. 4."]
    assert again.words == "Refused"


def test_digits_of_other_scripts_name_the_same_citation() -> None:
    read = MarkReader(CITES).read("رُفضت [=٣] امرأة")
    assert (read.words, read.cited) == ("رُفضت 23 امرأة", [3])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("so [@9]", Fault.UNKNOWN),
        ("so [=9]", Fault.UNKNOWN),
        ("so [=4]", Fault.NO_VALUE),
        ("so [n4]", Fault.NO_VALUE),
        ("so [@x]", Fault.MARK),
        ("so [@3", Fault.MARK),
        ("so ^[open", Fault.NOTE),
        ("so [x](javascript:alert)", Fault.LINK),
        ("so [x](//elsewhere.example)", Fault.LINK),
        ("so **bold", Fault.STARS),
    ],
)
def test_a_broken_mark_stays_as_it_was_written_and_is_told(text: str, fault: Fault) -> None:
    read = MarkReader(CITES).read(text)
    assert [finding.fault for finding in read.findings] == [fault]
    assert read.words == text
    assert read.html == text


def test_of_two_sources_the_unknown_one_stays_to_be_seen() -> None:
    read = MarkReader(CITES).read("so [@4][@9]")
    assert read.html == 'so<span class="footnote">A book, 2020</span>[@9]'
    assert [finding.fault for finding in read.findings] == [Fault.UNKNOWN]


def test_what_is_escaped_on_purpose_is_no_fault() -> None:
    read = MarkReader({}).read(r"\[@3\] \*\* <script>alert(1)</script> & snake_case")
    assert read.words == "[@3] ** <script>alert(1)</script> & snake_case"
    assert read.html == "[@3] ** &lt;script&gt;alert(1)&lt;/script&gt; &amp; snake_case"
    assert read.findings == []


def test_notes_within_notes_end_somewhere() -> None:
    read = MarkReader({}).read("x" + "^[" * 2000 + "y" + "]" * 2000)
    assert "y" in read.notes[0]
    assert {finding.fault for finding in read.findings} == {Fault.NOTE}


def test_the_numbers_that_texts_name_are_found_in_notes_too() -> None:
    assert all_cited(["[@3] x [n8]", "^[see [@12]]", r"\[@5\]"]) == {3, 8, 12}
