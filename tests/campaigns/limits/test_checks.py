"""The meter and the checklist: what a body would send back is said before it goes out."""

import datetime
from typing import Any

import pytest
import time_machine

from tests.campaigns.body.evidence import FIGURE, cite
from tests.campaigns.making import kind, paper, say
from whrin.campaigns.body import body_of, text_of_paper
from whrin.campaigns.enums import Block, Standing, State
from whrin.campaigns.limits.checks import findings_of, has_stop
from whrin.campaigns.limits.meter import Meter, meter_of
from whrin.campaigns.limits.structure import articles_in
from whrin.campaigns.limits.words import count_words
from whrin.campaigns.models import Paper, PaperKind
from whrin.events.models import Body, Session

pytestmark = pytest.mark.django_db


def ready(**columns: Any) -> Paper:
    """Make an agreed paper in which nothing is missing. `columns`: of its kind."""
    made = paper(kind=kind("ready", **{"numbers_paragraphs": False, **columns}))
    say(made, "summary", "Ten words stand here, so that somebody can count them^[Two more].")
    say(made, "asks", "Open it.", block=Block.RECOMMENDATION)
    made.state = State.AGREED
    made.save()
    return made


def told(made: Paper, **asked: str) -> list[str]:
    return [f"{finding.level.value}: {finding.words}" for finding in findings_of(made, **asked)]


def meter(made: Paper) -> Meter:
    return meter_of(made, body_of(text_of_paper(made), "en"))


def test_a_paper_with_everything_may_go_out() -> None:
    assert findings_of(ready()) == []


def test_words_are_counted_as_offices_count_them() -> None:
    assert count_words(["12. A well-known place,\u00a0open…", "— two\nlines"]) == 8
    made = meter(ready())
    # Headings are words of the text: "Summary", "What we ask".
    assert (made.words, made.notes) == (16, 2)


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"words_single": 18}, []),
        (
            {"words_single": 17},
            ["stop: It is 1 word too long. Without footnotes it would fit; here they are counted."],
        ),
        ({"words_single": 17, "counts_notes": False}, []),
        ({"words_single": 14}, ["stop: It is 4 words too long."]),
    ],
)
def test_footnotes_count_where_the_body_counts_them(columns: dict[str, Any], words: list[str]) -> None:
    assert told(ready(**columns)) == words


def test_a_coalition_has_its_own_limit() -> None:
    made = ready(words_single=5, words_coalition=500)
    made.is_coalition = True
    made.save()
    assert findings_of(made) == []
    assert meter(made).left == 482


def test_cedaw_takes_3300_words_with_footnotes_and_a_coalition_6600() -> None:
    made = paper(kind=PaperKind.objects.get(slug="cedaw-shadow-report"))
    say(made, "summary", f"{'word ' * 3290}^[{'note ' * 40}]")
    single = meter(made)
    made.is_coalition = True
    assert single.over > 0 and single.words <= 3300
    assert meter(made).over == 0


@pytest.mark.parametrize(
    ("block", "slot", "text", "fault"),
    [
        (Block.TEXT, "asks", "So [@9].", "stop: No evidence of the paper has this number: [@9]"),
        (Block.TEXT, "asks", "So ^[open", "stop: A footnote does not end: So ^[open"),
    ],
)
def test_broken_marks_stop_a_paper(block: Block, slot: str, text: str, fault: str) -> None:
    made = ready()
    say(made, slot, text, block=block)
    assert told(made) == [fault]


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing.CHANGED, "stop: Evidence 1 has changed at its source since it was cited."),
        (Standing.GONE, "stop: The source of evidence 1 is gone."),
        (Standing.BARRED, "stop: Evidence 1 may not be shown any more."),
    ],
)
def test_evidence_that_is_not_fresh_stops_it_where_it_is_used(standing: Standing, words: str) -> None:
    made = ready()
    cite(made, 1, FIGURE, standing)
    assert told(made) == []
    say(made, "asks", "Of [n1].")
    assert told(made) == [words]


def test_a_section_that_is_required_is_not_left_empty_nor_without_what_it_takes() -> None:
    made = ready()
    made.paragraphs.filter(kind=Block.RECOMMENDATION).update(kind=Block.TEXT)
    assert told(made) == ["stop: “What we ask” has no paragraph that is a recommendation."]
    made.paragraphs.filter(slot="asks").exclude(kind=Block.HEADING).delete()
    assert told(made) == ["stop: “What we ask” has to be there, and is empty."]


def test_articles_are_found_in_headings_of_every_language() -> None:
    heads = ["Article 2: equality of 3", "Artículos 5 y 6", "المادة ١٢", "Статья 16", "Pasal 3", "Part 9"]
    assert articles_in(heads) == {2, 3, 5, 6, 12, 16}
    assert articles_in(["ARTICLES 12 and 14 (health)", "particle 7"]) == {12, 14}


def test_a_report_by_article_names_articles_that_there_are() -> None:
    sections = [{"slug": "issues", "headings": {"en": "Issues"}, "is_required": True, "takes": "articles"}]
    made = paper(kind=kind("by-article", sections=sections))
    made.state = State.AGREED
    say(made, "issues", "Words.")
    assert told(made) == ["stop: No heading in “Issues” names an article."]
    say(made, "issues", "Article 12: health", block=Block.SUBHEADING)
    say(made, "issues", "Article 17", block=Block.SUBHEADING)
    assert told(made) == ["look: A heading names article 17; there are articles 1 to 16."]


def test_languages_and_forms_that_are_not_taken_stop_it() -> None:
    made = ready(languages=["es", "fr"], forms=["docx"])
    assert told(made, form="docx") == [
        "stop: It is not taken in this language. These are taken: Spanish, French."
    ]
    assert told(made, form="pdf")[0] == "stop: It is not taken as PDF. Only this is taken: DOCX."
    assert "stop: 5 paragraphs have no words in this language." in told(made, language="es")


def test_a_paper_that_nobody_agreed_to_is_stopped() -> None:
    made = ready()
    made.state = State.WRITING
    assert told(made) == ["stop: It has not been agreed on: send it to review."]


def test_limits_that_nobody_knows_or_checked_are_something_to_look_at() -> None:
    unknown = ready(is_submission=True)
    assert told(unknown) == ["look: How long it may be is not known to us. Read the call of the body."]
    unknown.kind.words_single = 500
    assert told(unknown) == ["look: Nobody has checked these limits with the body. Read its call."]
    assert not has_stop(findings_of(unknown))


def test_a_speech_that_is_too_long_and_a_day_that_has_passed_are_something_to_look_at() -> None:
    made = ready()
    made.minutes = 1
    say(made, "summary", "word " * 120)
    made.session = Session.objects.create(
        slug="s",
        body=Body.objects.create(slug="b"),
        starts=datetime.date(2026, 11, 30),
        changed_on=datetime.date(2026, 11, 1),
    )
    made.kind.weeks_before = 1
    assert meter(made).minute == "1:08"
    with time_machine.travel("2026-11-23 12:00"):
        assert told(made) == ["look: Read aloud, it takes longer than there is time."]
    with time_machine.travel("2026-11-24 12:00"):
        assert told(made)[1:] == ["look: The day by which it has to be in has passed."]
