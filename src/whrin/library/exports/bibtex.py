"""BibTeX: UTF-8, with the signs that LaTeX would obey made harmless."""

import re

from whrin.library import mapping
from whrin.library.exports.sheet import Sheet
from whrin.library.models import Contribution, Work

_PLAIN = (
    *("title", "short_title", "year", "date", "language", "publisher", "container_title", "volume"),
    *("issue", "pages", "isbn", "abstract"),
)
_VERBATIM = ("doi", "address")
_OBEYED = {sign: f"\\{sign}" for sign in "{}$&#%_"} | {
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
}
_SIGNS = re.compile("[" + re.escape("".join(_OBEYED)) + "]")
_NOT_IN_KEY = re.compile(r"[^\w:.+-]+")
# Where the container of an entry is a book, BibTeX calls it otherwise.
_CONTAINERS = {"incollection": "booktitle", "inproceedings": "booktitle", "techreport": "series"}
_PUBLISHERS = {"techreport": "institution"}


def bibtex_of(work: Work) -> str:
    """Return one work, read through `sheet.with_all`, as a BibTeX entry. Organisations stand in braces, so
    that nothing takes them apart.
    """
    sheet, entry = Sheet(work), mapping.types_of(work.kind).bibtex
    names = {"container_title": _CONTAINERS.get(entry, ""), "publisher": _PUBLISHERS.get(entry, "")}
    pairs = [
        (names.get(field) or mapping.name_of(field, "bibtex"), safe(sheet.first(field)))
        for field in _PLAIN
        if field in sheet.said
    ]
    for role in dict.fromkeys(one.role for one in sheet.names):
        written = " and ".join(_name(one) for one in sheet.names if one.role == role)
        pairs.append((mapping.name_of(role, "bibtex"), written))
    pairs += [
        (mapping.name_of(field, "bibtex"), _balanced(sheet.first(field)))
        for field in _VERBATIM
        if field in sheet.said
    ]
    pairs += _about_kind(work, entry)
    if sheet.texts("topics"):
        pairs.append((mapping.name_of("topics", "bibtex"), safe(", ".join(sheet.texts("topics")))))
    if sheet.licence:
        pairs.append(
            (mapping.name_of("licence", "bibtex"), safe(sheet.licence.address or sheet.licence.code))
        )
    fields = "".join(f",\n  {name} = {{{text}}}" for name, text in pairs)
    return f"@{entry}{{{_NOT_IN_KEY.sub('-', work.slug)}{fields}\n}}\n\n"


def safe(text: str) -> str:
    """Return a text that LaTeX prints as it is."""
    kept = _SIGNS.sub(lambda found: _OBEYED[found[0]], text)
    # Two of a kind would become a dash or a closing quotation mark.
    return re.sub(r"([-'`])(?=\1)", r"\1{}", kept)


def _about_kind(work: Work, entry: str) -> list[tuple[str, str]]:
    genre = mapping.genre_for("bibtex", work.kind, work.genre)
    pairs = [(mapping.name_of("genre", "bibtex"), safe(genre))] if genre else []
    if mapping.kind_from("bibtex", entry, genre) != work.kind:
        pairs.append(("entrysubtype", work.kind))
    return pairs


def _name(one: Contribution) -> str:
    if one.literal:
        return f"{{{safe(one.literal)}}}"
    # "and" parts names; inside a name it needs braces.
    parts = [re.sub(r"(?i)\band\b", r"{\g<0>}", safe(part)) for part in (one.family, one.given) if part]
    return ", ".join(parts) if len(parts) > 1 else f"{parts[0]},"


def _balanced(address: str) -> str:
    return address.replace("{", "%7B").replace("}", "%7D")
