from pathlib import Path

from tests.architecture import sizes
from tests.architecture.tree import PACKAGE, ROOT, files, templates


def test_no_file_of_code_is_too_long() -> None:
    ours = [path for folder in ("src", "tests", "benchmarks") for path in files(".py", under=ROOT / folder)]
    assert sizes.too_long((path for path in ours if "migrations" not in path.parts), sizes.CODE) == []


def test_no_template_is_too_long() -> None:
    assert sizes.too_long(templates(), sizes.TEMPLATE) == []


def test_no_stylesheet_or_script_is_too_long() -> None:
    assert sizes.too_long(files(".css", ".js", under=PACKAGE), sizes.STYLESHEET) == []


def test_a_file_that_is_too_long_is_named(tmp_path: Path) -> None:
    long = tmp_path / "long.py"
    long.write_text("line\n" * 5)
    assert sizes.too_long([long], 4) == ["long.py has 5 lines; 4 are the most"]
    assert sizes.too_long([long], 5) == []
