"""What is to be said of sheets: made once, and kept for as long as somebody works on them.

Few rows are judged when they are asked for; many by a task, for pyxform takes seconds for them.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from django.core.cache import cache

from whrin.surveys.looking import look_into, refuse_elsewhere
from whrin.surveys.xlsform import Finding, FormRefused, Sheets, languages_in, usable_form

#: Rows times languages that are judged at once; some tenths of a second.
AT_ONCE = 1_000
#: Seconds that a judgement is kept, and after which a task that was asked for is asked for again.
_KEPT, _PATIENCE = 24 * 60 * 60, 300
#: Told apart from what an earlier programme has kept.
_EDITION = 1


@dataclass(frozen=True)
class Judgement:
    """`findings`: errors first. `xform`: what phones would get; empty when there are errors. `files`: names
    of those that the form uses.
    """

    findings: tuple[Finding, ...]
    xform: bytes = b""
    files: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Say whether it can be published, as far as the sheets go."""
        return bool(self.xform)


def judge(sheets: Sheets) -> Judgement:
    """Return what is to be said of sheets."""
    try:
        made = usable_form(sheets)
        xform = made.xform.encode()
        looked = look_into(xform)
        refuse_elsewhere(looked)
    except FormRefused as refusal:
        return Judgement(refusal.findings)
    return Judgement(made.doubts, xform, tuple(looked.media))


def is_long(sheets: Sheets) -> bool:
    """Say whether these sheets are judged and published by a task."""
    rows = sum(len(sheet.rows) for sheet in sheets.values())
    return rows * max(1, len(languages_in(sheets))) > AT_ONCE


def judgement_of(sheets: Sheets, mark: str, ask: Callable[[], object]) -> Judgement | None:
    """Return what is to be said of sheets; None: they are many, and are being judged. `mark`: of these
    sheets. `ask`: has it done.
    """
    kept = cache.get(_key(mark))
    if kept is not None:
        return _read(kept)
    if is_long(sheets):
        if cache.add(f"{_key(mark)}:asked", 1, _PATIENCE):
            ask()
        return None
    return keep(judge(sheets), mark)


def keep(judgement: Judgement, mark: str) -> Judgement:
    """Keep a judgement for a day, and return it."""
    written = {
        "findings": [asdict(finding) for finding in judgement.findings],
        "xform": judgement.xform,
        "files": judgement.files,
    }
    cache.set(_key(mark), written, _KEPT)
    cache.delete(f"{_key(mark)}:asked")
    return judgement


def _read(kept: dict[str, Any]) -> Judgement:
    findings = tuple(Finding(**finding) for finding in kept["findings"])
    return Judgement(findings, kept["xform"], tuple(kept["files"]))


def _key(mark: str) -> str:
    return f"surveys.judged.{_EDITION}.{mark}"
