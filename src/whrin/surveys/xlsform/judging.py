"""Whether what pyxform made of the sheets can be used: read as it will be when somebody answers."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from lxml import etree

from whrin.surveys.xform import FormError, FormFault, read_form
from whrin.surveys.xform.documents import careful_parser
from whrin.surveys.xlsform.converting import Converted, convert_form
from whrin.surveys.xlsform.findings import Finding
from whrin.surveys.xlsform.reading import FormRefused
from whrin.surveys.xlsform.sheets import FIRST_LINE, Sheet, Sheets
from whrin.surveys.xpath import ExpressionError, compile_expression
from whrin.surveys.xpath.patterns import pattern_of
from whrin.surveys.xpath.reading import read
from whrin.surveys.xpath.syntax import Call, Text

#: Where the parts of a question are written, by what the form calls them.
_COLUMNS = {"readonly": "read_only"}
#: Expressions of a binding; after the first wrong one the others are looked at, too.
_EXPRESSIONS = {
    "relevant": "relevant",
    "calculate": "calculation",
    "constraint": "constraint",
    "required": "required",
    "readonly": "read_only",
}
_QUOTED = re.compile("“(?P<what>[^”]+)”")
_MOST = 50


def usable_form(sheets: Sheets) -> Converted:
    """Return the XForm of these sheets, and what is doubtful. Raises `FormRefused`: pyxform refuses it, or
    what it made cannot be filled in.
    """
    if not any(sheets["survey"].rows):
        raise FormRefused(Finding("no-questions", "There are no questions.", sheet="survey"))
    made = convert_form(sheets)
    xform = made.xform.encode()
    if b"regex(" in xform and (wrong := [*_wrong_expressions(xform, _lines(sheets))]):
        raise FormRefused(*wrong)
    try:
        read_form(xform)
    except FormError as error:
        lines = _lines(sheets)
        found = [*_wrong_expressions(xform, lines)] if error.fault == FormFault.EXPRESSION else []
        raise FormRefused(*(found or [_finding(error, lines)])) from None
    return made


def _finding(error: FormError, lines: dict[str, int]) -> Finding:
    if isinstance(error.__cause__, ExpressionError):
        return _about(error.__cause__, error.path, error.part, lines)
    return _at(error.fault.value, error.message, error.path, error.part, lines)


def _wrong_expressions(xform: bytes, lines: dict[str, int]) -> Iterator[Finding]:
    """Yield what is wrong with the expressions of bindings: all of them, to be mended at one sitting."""
    root = etree.fromstring(xform, careful_parser())
    binds = ((bind, part) for bind in root.iter("{*}bind") for part in _EXPRESSIONS if bind.get(part))
    count = 0
    for bind, part in binds:
        try:
            compile_expression(bind.get(part, ""))
            _read_patterns(read(bind.get(part, "")))
        except ExpressionError as error:
            yield _about(error, bind.get("nodeset", "").strip(), _EXPRESSIONS[part], lines)
            count += 1
        if count == _MOST:
            return


def _read_patterns(syntax: object) -> None:
    """Read each pattern that stands in an expression, before somebody's answer is held against it."""
    if isinstance(syntax, Call) and syntax.name == "regex" and isinstance(syntax.arguments[1], Text):
        pattern_of(syntax.arguments[1].value)
    if isinstance(syntax, tuple):
        for part in syntax:
            _read_patterns(part)
    elif is_dataclass(syntax):
        for field in fields(syntax):
            _read_patterns(getattr(syntax, field.name))


def _about(error: ExpressionError, path: str, part: str, lines: dict[str, int]) -> Finding:
    return _at(f"expression-{error.code.value}", str(error), path, part, lines)


def _at(code: str, words: str, path: str, part: str, lines: dict[str, int]) -> Finding:
    # A text is named after its question: `/data/visit/place:label`.
    own = path.partition(":")[0] if path.partition(":")[0] in lines else path
    # How often a repeat is asked is calculated beside it.
    if own not in lines and own.removesuffix("_count") in lines:
        own, part = own.removesuffix("_count"), "repeat_count"
    line = lines.get(own, 0)
    quoted = _QUOTED.search(words)
    details = {"name": own.rpartition("/")[2], "what": quoted["what"] if quoted else ""}
    return Finding(
        code,
        words,
        sheet="survey" if line else "",
        line=line,
        column=_COLUMNS.get(part, part) if line else "",
        details=details,
    )


def _lines(sheets: Sheets, root: str = "data") -> dict[str, int]:
    """Return in which line of the survey sheet each path is asked."""
    path, lines = f"/{root}", {}
    for line, row in enumerate(sheets.get("survey", Sheet((), ())).rows, FIRST_LINE):
        kind = " ".join(row.get("type", "").replace("_", " ").split()).casefold()
        if kind.startswith("end ") and kind.split()[1] in {"group", "repeat"}:
            path = path.rpartition("/")[0] or path
            continue
        lines[f"{path}/{row.get('name', '')}"] = line
        if kind.startswith("begin "):
            path = f"{path}/{row.get('name', '')}"
    return lines
