"""The styles and their words: CSL files of this room's `data/csl`, read once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element, parse

from whrin.library.mapping import rows

_DATA = Path(__file__).parent.parent / "data" / "csl"
_NS = "{http://purl.org/net/xbiblio/csl}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: What is said when a term has not the form asked for.
_FALLBACK = {"verb-short": "verb", "verb": "long", "symbol": "short", "short": "long"}


@dataclass(frozen=True)
class StyleName:
    """A style we offer. `locale` is set when the style belongs to one language."""

    file: str
    name: str
    locale: str


@dataclass
class Style:
    """A style in one locale. `locales`: where its words are looked for, nearest first."""

    root: Element
    locale: str
    macros: Mapping[str, Element]
    locales: list[Element]
    _terms: dict[tuple[str, str, bool, str], str] = field(default_factory=dict)

    @property
    def layout(self) -> Element:
        return found(self.bibliography, "layout")

    @property
    def bibliography(self) -> Element:
        return found(self.root, "bibliography")

    def option(self, name: str, default: str) -> str:
        """Return an option that bibliographies inherit from the style."""
        said = self.bibliography.get(name)
        return self.root.get(name, default) if said is None else said

    def term(self, name: str, form: str = "long", *, is_plural: bool = False, gender: str = "") -> str:
        """Return a word of the style's language; empty when no locale has it."""
        key = (name, form, is_plural, gender)
        if key not in self._terms:
            element = self._find_term(name, form, gender)
            if element is None:
                self._terms[key] = ""
            else:
                number = element.find(f"{_NS}{'multiple' if is_plural else 'single'}")
                self._terms[key] = (number if number is not None else element).text or ""
        return self._terms[key]

    def gender_of(self, name: str) -> str:
        """Return the grammatical gender of a term, where the language has any."""
        element = self._find_term(name, "long", "")
        return element.get("gender", "") if element is not None else ""

    def _find_term(self, name: str, form: str, gender: str) -> Element | None:
        for locale in self.locales:
            of_that_name = [
                term for term in locale.iterfind(f"{_NS}terms/{_NS}term") if term.get("name") == name
            ]
            for asked in _forms(form):
                for kind in dict.fromkeys((gender, "")):
                    for term in of_that_name:
                        if term.get("form", "long") == asked and term.get("gender-form", "") == kind:
                            return term
        return None

    def date(self, form: str) -> Element | None:
        """Return how this language writes a date: `text` or `numeric`."""
        found_dates = (locale.find(f"{_NS}date[@form='{form}']") for locale in self.locales)
        return next((date for date in found_dates if date is not None), None)

    def says(self, name: str) -> bool:
        """Tell whether an option of the language, such as `punctuation-in-quote`, is on."""
        options = (locale.find(f"{_NS}style-options") for locale in self.locales)
        said = next((one.get(name) for one in options if one is not None and one.get(name)), "false")
        return said == "true"


def _forms(form: str) -> Iterator[str]:
    while form:
        yield form
        form = _FALLBACK.get(form, "")


def found(parent: Element, name: str) -> Element:
    """Return the child of that name; the styles were checked to have it."""
    child = parent.find(f"{_NS}{name}")
    if child is None:
        raise LookupError(name)
    return child


def children(parent: Element, name: str = "") -> Iterator[Element]:
    """Yield the children, of that name when one is given."""
    return parent.iterfind(f"{_NS}{name}" if name else "*")


def tag_of(element: Element) -> str:
    """Return an element's name without its namespace."""
    return element.tag.removeprefix(_NS)


@cache
def offered() -> tuple[StyleName, ...]:
    """Return the styles in the order readers see them."""
    return tuple(StyleName(**row) for row in rows("csl/styles.csv"))


@cache
def locales() -> Mapping[str, str]:
    """Return the CSL locale of each language of the interface."""
    return {row["language"]: row["locale"] for row in rows("csl/locales.csv")}


@cache
def _read(name: str) -> Element:
    return parse(_DATA / name).getroot()  # noqa: S314 -- files of our own package


@cache
def style_of(file: str, locale: str) -> Style:
    """Return a style with the words of a locale (`fr-FR`), read once a process."""
    root = _read(f"{file}.csl")
    language = locale.split("-", maxsplit=1)[0]
    own = {one.get(_LANG, ""): one for one in root.iterfind(f"{_NS}locale")}
    places = [own[tag] for tag in dict.fromkeys((locale, language, "")) if tag in own]
    files = [_read(f"locales-{tag}.xml") for tag in dict.fromkeys((locale, "en-US"))]
    macros = {macro.get("name", ""): macro for macro in root.iterfind(f"{_NS}macro")}
    return Style(root, locale, macros, [*places, *files])
