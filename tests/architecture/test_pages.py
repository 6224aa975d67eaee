import re
from pathlib import Path

from tests.architecture.pages import INDEX, dead_links, index, records
from tests.architecture.tree import ROOT, files, short


def test_every_link_of_our_pages_leads_somewhere() -> None:
    found = {short(path): dead_links(path) for path in files(".md")}
    assert {name: links for name, links in found.items() if links} == {}


def test_a_link_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("[a](page.md) [b](gone.md#part) [c](https://network.example/) `[d](code.md)`")
    assert dead_links(page) == ["gone.md"]


def test_the_index_lists_every_decision() -> None:
    assert INDEX.read_text(encoding="utf-8") == index(records()), "run: python -m tests.architecture.pages"
    assert index({"0001-a.md": "# 1. A\n"}) != index({})


def test_every_decision_has_a_number_of_its_own_and_a_title() -> None:
    numbers = [name.partition("-")[0] for name in records()]
    assert len(numbers) == len(set(numbers))
    assert [name for name, text in records().items() if not re.match(r"# \d+\. \S", text)] == []


def test_the_readme_names_every_room() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = {path.parent.name for path in (ROOT / "src" / "whrin").glob("*/__init__.py")}
    assert {room for room in found if f"`{room}`" not in text} == set()
