"""The surveys of the sample network: ours, in four languages, with answers made by lot."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.architecture.tree import ROOT
from whrin.people.models import Person
from whrin.surveys import actions
from whrin.surveys.headings import about_of, consent_of, title_of
from whrin.surveys.models import Answer, Form, Invitation, Version
from whrin.surveys.samples import doors, load
from whrin.surveys.tables import columns_of, rows_of
from whrin.surveys.xlsform import languages_in, missing_translations, read_sheets, usable_form

SAMPLE = ROOT / "sample"
FORMS = sorted((SAMPLE / "surveys").glob("*.csv"))
_TAGS = ("en", "es", "fr", "ru")
_CHECKED = {"yes", "partly", "no", "unknown"}


@pytest.mark.once
@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_survey_of_ours_is_whole_in_four_languages_and_says_that_it_is_a_draft(path: Path) -> None:
    sheets = read_sheets(path.read_bytes())
    usable_form(sheets)
    assert len(languages_in(sheets)) == len(_TAGS)
    assert missing_translations(sheets) == []
    row = dict(sheets["settings"].rows[0])
    version = Version(title="", sheets={"settings": {"rows": [row]}})
    drafts = ("our draft", "nuestro borrador", "notre brouillon", "наш черновик")
    for tag, draft in zip(_TAGS, drafts, strict=True):
        for said in (title_of(version, tag), about_of(version, tag)):
            assert (said.language, draft in said.text) == (tag, True)
        assert consent_of(version, tag).language == tag


@pytest.mark.once
def test_the_checklist_of_a_service_is_whole_and_tagged() -> None:
    sheets = read_sheets((SAMPLE / "surveys" / "services.csv").read_bytes())
    items = [row for row in sheets["survey"].rows if row.get("type") == "select_one ypn"]
    assert len(items) == 39
    assert {row["aaaq"] for row in items} == {"availability", "accessibility", "acceptability", "quality"}
    choices = {row["name"] for row in sheets["choices"].rows if row["list_name"] == "ypn"}
    assert choices == _CHECKED
    asked = [row["label::English (en)"] for row in sheets["survey"].rows if "label::English (en)" in row]
    assert [f"{number}." for number in range(1, 8)] == [text[:2] for text in asked if text[:1].isdigit()]


@pytest.mark.once
def test_the_sample_is_loaded_once_with_answers_that_say_what_they_are(
    coordinator: Person, settings: Settings, tmp_path: Path
) -> None:
    settings.VAR = tmp_path
    assert load(SAMPLE, coordinator) == 2
    members, mapping = Form.objects.order_by("form_id")
    assert (members.answers.count(), mapping.answers.count()) == (90, 12)
    texts = {column.path for column in columns_of(mapping) if column.name in {"which", "good", "first"}}
    written = {row.values.get(path) for row in rows_of(mapping) for path in texts} - {None, ""}
    assert written == {"Sample answer"}
    actions.delete_form(form=mapping, by=coordinator)
    assert load(SAMPLE, coordinator) == 1
    assert load(SAMPLE, coordinator) == 0
    assert Answer.objects.count() == 102
    (invitation,) = doors()
    assert Client().get(invitation).status_code == 200
    Invitation.objects.update(is_used=True)
    assert list(doors()) == []
