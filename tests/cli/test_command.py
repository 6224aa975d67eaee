"""The command answers in sentences, and its exit code says how it went."""

import subprocess
import sys

import pytest
from benchmarks.serving import ROOT, environment

from whrin.cli.command import main, parser
from whrin.cli.terminal import Bar

WORDS = ["serve", "demo", "setup", "worker", "import", "export", "backup", "restore", "check"]


def whrin(tmp_path, *words: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    env = environment(tmp_path / "var", 1, **settings)
    env.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "whrin.cli", *words]
    return subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("word", WORDS)
def test_every_word_explains_itself(word, capsys):
    with pytest.raises(SystemExit) as left:
        main([word, "--help"])
    assert left.value.code == 0
    assert len(capsys.readouterr().out) > 150


def test_the_help_names_every_word():
    told = parser().format_help()
    assert all(f"    {word}" in told for word in WORDS)


@pytest.mark.parametrize(
    "words", [[], ["fly"], ["import"], ["import", "library"], ["serve", "--port", "many"]]
)
def test_what_is_not_understood_ends_with_2(words, capsys):
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_a_missing_file_is_said_in_a_sentence(capsys, tmp_path):
    assert main(["import", "library", str(tmp_path / "none.json")]) == 1
    assert "There is no file" in capsys.readouterr().err


def test_a_setting_that_cannot_be_used_is_said_without_a_trace(tmp_path):
    done = whrin(tmp_path, "check", WHRIN_THREADS="many")
    assert done.returncode == 1
    assert "WHRIN_THREADS" in done.stderr
    assert "Traceback" not in done.stderr


def test_check_tells_a_slip_of_the_pen_and_an_empty_database(tmp_path):
    done = whrin(tmp_path, "check", WHRIN_PROT="8000")
    assert done.returncode == 1
    assert "WHRIN_PROT" in done.stdout
    assert "whrin setup" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_site_that_was_never_set_up_is_not_served_and_nothing_is_made(tmp_path):
    done = whrin(tmp_path, "serve")
    assert done.returncode == 1
    assert "whrin setup" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "var" / "whrin.sqlite3").exists()


def test_a_database_that_does_not_answer_is_said_without_a_trace(tmp_path):
    env = environment(tmp_path / "var", 1) | {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
    command = [sys.executable, "-m", "whrin.cli", "serve"]
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert "database does not answer" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_bar_in_a_file_writes_a_line_a_tenth(capsys):
    bar = Bar("Records")
    for done in range(101):
        bar(done, 100)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 11
    assert lines[-1] == "Records: 100 of 100"
