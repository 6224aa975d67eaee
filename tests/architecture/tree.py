"""The project's own files, for rules that read them."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "src" / "whrin"
_NOT_OURS = {
    ".git", ".venv", "__pycache__", "build", "var", "static-collected", "node_modules",
    ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache",
}  # fmt: skip


def files(*endings: str, under: Path = ROOT) -> Iterator[Path]:
    """Yield the project's files with one of these endings (all, when none is given), in a steady order."""
    for path in sorted(under.rglob("*")):
        inside = path.relative_to(ROOT).parts
        is_ours = _NOT_OURS.isdisjoint(inside) and not any(part.endswith(".egg-info") for part in inside)
        if is_ours and path.is_file() and (not endings or path.name.endswith(endings)):
            yield path


def templates() -> list[Path]:
    """Return our templates."""
    return [path for path in files(".html", ".txt", ".xml", under=PACKAGE) if "templates" in path.parts]


def short(path: Path) -> str:
    """Return a path as a person says it: from the project's folder."""
    return path.relative_to(ROOT).as_posix()


@cache
def pyproject() -> dict[str, Any]:
    """Return pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@cache
def floors() -> list[list[str]]:
    """Return the rooms, floor by floor from the street down, as the import contract names them."""
    contract = next(
        contract
        for contract in pyproject()["tool"]["importlinter"]["contracts"]
        if contract["name"] == "Rooms look downwards only"
    )
    return [[room.strip(" ()") for room in line.replace(":", "|").split("|")] for line in contract["layers"]]


def rooms() -> list[str]:
    """Return the names of the rooms that exist, in the contract's order."""
    return [room for floor in floors() for room in floor if (PACKAGE / room / "__init__.py").exists()]
