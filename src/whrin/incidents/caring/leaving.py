"""What a report is in clear, for one use: made in memory, never written to a disk of ours."""

import json
from typing import Any

from django.utils.translation import get_language

from whrin.incidents.caring.notions import NOTIONS, in_words
from whrin.incidents.enums import Use
from whrin.incidents.opening import OpenReport
from whrin.incidents.telling.reading import told_again

#: Lists of a case that go out before a court or in an appeal; notes and next steps stay.
_EVIDENCE = {"acts", "victims", "perpetrators", "sources", "interventions"}
#: Of what she told, all that a quotation needs besides the redacted story.
_FOR_QUOTES = {"kinds", "actors", "where"}


class NothingRedacted(Exception):
    """A quotation is made of the redacted story, and nobody has written one."""


def in_clear(one: OpenReport, use: Use) -> dict[str, Any]:
    """Return what leaves for this use: labels in the reader's language, her words in hers.

    Raises `NothingRedacted`.
    """
    rows = [row for row in told_again(one.told, one.consent) if row.words and row.step != "allowing"]
    if use == Use.QUOTE:
        story = one.care.redacted.get(one.told.language, "").strip()
        if not story:
            raise NothingRedacted
        rows = [row for row in rows if row.step in _FOR_QUOTES]
        return {
            "told": [(str(row.question), row.words) for row in rows],
            "story": story,
            "language": one.told.language,
        }
    return {
        "told": [(str(row.question), row.words) for row in rows],
        "language": one.told.language,
        "case": [
            (str(notion.label), in_words(notion, entry))
            for notion in NOTIONS
            if notion.name in _EVIDENCE
            for entry in getattr(one.care, notion.name)
        ],
    }


def as_text(contents: list[dict[str, Any]], heading: str) -> str:
    """Return them as plain text, one under the other."""
    lines = [heading, ""]
    for number, content in enumerate(contents, start=1):
        lines += [f"{number}.", ""]
        for label, words in content["told"]:
            lines += [f"{label}", words, ""]
        lines += [content["story"], ""] if "story" in content else []
        for label, rows in content.get("case", []):
            lines += [label, *(f"{name}: {words}" for name, words in rows), ""]
    return "\n".join(lines)


def as_json(contents: list[dict[str, Any]], use: Use) -> str:
    """Return them as JSON, with the use they left for."""
    held = {"use": use.value, "language": get_language(), "reports": contents}
    return json.dumps(held, ensure_ascii=False, indent=1)
