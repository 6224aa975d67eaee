"""One entry of a bibliography, rendered by a style."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from whrin.library.citations import numerals
from whrin.library.citations.casing import cased
from whrin.library.citations.people import Manner, names_as_text
from whrin.library.citations.punctuation import CLOSE, join, seam, typeset
from whrin.library.citations.styles import Style, children, tag_of

Item = Mapping[str, Any]
_NUMBERED = frozenset({"volume", "issue", "page", "number", "edition"})


@dataclass(frozen=True)
class Piece:
    """What an element gave. `called`: it asked for something of the work; `given`: and got it."""

    text: str = ""
    called: bool = False
    given: bool = False


NOTHING = Piece()


@dataclass
class Entry:
    """One work being rendered. `used`: what a substitute has shown already, which is not shown again.
    `is_begun`: something stands there already, so that a word of the style begins no sentence.
    """

    style: Style
    item: Item
    used: set[str] = field(default_factory=set)
    seen: list[str] = field(default_factory=list)
    is_begun: bool = False

    @property
    def language(self) -> str:
        """Return the language of the work's words; of the style's where it is not known."""
        return str(self.item.get("language") or self.style.locale).split("-", maxsplit=1)[0].lower()

    def has(self, variable: str) -> bool:
        return bool(self.value(variable, note=False))

    def value(self, variable: str, *, note: bool = True) -> Any:
        """Return what the work says of a variable, or nothing."""
        if note and variable in self.used:
            return ""
        if note:
            self.seen.append(variable)
        if variable == "citation-number":
            return "1"
        if variable == "page-first":
            return str(self.item.get("page", "")).replace("\u2013", "-").split("-")[0]
        return self.item.get(variable, "")


def render(style: Style, item: Item) -> str:
    """Return a work as an entry of its own in a bibliography, as plain text. `item`: CSL-JSON."""
    entry = Entry(style, item)
    layout = style.layout
    pieces = [_element(child, entry).text for child in _chosen(layout, entry)]
    if style.bibliography.get("second-field-align") and pieces:
        pieces[0] = f"{pieces[0].rstrip()} " if pieces[0] else ""
    text = _affixed(join(pieces, layout.get("delimiter", ""), is_quote_last=_takes_in(style)), layout, entry)
    return text.replace(CLOSE, style.term("close-quote")).strip()


def _takes_in(style: Style) -> bool:
    return style.says("punctuation-in-quote")


def _element(element: Element, entry: Entry) -> Piece:
    maker = _MAKERS.get(tag_of(element))
    return maker(element, entry) if maker else NOTHING


def _all(parent: Element, entry: Entry, delimiter: str) -> Piece:
    pieces = [_element(child, entry) for child in _chosen(parent, entry)]
    return Piece(
        join([piece.text for piece in pieces], delimiter, is_quote_last=_takes_in(entry.style)),
        any(piece.called for piece in pieces),
        any(piece.given for piece in pieces),
    )


def _affixed(text: str, element: Element, entry: Entry) -> str:
    if not text:
        return ""
    entry.is_begun = True
    takes_in = _takes_in(entry.style)
    text = seam(element.get("prefix", ""), text, is_quote_last=takes_in)
    return seam(text, element.get("suffix", ""), is_quote_last=takes_in)


def _formatted(text: str, element: Element, entry: Entry) -> str:
    if element.get("strip-periods") == "true":
        text = text.replace(".", "")
    text = cased(text, element.get("text-case", ""), entry.language)
    if element.get("quotes") == "true" and text:
        text = entry.style.term("open-quote") + _inner_quotes(text, entry.style) + CLOSE
    return _affixed(text, element, entry)


def _set(text: str, entry: Entry) -> str:
    """Return the words of a work or a style as a printer sets them. Once, where they come in."""
    return typeset(text, entry.style.term("open-quote"), entry.style.term("close-quote"))


def _inner_quotes(text: str, style: Style) -> str:
    """Return the text with the quotation marks inside it as the language sets them inside others."""
    inner_open, inner_close = style.term("open-inner-quote"), style.term("close-inner-quote")
    text = text.replace(style.term("open-quote"), inner_open).replace(style.term("close-quote"), inner_close)
    return text.replace(CLOSE, inner_close)


def _text(element: Element, entry: Entry) -> Piece:
    if "macro" in element.attrib:
        inner = _all(entry.style.macros[element.attrib["macro"]], entry, "")
        return Piece(_formatted(inner.text, element, entry), inner.called, inner.given)
    if "term" in element.attrib:
        is_plural = element.get("plural") == "true"
        word = entry.style.term(element.attrib["term"], element.get("form", "long"), is_plural=is_plural)
        if not entry.is_begun:
            word = cased(word, "capitalize-first", entry.style.locale[:2])
        return Piece(_formatted(_set(word, entry), element, entry))
    if "value" in element.attrib:
        return Piece(_formatted(_set(element.attrib["value"], entry), element, entry))
    variable = element.attrib["variable"]
    text = _set(str(_variable(element, variable, entry)), entry)
    # A year's letter is set only beside other works of the same year: its absence says nothing.
    called = variable != "year-suffix"
    return Piece(_formatted(text, element, entry), called=called, given=bool(text))


def _variable(element: Element, variable: str, entry: Entry) -> Any:
    if element.get("form") == "short" and variable not in entry.used:
        short = entry.value(f"{variable}-short")
        if short:
            return short
    value = entry.value(variable)
    return numerals.pages_as_text(value, entry.style) if variable == "page" else value


def _number(element: Element, entry: Entry) -> Piece:
    value = str(entry.value(element.attrib["variable"]))
    if element.attrib["variable"] == "page":
        value = numerals.pages_as_text(value, entry.style)
    elif element.get("form") == "ordinal" and value.isdecimal():
        value = numerals.ordinal(int(value), entry.style)
    return Piece(_formatted(value, element, entry), called=True, given=bool(value))


def _date(element: Element, entry: Entry) -> Piece:
    date = entry.value(element.get("variable", ""))
    if not date:
        return Piece(called=True)
    text = numerals.date_as_text(element, date["date-parts"][0], entry.style)
    return Piece(_formatted(text, element, entry), called=True, given=bool(text))


def _label(element: Element, entry: Entry) -> Piece:
    variable = element.attrib["variable"]
    value = str(entry.value(variable))
    if not value:
        return NOTHING
    is_plural = {"always": True, "never": False}.get(element.get("plural", ""), numerals.is_several(value))
    word = entry.style.term(variable, element.get("form", "long"), is_plural=is_plural)
    return Piece(_formatted(_set(word, entry), element, entry))


def _group(element: Element, entry: Entry) -> Piece:
    was_begun = entry.is_begun
    inner = _all(element, entry, element.get("delimiter", ""))
    if inner.called and not inner.given:
        entry.is_begun = was_begun
        return Piece(called=True)
    # CSL takes a group that shows something for something known, whatever it is made of.
    return Piece(_affixed(inner.text, element, entry), called=True, given=bool(inner.text))


def _choose(element: Element, entry: Entry) -> Iterator[Element]:
    """Yield what the first branch that holds is made of: a choice itself leaves no trace."""
    for branch in children(element):
        if tag_of(branch) == "else" or _holds(branch, entry):
            yield from _chosen(branch, entry)
            return


def _chosen(parent: Element, entry: Entry) -> Iterator[Element]:
    for child in children(parent):
        if tag_of(child) == "choose":
            yield from _choose(child, entry)
        else:
            yield child


def _holds(branch: Element, entry: Entry) -> bool:
    results = [check(entry, word) for name, check in _CHECKS.items() for word in branch.get(name, "").split()]
    match = branch.get("match", "all")
    if match == "any":
        return any(results)
    return not any(results) if match == "none" else all(results)


def _never(entry: Entry, word: str) -> bool:
    """A lone entry of a bibliography has no place in a text, and every date here is certain."""
    del entry, word
    return False


_CHECKS: Mapping[str, Callable[[Entry, str], bool]] = {
    "type": lambda entry, word: entry.item.get("type") == word,
    "variable": lambda entry, word: entry.has(word),
    "is-numeric": lambda entry, word: numerals.is_numeric(str(entry.value(word, note=False))),
    "is-uncertain-date": _never,
    "locator": _never,
    "position": _never,
    "disambiguate": _never,
}


def _names(element: Element, entry: Entry, like: Element | None = None) -> Piece:
    """`like`: the `cs:names` whose manner a substitute without one of its own takes over."""
    shown = []
    model = like if like is not None and not len(element) else element
    for variable in element.attrib["variable"].split():
        people = entry.value(variable)
        if people:
            shown.append(_people(model, variable, people, entry))
    delimiter = element.get("delimiter") or entry.style.option("names-delimiter", "")
    if shown:
        text = join(shown, delimiter, is_quote_last=_takes_in(entry.style))
        return Piece(_affixed(text, element, entry), called=True, given=True)
    for substitute in children(element, "substitute"):
        for child in _chosen(substitute, entry):
            before = len(entry.seen)
            piece = _names(child, entry, element) if tag_of(child) == "names" else _element(child, entry)
            if piece.text:
                entry.used |= {name for name in entry.seen[before:] if entry.item.get(name)}
                return Piece(_affixed(piece.text, element, entry), called=True, given=True)
    return Piece(called=True)


def _people(element: Element, variable: str, people: Any, entry: Entry) -> str:
    parts = {tag_of(child): child for child in children(element)}
    et_al = parts.get("et-al")
    others = entry.style.term(et_al.get("term", "et-al") if et_al is not None else "et-al")
    manner = Manner(parts.get("name"), entry.style, entry.language)
    text = _set(names_as_text(people, manner, others), entry)
    text = _affixed(text, parts["name"], entry) if "name" in parts else text
    label = parts.get("label")
    if label is None:
        return text
    is_plural = {"always": True, "never": False}.get(label.get("plural", ""), len(people) > 1)
    word = _formatted(
        entry.style.term(variable, label.get("form", "long"), is_plural=is_plural), label, entry
    )
    comes_first = "name" in parts and list(parts).index("label") < list(parts).index("name")
    return seam(word, text) if comes_first else seam(text, word)


_MAKERS: Mapping[str, Callable[[Element, Entry], Piece]] = {
    "text": _text,
    "number": _number,
    "date": _date,
    "names": _names,
    "label": _label,
    "group": _group,
}
