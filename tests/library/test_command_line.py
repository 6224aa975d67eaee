"""The command takes records in, takes an import back, and writes files in every format."""

import json
from pathlib import Path

import pytest

from whrin.cli.command import main
from whrin.library import actions
from whrin.library.models import ImportRun, Work

pytestmark = pytest.mark.django_db
RIS = "TY  - RPRT\nTI  - One\nER  - \nTY  - RPRT\nER  - \n"


def test_an_import_tells_its_number_and_can_be_taken_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "records.ris"
    path.write_text(RIS, encoding="utf-8")
    assert main(["import", "library", str(path)]) == 1
    run = ImportRun.objects.get()
    told = capsys.readouterr().out
    assert f"`whrin import undo {run.pk}` takes it back" in told
    assert "line 4 : Refused: The record has no title." in told
    assert main(["import", "undo", str(run.pk)]) == 0
    assert "1 deleted, 0 withdrawn, 0 kept." in capsys.readouterr().out
    assert not Work.objects.exists()
    assert main(["import", "undo", str(run.pk)]) == 1
    assert main(["import", "undo", "999"]) == 1


@pytest.mark.parametrize(
    ("name", "words", "begins"),
    [
        ("a.ris", [], "TY  - RPRT"),
        ("a.bib", [], "@techreport"),
        ("a.csv", [], "\ufeffid,kind,title"),
        ("a.json", [], "["),
        ("a.xml", ["--format", "mods"], "<?xml"),
    ],
)
def test_an_export_takes_its_format_from_the_name_of_the_file(
    tmp_path: Path, name: str, words: list[str], begins: str
) -> None:
    actions.publish(work=actions.add_work(title="One", language="en", kind="report"), by=None)
    path = tmp_path / name
    assert main(["export", "library", str(path), *words]) == 0
    assert path.read_text(encoding="utf-8").startswith(begins)


def test_drafts_and_notes_go_out_only_when_asked_for(tmp_path: Path) -> None:
    actions.add_work(title="One", language="en", kind="report", staff_note="Secret")
    path = tmp_path / "a.json"
    main(["export", "library", str(path)])
    assert json.loads(path.read_text(encoding="utf-8")) == []
    main(["export", "library", str(path), "--all"])
    assert "Secret" in path.read_text(encoding="utf-8")


def test_a_format_that_there_is_not_is_said_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.docx"
    assert main(["export", "library", str(path), "--format", "docx"]) == 1
    assert "There is no format “docx”" in capsys.readouterr().err
    assert not path.exists()
