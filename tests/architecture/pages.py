"""Our own pages: links that lead somewhere; the index of decisions: `python -m tests.architecture.pages`."""

import re
from pathlib import Path

from tests.architecture.tree import ROOT

DECISIONS = ROOT / "docs" / "decisions"
INDEX = DECISIONS / "README.md"
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_HEAD = """# Decisions

What was chosen, what was rejected, and what would change our mind. A decision that no longer holds stays, and
names the one that took its place. `python -m tests.architecture.pages` makes this list from the records.

"""


def dead_links(path: Path) -> list[str]:
    """Return the links of a page to files that are not there."""
    text = _CODE.sub("", path.read_text(encoding="utf-8"))
    return [
        link
        for link in _LINK.findall(text)
        if not re.match(r"[a-z]+:", link) and not (path.parent / link).exists()
    ]


def index(records: dict[str, str]) -> str:
    """Return the index for these records: file name to text."""
    return _HEAD + "".join(
        f"- [{text.partition(chr(10))[0].removeprefix('# ')}]({name})\n"
        for name, text in sorted(records.items())
    )


def records() -> dict[str, str]:
    """Return every decision record: file name to text."""
    return {path.name: path.read_text(encoding="utf-8") for path in DECISIONS.glob("[0-9]*.md")}


if __name__ == "__main__":
    INDEX.write_text(index(records()), encoding="utf-8")
    print(INDEX.relative_to(ROOT))
