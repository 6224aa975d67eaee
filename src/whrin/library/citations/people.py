"""Names in a citation: their order, their initials, who is left out."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from whrin.library.citations.casing import cased
from whrin.library.citations.punctuation import seam
from whrin.library.citations.styles import Style, children

Name = Mapping[str, str]
_PARTICLES = re.compile(r"^((?:[^\W\d_A-Z’'-]+(?<![A-Z]) )+)(?=\S)")
#: Letters of Vietnamese alone, whose names begin with the family's and have no comma.
_VIETNAMESE = re.compile("[\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
#: Languages that keep `van der` and the name on one line.
_TIED = frozenset({"fr", "ru", "cs"})
_CLOSE_UP = re.compile(r"\.(?=[^\s.-])")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Manner:
    """How one `cs:name` wants names: its own options before the style's."""

    element: Element | None
    style: Style
    language: str

    def option(self, name: str, inherited: str = "", default: str = "") -> str:
        own = self.element.get(name) if self.element is not None else None
        return own if own is not None else self.style.option(inherited or name, default)

    @property
    def parts(self) -> Mapping[str, Element]:
        named = children(self.element, "name-part") if self.element is not None else ()
        return {part.get("name", ""): part for part in named}


def names_as_text(names: Sequence[Name], manner: Manner, et_al: str) -> str:
    """Return a list of people as a style writes it. `et_al`: what it says of those left out."""
    least = int(manner.option("et-al-min", default="0"))
    kept = int(manner.option("et-al-use-first", default="1"))
    is_cut = bool(least) and len(names) >= least and len(names) > kept
    if manner.option("form", "name-form", "long") == "count":
        return str(kept if is_cut else len(names))
    order = manner.option("name-as-sort-order")
    shown = [
        _name(name, manner, is_sorted=order == "all" or (order == "first" and at == 0))
        for at, name in enumerate(names[:kept] if is_cut else names)
    ]
    delimiter = manner.option("delimiter", "name-delimiter", ", ")
    is_first_sorted = order in {"all", "first"}
    if not is_cut:
        return _all(
            shown,
            delimiter,
            manner,
            is_last_sorted=_last_sorted(order, shown),
            is_organisation_last="literal" in names[-1],
        )
    if manner.option("et-al-use-last", default="false") == "true" and len(names) - kept > 1:
        last = _name(names[-1], manner, is_sorted=order == "all")
        return f"{delimiter.join(shown)}{delimiter}… {last}"
    wants = manner.option("delimiter-precedes-et-al", default="contextual")
    between = delimiter if _wants(wants, len(shown) > 1, is_sorted=is_first_sorted) else " "
    return seam(delimiter.join(shown) + between, et_al)


def _last_sorted(order: str, shown: Sequence[str]) -> bool:
    return order == "all" or (order == "first" and len(shown) == 2)


def _all(
    shown: Sequence[str], delimiter: str, manner: Manner, *, is_last_sorted: bool, is_organisation_last: bool
) -> str:
    joint = manner.option("and")
    if len(shown) < 2 or not joint:
        return delimiter.join(shown)
    word = "&" if joint == "symbol" else manner.style.term("and")
    inherited = manner.style.option("delimiter-precedes-last", "contextual")
    wants = (
        inherited if is_organisation_last else manner.option("delimiter-precedes-last", default="contextual")
    )
    before = delimiter if _wants(wants, len(shown) > 2, is_sorted=is_last_sorted) else " "
    return f"{delimiter.join(shown[:-1])}{before}{word} {shown[-1]}"


def _wants(rule: str, is_list: bool, *, is_sorted: bool) -> bool:
    return {"always": True, "never": False, "after-inverted-name": is_sorted}.get(rule, is_list)


def _name(name: Name, manner: Manner, *, is_sorted: bool) -> str:
    part = _part_of(manner)
    if "literal" in name:
        return part("family", name["literal"])
    particle, family = _without_particle(name.get("family", ""))
    space = "\xa0" if manner.style.locale[:2] in _TIED else " "
    whole_family = f"{particle}{space}{family}" if particle else family
    if manner.option("form", "name-form", "long") == "short":
        return part("family", whole_family)
    given = _given(name.get("given", ""), manner)
    if _VIETNAMESE.search(family + name.get("given", "")):
        return " ".join(filter(None, [part("family", family), part("given", given)]))
    if not is_sorted:
        return " ".join(filter(None, [part("given", given), part("family", whole_family)]))
    separator = manner.option("sort-separator", default=", ")
    if manner.style.root.get("demote-non-dropping-particle", "display-and-sort") == "display-and-sort":
        return separator.join(
            filter(None, [part("family", family), f"{part('given', given)} {particle}".strip()])
        )
    return separator.join(filter(None, [part("family", whole_family), part("given", given)]))


def _part_of(manner: Manner) -> Callable[[str, str], str]:
    def formatted(which: str, text: str) -> str:
        element = manner.parts.get(which)
        if element is None or not text:
            return text
        text = cased(text, element.get("text-case", ""), manner.language)
        return element.get("prefix", "") + text + element.get("suffix", "")

    return formatted


def _without_particle(family: str) -> tuple[str, str]:
    """Return small words before a family name (`van der`) apart from it."""
    match = _PARTICLES.match(family)
    if match is None or match[1] != match[1].lower() or match[1] == match[1].upper():
        return "", family
    return match[1].strip(), family[match.end() :]


def _given(given: str, manner: Manner) -> str:
    mark = manner.option("initialize-with", default="\x00")
    if not given or mark == "\x00":
        return given
    if manner.style.root.get("initialize-with-hyphen") == "false":
        given = given.replace("-", " ")
    is_initialized = manner.option("initialize", default="true") == "true"
    if not is_initialized:
        given = given.replace(".-", ". ")
    words = _SPACES.split(_CLOSE_UP.sub(". ", given).strip())
    written = (
        _initials(word, mark) if is_initialized or _is_abbreviated(word) else f"{word} " for word in words
    )
    return _SPACES.sub(" ", "".join(written)).strip()


def _is_abbreviated(word: str) -> bool:
    return word.endswith(".") or (len(word) == 1 and word.isupper())


def _initials(word: str, mark: str) -> str:
    """Return the initials of one given name, which may be double: `Anne-Marie`."""
    if word[:1] == word[:1].lower() and word[:1] != word[:1].upper():
        return f" {word} "
    parts = [part.strip(".") for part in word.split("-") if part.strip(".")]
    return "-".join(
        part[0] + (mark.rstrip() if at < len(parts) - 1 else mark) for at, part in enumerate(parts)
    )
