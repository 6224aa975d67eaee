"""What each line of a letter is: hers, quoted, signed, or the head of an older letter."""

import re
from collections.abc import Sequence
from enum import Enum
from fnmatch import translate
from functools import cache

from whrin.mailing.reading.markup import Line, Mark
from whrin.mailing.reading.sentinel import is_sentinel
from whrin.mailing.reading.wording import words


class Kind(Enum):
    """`ABOVE` is the line "On … X wrote:"; `OLDER` a line from which on an older letter stands unmarked."""

    EMPTY = "empty"
    TEXT = "text"
    QUOTE = "quote"
    ABOVE = "above"
    HEAD = "head"
    OLDER = "older"
    SIGNED = "signed"
    RULE = "rule"
    DASHES = "dashes"


_DASHES = re.compile(r"\s*(?:--|—|––)\s*")
_RULE = re.compile(r"\s*(?:_{5,}|-{5,}|={5,}|\*{5,}|—{5,})\s*")
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_BOLD = re.compile(r"[*_]")
_EVIDENCE = re.compile(
    r"\d{1,2}\s?[:.h]\s?\d{2}|\b(?:19|20)\d\d\b|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{4}年|\S+@\S+|<[^<>]*>|\[mailto:"
)
_BARE_DATE = re.compile(r"\W*(?:\d{4}[-/.年]|\d{1,2}[-/. ]\s?\w{1,12}[-/. ]\s?\d{2,4}).*\S+@\S+.*[:：]")
_DATED = re.compile(r".*\d{1,2}:\d\d.*\S+@\S+\W*[:：]")
_FIELDS = ("from", "date", "to", "copy", "subject")
#: Lines that "On … wrote:" may be broken into, and its signs.
_MOST_LINES, _MOST_SIGNS = 5, 400
#: Lines within which the fields of a quoted head stand.
_HEAD_LINES = 14


@cache
def _wrote() -> re.Pattern[str]:
    either = "|".join(re.escape(word) for word in words("attribution", "wrote"))
    return re.compile(
        rf"(?:(?<![^\W\d])|(?<=[\u0e00-\u9fff\uac00-\ud7af]))(?:{either})(?!\w)[^:：]{{0,60}}[:：]?\W*$"
    )


@cache
def _lead() -> re.Pattern[str]:
    either = "|".join(re.escape(word) for word in words("attribution", "leads"))
    return re.compile(rf"\W*(?:(?:{either})(?![^\W\d_])|\d{{1,4}}[\s./:年-])")


@cache
def _fields() -> tuple[tuple[str, re.Pattern[str]], ...]:
    made = []
    for field in _FIELDS:
        either = "|".join(re.escape(word) for word in words("headers", field))
        made.append((field, re.compile(rf"(?:{either})\s?[:：]")))
    return tuple(made)


@cache
def _older() -> re.Pattern[str]:
    either = "|".join(re.escape(word) for word in words("forwarding", "lines"))
    return re.compile(rf"[\s\-_=*—–>]*(?:{either})(?:\s*\([^()]*\)|\s+\d[^\n]{{0,40}})?[\s\-_=*—–:：]*")


@cache
def _phone() -> re.Pattern[str]:
    return re.compile("|".join(translate(line) for line in words("signature", "lines")))


def _bare(text: str) -> str:
    return _BOLD.sub("", _INVISIBLE.sub("", text)).replace("\xa0", " ").strip().casefold()


def field_of(text: str) -> str:
    """Return which field a quoted head's line is (`from`, `date`, `to`, `copy`, `subject`), or empty."""
    bare = _bare(text[:_MOST_SIGNS]).lstrip("> |")
    if len(bare) < 3 or (":" not in bare[:40] and "：" not in bare[:40]):
        return ""
    return next((field for field, pattern in _fields() if pattern.match(bare)), "")


def is_above(text: str) -> bool:
    """Say whether this is a line like "On Monday at 10:00 X wrote:"."""
    if len(text) > 2 * _MOST_SIGNS:
        return False
    bare = _bare(text)
    if not 6 < len(bare) <= _MOST_SIGNS:
        return False
    if _BARE_DATE.fullmatch(bare) or (_DATED.fullmatch(bare) and _lead().match(bare)):
        return True
    return bool(_EVIDENCE.search(bare)) and bool(_wrote().search(bare)) and _ends_well(bare)


def _ends_well(bare: str) -> bool:
    """Take a line without a colon only when it begins as such lines do."""
    return bare.rstrip(" >*_").endswith((":", "：")) or _lead().match(bare) is not None


def kinds_of(lines: Sequence[Line]) -> list[Kind]:
    """Return the kind of each line."""
    kinds = [_kind(line) for line in lines]
    _mend_quotes(lines, kinds)
    _find_above(lines, kinds)
    _find_heads(lines, kinds)
    return kinds


