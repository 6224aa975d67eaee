"""Write `docs/developer/map.md` from the signs on the doors: `python -m tests.architecture.map_of_rooms`."""

import ast

from tests.architecture.tree import PACKAGE, ROOT, floors

PAGE = ROOT / "docs" / "developer" / "map.md"
_HEAD = """# Map of the rooms

One package, `whrin`; each folder in it is a room. A room may import only what stands below it; rooms on one
line do not import each other. The contract in `pyproject.toml` keeps it so. Each room's own sign, the first
words of its `__init__.py`, stands here: `python -m tests.architecture.map_of_rooms` copies them.
"""


def sign(source: str) -> str:
    """Return a room's sign: the docstring of its `__init__.py`."""
    return ast.get_docstring(ast.parse(source)) or ""


def page(floors: list[list[str]], signs: dict[str, str]) -> str:
    """Return the map: floors from the street down, with the signs of those rooms that exist."""
    parts = [_HEAD]
    for floor in floors:
        here = [room for room in floor if room in signs]
        if here:
            parts.append(f"\n## {' · '.join(here)}\n")
            parts.extend(f"\n`{room}`. {signs[room]}\n" for room in here)
    return "".join(parts)


def signs() -> dict[str, str]:
    """Return the sign of every room that exists."""
    return {
        path.parent.name: sign(path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.glob("*/__init__.py"))
    }


if __name__ == "__main__":
    PAGE.write_text(page(floors(), signs()), encoding="utf-8")
    print(PAGE.relative_to(ROOT))
