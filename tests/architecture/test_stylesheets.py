import pytest

from tests.architecture.stylesheets import from_elsewhere, physical
from tests.architecture.tree import PACKAGE, files, short


def test_no_stylesheet_names_left_or_right() -> None:
    found = {short(path): physical(path.read_text(encoding="utf-8")) for path in files(".css", under=PACKAGE)}
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize(
    "source",
    [
        "a { margin-left: 1rem }",
        "a{padding-right:0}",
        "a { left: 0 }",
        "a { text-align: right }",
        "a { float:left }",
        "a { border-left-color: red }",
        "a { border-top-left-radius: 3px }",
    ],
)
def test_a_declaration_that_names_left_or_right_is_refused(source: str) -> None:
    assert len(physical(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "a { margin-inline-start: 1rem; inset-inline-end: 0; text-align: start }",
        "/* left: 0 */ a { --left: 1 }",
        ".left-over { color: red }",
    ],
)
def test_a_logical_declaration_is_welcome(source: str) -> None:
    assert physical(source) == []


def test_no_stylesheet_fetches_from_elsewhere() -> None:
    sheets = {short(path): path.read_text(encoding="utf-8") for path in files(".css", under=PACKAGE)}
    assert [name for name, source in sheets.items() if from_elsewhere(source)] == []
    assert from_elsewhere("@import 'https://elsewhere.example/a.css'")
    assert from_elsewhere("a { background: url(//elsewhere.example/a.png) }")
