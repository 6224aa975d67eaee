"""Kinds of papers to begin with: whole in every language, and never with a limit that nobody knows."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from whrin.campaigns import starting_kinds
from whrin.campaigns.models import PaperKind

pytestmark = pytest.mark.django_db
LANGUAGES = set(dict(settings.LANGUAGES))


def test_a_writer_finds_ten_kinds_in_every_language_of_the_site() -> None:
    kinds = list(PaperKind.objects.all())
    assert len(kinds) == 11
    for kind in kinds:
        assert set(kind.labels) == LANGUAGES
        for section in kind.sections:
            assert (set(section["headings"]), set(section["hint"])) == (LANGUAGES, LANGUAGES)
            assert section["takes"] in {"", "articles", "recommendations"}


def test_limits_are_those_that_bodies_tell_with_source_or_doubt() -> None:
    cedaw = PaperKind.objects.get(slug="cedaw-shadow-report")
    assert (cedaw.words_single, cedaw.words_coalition, cedaw.counts_notes) == (3300, 6600, True)
    assert (cedaw.forms, cedaw.weeks_before) == (["docx"], 4)
    upr = PaperKind.objects.get(slug="upr-submission")
    assert (upr.words_single, upr.words_coalition, upr.counts_notes) == (2815, 5630, False)
    assert "To be verified before use" in upr.note
    for kind in PaperKind.objects.filter(is_submission=True):
        is_limited = bool(kind.words_single or kind.minutes)
        assert kind.source if is_limited else "not known to us" in kind.note.lower()


def test_loading_again_changes_nothing() -> None:
    PaperKind.objects.filter(slug="brief").update(words_single=900)
    assert starting_kinds.load_kinds() == 0
    assert PaperKind.objects.get(slug="brief").words_single == 900
    data = json.loads((Path(starting_kinds.__file__).parent / "data" / "kinds.json").read_text())
    assert len(data["kinds"]) == PaperKind.objects.count()
