import subprocess

import pytest

from tests.architecture.tree import ROOT, files, short
from tests.architecture.words import out_of_place

_TEXT = (
    ".py",
    ".md",
    ".html",
    ".css",
    ".js",
    ".toml",
    ".txt",
    ".in",
    ".po",
    ".json",
    ".csv",
    ".conf",
    ".service",
    ".yml",
    "Makefile",
    "run",
)


def test_the_project_speaks_of_itself_alone() -> None:
    found = {short(path): out_of_place(path.read_text(encoding="utf-8")) for path in files(*_TEXT)}
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize(
    "text", ["see /wo" + "rk/notes", "cd /t" + "mp/x", "TO" + "DO later", "https://py" + "pi.org/simple"]
)
def test_a_word_out_of_place_is_named(text: str) -> None:
    assert len(out_of_place(text)) == 1


def test_no_secret_and_no_database_is_in_the_tree() -> None:
    if not (ROOT / ".git").exists():  # an unpacked release has no index to look at
        return
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split("\n")
    assert [name for name in listed if name.endswith(("secret-key", ".sqlite3", ".mo", ".pyc"))] == []