def _kind(line: Line) -> Kind:
    text = _INVISIBLE.sub("", line.text).strip()
    if line.mark is Mark.OLDER or is_sentinel(line.text):
        return Kind.OLDER
    if not text:
        return Kind.EMPTY
    if line.mark is not Mark.NONE:
        return Kind.SIGNED if line.mark is Mark.SIGNED else Kind.QUOTE
    if text.startswith((">", "|", "»")):
        return Kind.QUOTE
    if _DASHES.fullmatch(text):
        return Kind.DASHES
    return _kind_of_words(text) if len(text) <= _MOST_SIGNS else Kind.TEXT


def _kind_of_words(text: str) -> Kind:
    bare = _bare(text)
    if _RULE.fullmatch(text):
        return Kind.RULE
    if bare.startswith("--") and bare.endswith("--") and _wrote().search(bare.rstrip(" -")):
        return Kind.OLDER
    if len(bare) < 120 and _older().fullmatch(bare) and not bare[:1].isalnum():
        return Kind.OLDER
    if len(bare) < 100 and _phone().fullmatch(bare.rstrip(".!")):
        return Kind.SIGNED
    return Kind.TEXT


def _mend_quotes(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """Count the torn end of a long address, inside a quote, as quoted."""
    for at in range(1, len(kinds) - 1):
        if kinds[at] is Kind.TEXT and kinds[at - 1] is kinds[at + 1] is Kind.QUOTE:
            text = lines[at].text.strip()
            if "http" in text or " " not in text:
                kinds[at] = Kind.QUOTE


def _find_above(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """Mark lines like "On … wrote:", of one line or broken into some."""
    for last, kind in enumerate(kinds):
        if kind is not Kind.TEXT or len(lines[last].text) > _MOST_SIGNS:
            continue
        if not _may_end(lines[last].text):
            if _stands_before_quote(lines[last].text, kinds[last + 1 :]):
                kinds[last] = Kind.ABOVE
            continue
        first = _first_of_above(lines, kinds, last)
        if first is None and _says_wrote_before_quote(lines[last].text, kinds[last + 1 :]):
            first = last
        if first is not None:
            for at in range(first, last + 1):
                kinds[at] = Kind.ABOVE


def _stands_before_quote(text: str, after: Sequence[Kind]) -> bool:
    """Say whether this is a date and an address, without a colon, right above a quote."""
    follows = next((kind for kind in after[:3] if kind is not Kind.EMPTY), None)
    return follows is Kind.QUOTE and _BARE_DATE.fullmatch(_bare(text[:_MOST_SIGNS]) + ":") is not None


def _says_wrote_before_quote(text: str, after: Sequence[Kind]) -> bool:
    """Say whether this is "Heron wrote:", without a date, right above a quote."""
    bare = _bare(text)
    if len(bare) > 120 or not bare.endswith((":", "：")) or _wrote().search(bare) is None:
        return False
    return next((kind for kind in after[:3] if kind is not Kind.EMPTY), None) is Kind.QUOTE


def _may_end(text: str) -> bool:
    bare = _bare(text)
    return bare.endswith((":", "：", ":>")) or _wrote().search(bare) is not None


def _first_of_above(lines: Sequence[Line], kinds: Sequence[Kind], last: int) -> int | None:
    found = None
    joined = ""
    for at in range(last, max(-1, last - _MOST_LINES), -1):
        if kinds[at] is not Kind.TEXT:
            break
        joined = lines[at].text.strip() + " " + joined
        if not is_above(joined):
            continue
        if _lead().match(_bare(lines[at].text)):
            return at
        found = at if found is None else found
    return found


def _find_heads(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """Mark the quoted head of an older letter: three fields together, or two after a rule."""
    at = 0
    while at < len(kinds):
        if kinds[at] in (Kind.TEXT, Kind.ABOVE) and field_of(lines[at].text) in (
            "from",
            "date",
            "subject",
            "to",
        ):
            end = _end_of_head(lines, kinds, at)
            if end:
                kinds[at:end] = [Kind.HEAD] * (end - at)
                at = end
                continue
        at += 1


def _end_of_head(lines: Sequence[Line], kinds: Sequence[Kind], start: int) -> int:
    """Return where the head that begins here ends, or 0 if it is none."""
    fields: set[str] = set()
    end = start
    gap = 0
    for at in range(start, min(len(lines), start + _HEAD_LINES)):
        field = field_of(lines[at].text) if kinds[at] in (Kind.TEXT, Kind.ABOVE) else ""
        gap = 0 if field else gap + 1
        if gap > 3 or kinds[at] in (Kind.QUOTE, Kind.OLDER, Kind.DASHES):
            break
        if field:
            fields.add(field)
            end = at + 1
    before = next((kinds[at] for at in range(start - 1, -1, -1) if kinds[at] is not Kind.EMPTY), None)
    needed = 2 if before in (Kind.RULE, Kind.OLDER) else 3
    return end if len(fields) >= needed and "from" in fields | {"" if needed == 2 else "from"} else 0
