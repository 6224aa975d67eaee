"""Workbooks (XLSX, ECMA-376) that are written while they are sent.

Not by openpyxl: it lays what it writes into files on the disk, in clear, before it packs them.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from xml.sax.saxutils import escape

from whrin.surveys.tables.cells import day_in, moment_in, short_number_in, time_in
from whrin.surveys.tables.columns import Kind
from whrin.surveys.tables.packing import packed

#: Lines of a sheet, and letters of a cell, that spreadsheets take.
MOST_LINES, MOST_LETTERS = 1_048_576, 32_767
_LONGEST_NAME = 31
#: Lines that are handed on together.
_TOGETHER = 100
#: Days are counted from here; before March 1900 spreadsheets count wrongly.
_FIRST, _SURE = datetime.date(1899, 12, 30), datetime.date(1900, 3, 1)
_NEVER_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
#: What spreadsheets would read as the number of a letter, and letters that XML cannot hold.
_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEAD, _DAY, _TIME, _MOMENT = 1, 2, 3, 4
_SPACE = "http://schemas.openxmlformats.org"
_MAIN = f"{_SPACE}/spreadsheetml/2006/main"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_OFFICE = f"{_SPACE}/officeDocument/2006/relationships"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True)
class Page:
    """One sheet. `lines` makes them when it is their turn."""

    name: str
    headings: list[str]
    kinds: list[Kind]
    lines: Callable[[], Iterable[list[str]]]


def as_workbook(pages: Iterable[Page], *, right_to_left: bool = False) -> Iterator[bytes]:
    """Yield a workbook in pieces. What is too long for one sheet goes on in another."""
    return packed(_parts(pages, right_to_left))


def _parts(pages: Iterable[Page], right_to_left: bool) -> Iterator[tuple[str, Iterable[bytes]]]:
    yield "_rels/.rels", [_RELATIONS.encode()]
    yield "xl/styles.xml", [_STYLES.encode()]
    names: list[str] = []
    for page in pages:
        lines = iter(page.lines())
        goes_on = True
        while goes_on:
            names.append(_sheet_name(page.name, names))
            end: list[bool] = []
            yield f"xl/worksheets/sheet{len(names)}.xml", _sheet(page, lines, end, right_to_left)
            goes_on = end == [False]
    yield "xl/_rels/workbook.xml.rels", [_links(len(names)).encode()]
    yield "xl/workbook.xml", [_book(names).encode()]
    # How many sheets there are is known now.
    yield "[Content_Types].xml", [_types(len(names)).encode()]


def _sheet(page: Page, lines: Iterator[list[str]], end: list[bool], right_to_left: bool) -> Iterator[bytes]:
    """Yield one sheet; put into `end` whether that was all."""
    letters = [_letters(number) for number in range(len(page.headings))]
    turned = ' rightToLeft="1"' if right_to_left else ""
    yield (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"{turned}>'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<sheetData>{_first_line(page.headings, letters)}"
    ).encode()
    writers = [_WRITERS.get(kind, _text) for kind in page.kinds]
    number, is_all = 1, False
    while number < MOST_LINES and not is_all:
        batch = list(islice(lines, min(_TOGETHER, MOST_LINES - number)))
        is_all = not batch
        written = []
        for line in batch:
            number += 1
            cells = zip(writers, letters, line, strict=True)
            written.append(_line(number, (write(f"{at}{number}", text) for write, at, text in cells if text)))
        yield "".join(written).encode()
    end.append(is_all)
    last = letters[-1] if letters else "A"
    yield f'</sheetData><autoFilter ref="A1:{last}{number}"/></worksheet>'.encode()


def _line(number: int, cells: Iterable[str]) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def _first_line(headings: list[str], letters: list[str]) -> str:
    cells = (_text(f"{letter}1", heading, _HEAD) for letter, heading in zip(letters, headings, strict=True))
    return f'<row r="1">{"".join(cells)}</row>'


def _text(place: str, text: str, style: int = 0) -> str:
    said = _clean(text)
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{said}</t></is></c>'


def _number(place: str, text: str) -> str:
    number = short_number_in(text)
    return _text(place, text) if number is None else f'<c r="{place}"><v>{number}</v></c>'


def _day(place: str, text: str) -> str:
    day = day_in(text)
    if day is None or day < _SURE:
        return _text(place, text)
    return f'<c r="{place}" s="{_DAY}"><v>{(day - _FIRST).days}</v></c>'


def _time(place: str, text: str) -> str:
    time = time_in(text)
    if time is None:
        return _text(place, text)
    return f'<c r="{place}" s="{_TIME}"><v>{_part_of_day(time)}</v></c>'


def _moment(place: str, text: str) -> str:
    moment = moment_in(text)
    if moment is None or moment.date() < _SURE:
        return _text(place, text)
    days = (moment.date() - _FIRST).days + _part_of_day(moment.time())
    return f'<c r="{place}" s="{_MOMENT}"><v>{days}</v></c>'


def _part_of_day(time: datetime.time) -> float:
    return (time.hour * 3600 + time.minute * 60 + time.second) / 86_400


_WRITERS = {
    Kind.INTEGER: _number,
    Kind.DECIMAL: _number,
    Kind.DATE: _day,
    Kind.TIME: _time,
    Kind.MOMENT: _moment,
}


def _clean(text: str) -> str:
    if len(text) > MOST_LETTERS:
        text = text[: MOST_LETTERS - 1] + "…"
    return escape(_CODED.sub("_x005F_", _NOT_XML.sub("", text)))


def _letters(number: int) -> str:
    """Return what spreadsheets call a column, counted from 0: A, Z, AA."""
    name = ""
    while number >= 0:
        number, rest = divmod(number, 26)
        name, number = chr(ord("A") + rest) + name, number - 1
    return name


def _sheet_name(wanted: str, taken: list[str]) -> str:
    """Return a name that no other sheet has, whatever its case."""
    plain = _NEVER_IN_NAMES.sub(" ", wanted).strip("' ") or "sheet"
    used = {name.casefold() for name in taken}
    name, number = plain[:_LONGEST_NAME], 2
    while name.casefold() in used or name.casefold() == "history":
        end = f" {number}"
        name, number = plain[: _LONGEST_NAME - len(end)] + end, number + 1
    return name


def _book(names: list[str]) -> str:
    sheets = "".join(
        f'<sheet name="{_attribute(name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, start=1)
    )
    return f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'


def _types(sheets: int) -> str:
    parts = {"workbook": "sheet.main", "styles": "styles"}
    parts |= {f"worksheets/sheet{number}": "worksheet" for number in range(1, sheets + 1)}
    named = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{_KIND}.{kind}+xml"/>'
        for part, kind in parts.items()
    )
    return (
        f'{_XML}<Types xmlns="{_SPACE}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{named}</Types>'
    )


def _attribute(text: str) -> str:
    return escape(_NOT_XML.sub("", text), {'"': "&quot;"})


def _links(sheets: int) -> str:
    found = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, sheets + 1)
    )
    styles = f'<Relationship Id="rId{sheets + 1}" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    return f'{_XML}<Relationships xmlns="{_SPACE}/package/2006/relationships">{found}{styles}</Relationships>'


_RELATIONS = (
    f'{_XML}<Relationships xmlns="{_SPACE}/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="hh:mm:ss"/>'
    '<numFmt numFmtId="166" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="166" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
