"""The recovery key is made and used at a terminal, away from the server."""

import re
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from whrin.cli import main
from whrin.vault import ceremony
from whrin.vault.envelopes import new_pair, open_sealed, seal_to
from whrin.vault.labels import grant_label, read_printed

pytestmark = pytest.mark.once


def _typed(monkeypatch: pytest.MonkeyPatch, *sheets: str) -> None:
    lines: Iterator[str] = iter([line for sheet in sheets for line in (*sheet.splitlines(), "")])
    monkeypatch.setattr("builtins.input", lambda: next(lines))


def _sheets(printed: str) -> list[str]:
    """Return the words as they stand on each sheet, with their numbers."""
    parts = re.split(r"----- .* -----", printed)
    return ["\n".join(re.findall(r"^ +\d+\. .*", part, re.MULTILINE)) for part in parts[1:4]]


def test_two_sheets_answer_a_request_and_one_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["recovery", "make"]) == 0
    printed = capsys.readouterr().out
    first, second, third = _sheets(printed)
    public = read_printed(re.search(r"^  ([A-Z2-7-]{60,})$", printed, re.MULTILINE)[1])  # type: ignore[index]  # it is there
    shared, recovery, her, hers = uuid.uuid4(), uuid.uuid4(), uuid.uuid4(), new_pair()
    sealed = seal_to(public, b"s" * 32, label=grant_label(shared, recovery), pad=0)
    request, answer = tmp_path / "request.json", tmp_path / "answer.json"
    wanted = (ceremony.Wanted(shared, recovery, sealed),)
    request.write_bytes(ceremony.write_request(ceremony.Request(her, hers.public, wanted)))

    _typed(monkeypatch, first, first)
    assert main(["recovery", "open", str(request), "--to", str(answer)]) == 1
    assert not answer.exists()
    _typed(monkeypatch, third, second)
    assert main(["recovery", "open", str(request), "--to", str(answer)]) == 0
    grants = ceremony.read_answer(answer.read_bytes())
    assert open_sealed(hers, grants[shared], label=grant_label(shared, her)) == b"s" * 32
    _typed(monkeypatch, third, second)
    assert main(["recovery", "open", str(request), "--to", str(answer)]) == 1  # no file is written over


def test_a_file_that_is_no_request_is_refused_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{}")
    for path in (wrong, tmp_path / "gone.json"):
        assert main(["recovery", "open", str(path)]) == 1
    assert "is no request" in capsys.readouterr().err
