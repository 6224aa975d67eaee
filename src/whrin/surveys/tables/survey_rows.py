"""The rows of the author's survey sheet by the paths of their questions."""

from collections.abc import Iterator, Mapping
from typing import Any

#: Columns of the sheet that XLSForm knows, without language; all others are the author's own.
_KNOWN = frozenset(
    [
        "type",
        "name",
        "label",
        "hint",
        "guidance_hint",
        "required",
        "required_message",
        "relevant",
        "relevance",
        "constraint",
        "constraint_message",
        "calculation",
        "appearance",
        "default",
        "readonly",
        "read_only",
        "choice_filter",
        "repeat_count",
        "parameters",
        "trigger",
        "media",
        "image",
        "big-image",
        "audio",
        "video",
        "autoplay",
        "body",
        "bind",
        "instance",
        "save_to",
        "intent",
        "query",
        "note",
        "disabled",
    ]
)


def rows_by_path(sheets: Mapping[str, Any], root: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield each row of the survey sheet with the path of its question. `root`: name of the answer's root."""
    above: list[str] = []
    for row in sheets.get("survey", {}).get("rows", ()):
        kind, name = row.get("type", "").strip().casefold(), row.get("name", "").strip()
        if kind.startswith("end"):
            above = above[:-1]
        elif name:
            yield "/".join(["", root, *above, name]), row
        if kind.startswith("begin"):
            above = [*above, name]


def relevance_in(row: Mapping[str, str]) -> str:
    """Return when it is asked, as the author wrote it."""
    return row.get("relevant", "") or row.get("relevance", "")


def extras_in(row: Mapping[str, str]) -> dict[str, str]:
    """Return what stands in columns of the author's own."""
    return {
        name: text for name, text in row.items() if name.partition("::")[0].partition(":")[0] not in _KNOWN
    }
