"""Numbers, ranges of pages and dates in a citation."""

import re
from xml.etree.ElementTree import Element

from whrin.library.citations.casing import cased
from whrin.library.citations.punctuation import join
from whrin.library.citations.styles import Style, children

_RANGE = re.compile(r"([0-9]*[a-zA-Z]+0*)?([0-9]+)\s*[-\u2013]\s*([0-9]*[a-zA-Z]+0*)?([0-9]+)")
_NUMERIC = re.compile(r"[a-zA-Z]*[0-9]+[a-zA-Z]*(?:\s*[-\u2013,&]\s*[a-zA-Z]*[0-9]+[a-zA-Z]*)*")
_HUNDRED = 100
_PARTS = {"year": 0, "month": 1, "day": 2}


def is_numeric(text: str) -> bool:
    """Tell whether CSL takes this for a number: `5`, `S12-S15`, `2, 3`."""
    return _NUMERIC.fullmatch(text.strip()) is not None


def is_several(text: str) -> bool:
    """Tell whether it names more than one page or issue."""
    return re.search(r"[0-9][^0-9.]+[0-9]", text) is not None


def pages_as_text(pages: str, style: Style) -> str:
    """Return pages with the ends of ranges as short as the style wants them."""
    delimiter = style.term("page-range-delimiter") or "\u2013"
    manner = style.root.get("page-range-format", "")

    def range_of(match: re.Match[str]) -> str:
        before, first, again, last = match[1] or "", match[2], match[3] or "", match[4]
        if again not in ("", before):
            return f"{before}{first}{delimiter}{again}{last}"
        if manner and len(last) < len(first):
            last = first[: len(first) - len(last)] + last
        is_rising = int(first) < int(last)
        if manner and is_rising:
            last = _shortened(first, last, manner)
            again = before if manner == "expanded" else ""
        return f"{before}{first}{delimiter}{again}{last}"

    return _RANGE.sub(range_of, pages)


def _shortened(first: str, last: str, manner: str) -> str:
    if manner == "chicago-16":
        start, end = int(first), int(last)
        if start <= _HUNDRED or start % _HUNDRED == 0:
            return last
        for power in range(2, len(last)):
            if start // 10**power == end // 10**power:
                return str(end % 10**power)
        return last
    least = {"minimal": 1, "minimal-two": 2}.get(manner)
    if least is None or len(first) != len(last):
        return last
    same = 0
    while same < len(last) - least and first[same] == last[same]:
        same += 1
    return last[same:]


def date_as_text(element: Element, parts: list[int], style: Style) -> str:
    """Return a date (year, month and day as far as known) as a `cs:date` wants it, without its affixes."""
    form = element.get("form")
    own = {part.get("name", ""): part for part in children(element, "date-part")}
    local = style.date(form) if form else None
    shape = element if local is None else local
    wanted = element.get("date-parts", "year-month-day").split("-")
    written = []
    for part in children(shape, "date-part"):
        name = part.get("name", "")
        if name not in _PARTS or _PARTS[name] >= len(parts) or (local is not None and name not in wanted):
            continue
        text = _part(part, own.get(name) if local is not None else None, parts[_PARTS[name]], style)
        written.append(part.get("prefix", "") + text + part.get("suffix", ""))
    text = join(written, shape.get("delimiter", ""))
    # A joint after the last part that is known leads nowhere.
    last = list(children(shape, "date-part"))[-1].get("suffix", "")
    return text if last and text.endswith(last) else text.rstrip(" /-,.")


def _part(part: Element, own: Element | None, number: int, style: Style) -> str:
    def option(name: str, default: str = "") -> str:
        said = own.get(name) if own is not None else None
        return said if said is not None else part.get(name, default)

    form = option("form", "long" if part.get("name") != "day" else "numeric")
    text = _number_of(part.get("name", ""), form, number, style)
    if option("strip-periods") == "true":
        text = text.replace(".", "")
    return cased(text, option("text-case"), style.locale[:2])


def _number_of(name: str, form: str, number: int, style: Style) -> str:
    if form == "numeric-leading-zeros":
        return f"{number:02}"
    if name == "month" and form in {"long", "short"}:
        return style.term(f"month-{number:02}", form)
    if form == "ordinal" and (number == 1 or not style.says("limit-day-ordinals-to-day-1")):
        return ordinal(number, style, gender=style.gender_of(f"month-{number:02}") or "masculine")
    return str(number)


def ordinal(number: int, style: Style, gender: str = "") -> str:
    """Return `3rd` in the style's language. `gender`: of what is counted, where the language minds."""
    for name in (f"ordinal-{number % _HUNDRED:02}", f"ordinal-{number % 10:02}", "ordinal"):
        ending = style.term(name, gender=gender)
        if ending:
            return f"{number}{ending}"
    return str(number)
