"""HTML letters to lines of text, with what mail programmes mark as quoted, signed or older."""

import re
from dataclasses import dataclass
from enum import Enum

from lxml import etree, html

#: Signs of HTML and levels of it that are looked at.
MOST_SIGNS, MOST_LEVELS = 400_000, 200
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*?(/?)>")
_DECLARATION = re.compile(r"^\s*<\?xml[^<>]*>")
_ANY_TAG = re.compile(r"<[^<>]{0,2000}>")
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "td",
        "tr",
        "th",
        "dt",
        "dd",
        "option",
    ]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "thead",
        "tfoot",
        "tr",
        "ul",
    ]
)
_SPACED = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "ul", "ol", "table"])
_SILENT = frozenset(
    ["script", "style", "head", "title", "meta", "link", "object", "iframe", "svg", "noscript", "template"]
)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_SIGNED = re.compile(
    r"gmail_signature|moz-signature|applemailsignature|protonmail_signature_block|__sig_|zmail_signature|^signature$|ms-outlook-mobile-signature|ymail_android_signature"
)
_QUOTED = re.compile(r"yahoo_quoted|zmail_extra|ygrp-text-old|outlook_quoted|gmail_attr|moz-cite-prefix")
_OLDER = re.compile(
    r"divrplyfwdmsg|appendonsend|stopspelling|outlookmessageheader|olk_src_body_section|replysplit|x_divrplyfwdmsg|mail-quote-header|hmmessage_old|lbl_header"
)
_RULE_ABOVE = re.compile(
    r"border:none;border-top:solid|border:nonet;border-top:solid|border-top:#?[0-9a-z]+1\.?0?ptsolid;padding:3|border-style:solidnonenone|border-width:1ptmediummedium"
)


class Mark(Enum):
    """What a mail programme says of a line."""

    NONE = "none"
    SIGNED = "signed"
    QUOTED = "quoted"
    OLDER = "older"  # an older letter begins here


@dataclass(frozen=True)
class Line:
    """One line of text; quotes begin with `>`, however they were made."""

    text: str
    mark: Mark = Mark.NONE


def lines_of_text(text: str) -> list[Line]:
    """Return a plain text's lines."""
    return [Line(line.rstrip()) for line in text.split("\n")]


def lines_of_html(markup: str) -> list[Line]:
    """Return what HTML says, line by line. What is too deep or cannot be read loses its tags alone."""
    markup = _DECLARATION.sub("", markup[:MOST_SIGNS].replace("\x00", ""))
    if not markup.strip() or _levels(markup) > MOST_LEVELS:
        return lines_of_text(_without_tags(markup))
    try:
        root = html.document_fromstring(markup, parser=html.HTMLParser(remove_comments=True, remove_pis=True))
    except (etree.LxmlError, ValueError, AssertionError):
        return lines_of_text(_without_tags(markup))
    writer = _Writer()
    writer.write(root)
    return writer.lines()


def _levels(markup: str) -> int:
    deepest = level = 0
    for closes, name, closed in _TAG.findall(markup):
        if name.lower() in _VOID or closed:
            continue
        level = max(0, level - 1) if closes else level + 1
        deepest = max(deepest, level)
    return deepest


def _without_tags(markup: str) -> str:
    import html as entities  # the standard library's, beside lxml's of the same name

    return entities.unescape(_ANY_TAG.sub(" ", markup))


def _mark_of(element: html.HtmlElement) -> Mark:
    names = " ".join(
        element.get(name, "") for name in ("class", "id", "name", "data-marker", "data-smartmail")
    ).lower()
    style = _SPACES.sub("", element.get("style", "")).lower()
    if _OLDER.search(names) or _RULE_ABOVE.search(style):
        return Mark.OLDER
    if any(_SIGNED.search(name) for name in names.split()):
        return Mark.SIGNED
    return Mark.QUOTED if _QUOTED.search(names) else Mark.NONE


class _Writer:
    """Walks through a tree, without recursion, and writes its lines."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._line = ""
        self._marks: list[Mark] = []
        self._quotes = 0
        self._kept = 0  # levels of <pre>

    def lines(self) -> list[Line]:
        self._break()
        return self._lines

    def write(self, root: html.HtmlElement) -> None:
        steps: list[tuple[str, html.HtmlElement]] = [("open", root)]
        while steps:
            step, element = steps.pop()
            if step == "tail":
                self._say(element.tail or "")
                continue
            if step == "close":
                self._close(element)
                continue
            if not isinstance(element.tag, str) or element.tag in _SILENT:
                continue
            self._open(element)
            steps.append(("close", element))
            for child in reversed(element):
                steps.append(("tail", child))
                steps.append(("open", child))
            self._say(element.text or "")

    def _open(self, element: html.HtmlElement) -> None:
        tag = str(element.tag)
        mark = _mark_of(element)
        if mark is not Mark.NONE or tag in _BLOCKS:
            self._break()
        if mark is Mark.OLDER:
            self._lines.append(Line("", Mark.OLDER))
            mark = Mark.NONE
        self._marks.append(mark)
        if tag in _SPACED:
            self._blank()
        self._quotes += tag == "blockquote"
        self._kept += tag == "pre"
        if tag == "br":
            self._break(keep=True)
        elif tag == "li":
            self._line = "- "
        elif tag in ("td", "th") and self._line.strip():
            self._line += " "

    def _close(self, element: html.HtmlElement) -> None:
        tag = str(element.tag)
        mark = self._marks[-1]
        if tag == "a":
            self._say_address(element)
        if tag in _BLOCKS or mark is not Mark.NONE:
            self._break()
        self._marks.pop()
        self._quotes -= tag == "blockquote"
        self._kept -= tag == "pre"
        if tag in _SPACED:
            self._blank()

    def _say_address(self, link: html.HtmlElement) -> None:
        address = link.get("href", "").strip()
        shown = link.text_content().strip()
        if (
            address.startswith(("http://", "https://"))
            and shown
            and address.rstrip("/") not in (shown.rstrip("/"), "http://" + shown, "https://" + shown)
        ):
            self._line += f" <{address[:500]}>"

    def _say(self, text: str) -> None:
        if self._kept:
            first, *others = text.split("\n")
            self._line += first
            for other in others:
                self._break(keep=True)
                self._line = other
            return
        said = _SPACES.sub(" ", text)
        self._line += said.lstrip() if not self._line or self._line.endswith(" ") else said

    def _break(self, *, keep: bool = False) -> None:
        text = self._line.replace("\xa0", " ").rstrip()
        self._line = ""
        if not text.strip() and not keep:
            return
        marked = [mark for mark in self._marks if mark is not Mark.NONE]
        mark = marked[0] if marked else Mark.NONE
        quoted = "> " * self._quotes + text if self._quotes else text
        self._lines.append(Line(quoted.rstrip(), mark))

    def _blank(self) -> None:
        if self._lines and self._lines[-1].text.strip("> "):
            marked = [mark for mark in self._marks if mark is not Mark.NONE]
            self._lines.append(Line(("> " * self._quotes).rstrip(), marked[0] if marked else Mark.NONE))
