"""Words are written by several at once, and nothing that anybody wrote is lost."""

import pytest

from tests import cast
from tests.campaigns import making
from whrin.campaigns.actions.sections import NotAsMany, in_section, stamp_of, write_section
from whrin.campaigns.actions.wording import (
    EditedMeanwhile,
    PaperLocked,
    add_paragraph,
    bring_back,
    confirm_translation,
    move_paragraph,
    remove_paragraph,
    write_wording,
)
from whrin.campaigns.enums import Block, State
from whrin.campaigns.models import Paper, Paragraph, Revision, Wording
from whrin.campaigns.queries import paragraphs_of
from whrin.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def holder() -> Person:
    return cast.member()


@pytest.fixture
def paper(holder: Person) -> Paper:
    made = making.paper(holder)
    making.say(made, "summary", "Women wait for care.")
    making.say(made, "summary", "Nobody should wait alone.")
    return made


def texts(paper: Paper, slot: str = "summary", language: str = "en") -> list[str]:
    rows = in_section(paper, slot)
    return [{one.language: one.text for one in row.wordings.all()}.get(language, "") for row in rows]


def save(paper: Paper, by: Person, text: str, *, language: str = "en", seen: str | None = None) -> None:
    stamp = stamp_of(in_section(paper, "summary"), language, "en") if seen is None else seen
    write_section(paper=paper, slot="summary", language=language, text=text, seen=stamp, by=by)


def test_of_two_who_write_at_once_the_later_is_told_and_the_earlier_stays(
    paper: Paper, holder: Person
) -> None:
    first = in_section(paper, "summary")[1]
    write_wording(paragraph=first, language="en", text="Women still wait.", seen=1, by=holder)
    with pytest.raises(EditedMeanwhile) as late:
        write_wording(paragraph=first, language="en", text="Women waited.", seen=1, by=holder)
    assert late.value.now is not None
    assert late.value.now.text == "Women still wait."
    assert [row.text for row in Revision.objects.all()] == ["Women wait for care."]


def test_the_same_words_sent_twice_are_written_once(paper: Paper, holder: Person) -> None:
    first = in_section(paper, "summary")[1]
    for _again in range(2):
        write_wording(paragraph=first, language="en", text="Women still wait.", seen=1, by=holder)
    assert Wording.objects.get(paragraph=first, language="en").edition == 2


def test_an_edit_while_somebody_translates_leaves_her_translation_saved_and_out_of_date(
    paper: Paper, holder: Person
) -> None:
    first = in_section(paper, "summary")[1]
    write_wording(paragraph=first, language="en", text="Women still wait.", seen=1, by=holder)
    saved = write_wording(
        paragraph=first, language="es", text="Las mujeres esperan.", seen=0, basis=1, by=holder
    )
    assert saved.basis == 1
    with pytest.raises(EditedMeanwhile):
        confirm_translation(paragraph=first, language="es", seen=1, basis=1, by=holder)
    assert confirm_translation(paragraph=first, language="es", seen=1, basis=2, by=holder).basis == 2


def test_nobody_changes_the_words_of_a_paper_that_is_agreed(holder: Person) -> None:
    paper = making.agreed(holder)
    row = paragraphs_of(paper)[0]
    with pytest.raises(PaperLocked):
        write_wording(paragraph=row, language="en", text="Other", seen=1, by=holder)
    with pytest.raises(PaperLocked):
        write_section(paper=paper, slot="summary", language="en", text="Other", seen="", by=holder)
    with pytest.raises(PaperLocked):
        add_paragraph(paper=paper, slot="summary", kind=Block.TEXT, by=holder)
    assert paper.state == State.AGREED
    assert not Wording.objects.filter(text="Other").exists()


def test_paragraphs_are_added_moved_taken_out_and_brought_back_inside_their_section(
    paper: Paper, holder: Person
) -> None:
    _heading, first, second = in_section(paper, "summary")
    made = add_paragraph(paper=paper, slot="summary", kind=Block.ITEM, by=holder, after=first)
    write_wording(paragraph=made, language="en", text="Between", seen=1, by=holder)
    assert texts(paper)[1:] == ["Women wait for care.", "Between", "Nobody should wait alone."]
    assert move_paragraph(paragraph=second, is_up=True, by=holder)
    assert texts(paper)[1:] == ["Women wait for care.", "Nobody should wait alone.", "Between"]
    assert not move_paragraph(paragraph=Paragraph.objects.get(kind=Block.TITLE), is_up=False, by=holder)
    remove_paragraph(paragraph=second, by=holder)
    assert texts(paper)[1:] == ["Women wait for care.", "Between"]
    bring_back(paragraph=second, by=holder)
    assert texts(paper)[1:] == ["Women wait for care.", "Nobody should wait alone.", "Between"]


def test_a_section_written_as_one_text_keeps_its_paragraphs_and_their_translations(
    paper: Paper, holder: Person
) -> None:
    heading, first, second = in_section(paper, "summary")
    write_wording(paragraph=second, language="es", text="Nadie sola.", seen=0, basis=1, by=holder)
    save(
        paper, holder, "# Summary\n\nNobody should ever wait alone.\n\nWomen wait for care.\n\n! Pay for it."
    )
    rows = in_section(paper, "summary")
    assert [row.pk for row in rows[:3]] == [heading.pk, second.pk, first.pk]
    assert rows[3].kind == Block.RECOMMENDATION
    assert texts(paper, language="es") == ["", "Nadie sola.", "", ""]
    save(paper, holder, "# Summary\n\nWomen wait for care.")
    assert texts(paper) == ["Summary", "Women wait for care."]
    assert Paragraph.objects.get(pk=second.pk).is_removed


def test_a_section_that_changed_meanwhile_is_not_overwritten(paper: Paper, holder: Person) -> None:
    seen = stamp_of(in_section(paper, "summary"), "en", "en")
    save(paper, holder, "# Summary\n\nHers.")
    with pytest.raises(EditedMeanwhile):
        save(paper, holder, "# Summary\n\nMine.", seen=seen)
    assert texts(paper) == ["Summary", "Hers."]


def test_a_section_is_translated_as_one_text_paragraph_by_paragraph(paper: Paper, holder: Person) -> None:
    with pytest.raises(NotAsMany):
        save(paper, holder, "Una sola.", language="es")
    save(paper, holder, "# Resumen\n\n…\n\nNadie sola.", language="es")
    assert texts(paper, language="es") == ["Resumen", "", "Nadie sola."]
    assert set(Wording.objects.filter(language="es").values_list("basis", flat=True)) == {1}
