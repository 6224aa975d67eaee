"""`whrin check` finds what is not well, and changes nothing."""

import datetime
import json
import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from whrin.cli import findings
from whrin.cli.backup import RECORD
from whrin.library.models import ImportRun


def grades(found) -> list[str]:
    return [each.grade for each in found]


@pytest.mark.django_db
def test_a_sound_database_is_well():
    assert grades(findings.database_found()) == ["well", "well"]


@pytest.mark.django_db
def test_an_unfinished_import_is_shown_with_the_way_on():
    assert grades(findings.imports_found()) == ["well"]
    ImportRun.objects.create(
        file_name="records.json", file_digest="0" * 64, format="csl-json", total=9, state="stopped"
    )
    found = list(findings.imports_found())
    assert grades(found) == ["look"]
    assert "records.json" in found[0].sentence


@pytest.mark.django_db
def test_a_file_without_a_record_is_shown(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    assert grades(findings.files_found()) == ["well"]
    default_storage.save("library/stray.pdf", ContentFile(b"x"))
    (found,) = findings.files_found()
    assert found.grade == "look"
    assert "stray.pdf" in found.sentence


def test_an_upload_that_was_cut_off_is_told_until_it_is_removed(settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    part = tmp_path / "1.raw"
    part.write_bytes(b"%PDF")
    assert grades(findings.uploads_found()) == ["well"], "it may still be on its way"
    os.utime(part, (0, 0))
    (found,) = findings.uploads_found()
    assert found.grade == "look"
    assert "1 files" in found.sentence


def test_the_age_of_the_newest_backup_is_told(settings, tmp_path):
    settings.VAR = tmp_path
    assert grades(findings.backup_found()) == ["look"]
    for hours, grade in ((1, "well"), (30, "look")):
        made = timezone.now() - datetime.timedelta(hours=hours)
        Path(tmp_path, RECORD).write_text(json.dumps({"made": made.isoformat()}))
        assert grades(findings.backup_found()) == [grade]


def test_an_unknown_setting_and_debugging_are_wrong(settings):
    settings.WHRIN_UNKNOWN = ["WHRIN_PROT"]
    settings.DEBUG = True
    assert grades(findings.settings_found()) == ["wrong", "wrong"]
