"""A shadow report from the template: the file for Word, opened by LibreOffice, has the words of the meter."""

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests import cast
from tests.campaigns.body.evidence import FIGURE, WORK, cite
from tests.campaigns.making import paper, say
from tests.documents.office import needs_office, opened_by_office
from tests.documents.printing.readers import OFFICE, TEXT
from whrin.campaigns.body import body_of, text_of_paper
from whrin.campaigns.enums import Block, State
from whrin.campaigns.limits.checks import findings_of
from whrin.campaigns.limits.meter import meter_of
from whrin.campaigns.limits.words import count_words
from whrin.campaigns.models import Paper, PaperKind


def shadow_report() -> Paper:
    """Write each section, two articles, notes and living figures."""
    made = paper(kind=PaperKind.objects.get(slug="cedaw-shadow-report"), title="Care that refuses women")
    say(
        made,
        "introduction",
        "This is a *sample* report of a well-known network^[Founded by *women* who use drugs.].",
    )
    say(made, "summary", "Of [n1] places, [=1] are open to women who use drugs[@1].")
    say(made, "issues", "Article 12: health", block=Block.SUBHEADING)
    say(made, "issues", "Care is refused in three of four places [@2] [@1].")
    say(made, "issues", "Articles 5 and 16: family", block=Block.SUBHEADING)
    say(made, "issues", "“They took my child,” she said.", block=Block.QUOTE)
    say(made, "issues", "One point^[With a [link](https://example.org/point).]", block=Block.ITEM)
    say(made, "evidence", "We counted, twice — and asked.")
    say(made, "recommendations", "Open all places by 2028 [@2].", block=Block.RECOMMENDATION)
    cite(made, 1, FIGURE)
    cite(made, 2, WORK, locator="p. 4")
    made.state = State.AGREED
    made.save()
    return made


@needs_office
@pytest.mark.once
@pytest.mark.django_db
def test_libreoffice_counts_the_words_and_notes_that_the_meter_counts(tmp_path: Path) -> None:
    made = shadow_report()
    assert findings_of(made, form="docx") == []
    answer = cast.SignedIn(made.seats.get().person).get(f"/en/write/{made.pk}/submission.docx")
    text = etree.fromstring(opened_by_office(answer.content, tmp_path)).find(f"{OFFICE}body")
    notes = list(text.iter(f"{TEXT}note-body"))
    body = body_of(text_of_paper(made), "en")
    meter = meter_of(made, body)
    assert ["".join(one.itertext()).strip() for one in notes] == body.notes
    assert count_words("".join(one.itertext()) for one in notes) == meter.notes == 34
    title, *lines = lines_without_notes(text)
    assert title == "Care that refuses women"
    assert lines[: len(body.words)] == body.words
    assert count_words(lines[: lines.index("Works cited")]) == meter.words == 71


def lines_without_notes(text: Any) -> list[str]:
    """Return headings and paragraphs as LibreOffice read them, without their notes."""
    for note in list(text.iter(f"{TEXT}note")):
        before, tail = note.getprevious(), note.tail or ""
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            note.getparent().text = (note.getparent().text or "") + tail
        note.getparent().remove(note)
    lines = ("".join(one.itertext()).strip() for one in text.iter(f"{TEXT}h", f"{TEXT}p"))
    return [line for line in lines if line]
