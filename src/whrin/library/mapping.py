"""The one table between our words and those of every exchange format. Data: `data/*.csv`.

`mapping.csv` has a row per Kind and a column per format; `fields.csv` a row per field. `csl_types.csv`
and `genres.csv` lead back from what others write to a Kind.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from whrin.kit.text import clean_line
from whrin.library.enums import Kind, PublisherKind

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Types:
    """What each format calls one Kind. `csl_genre` tells kinds apart that share a CSL type; `audience` is
    who it is for.
    """

    kind: str
    csl: str
    csl_genre: str
    audience: str
    ris: str
    bibtex: str
    mods_genre: str
    schema: str
    datacite: str
    dc: str
    mods_type: str
    zotero: str


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of one of this room's tables, by column name."""
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _types() -> Mapping[str, Types]:
    return {row["kind"]: Types(**row) for row in rows("mapping.csv")}


def types_of(kind: str) -> Types:
    """Return a Kind's row; KeyError when the table has none."""
    return _types()[kind]


def all_types() -> list[Types]:
    """Return the row of every Kind, in the order of the table."""
    return list(_types().values())


@cache
def fields() -> Mapping[str, Mapping[str, str]]:
    """Return for each of our fields its name in each format, empty where the format has none."""
    return {row["field"]: row for row in rows("fields.csv")}


def name_of(field: str, form: str) -> str:
    """Return what a format (a column of `fields.csv`) calls one of our fields; empty when it has no place
    for it.
    """
    return fields()[field][form]


def csl_name(field: str) -> str:
    """Return what CSL-JSON calls one of our fields."""
    return name_of(field, "csl")


@cache
def named(form: str) -> Mapping[str, str]:
    """Return our field by a format's name for it, for every field that the format has a place for. Where two
    share a name, the first counts.
    """
    found: dict[str, str] = {}
    for field, row in fields().items():
        if row[form]:
            found.setdefault(row[form], field)
    return found


@cache
def _kinds_of_csl_types() -> Mapping[str, str]:
    return {row["csl"]: row["kind"] for row in rows("csl_types.csv")}


@cache
def _kinds_of_genres() -> Mapping[str, str]:
    own = {types.csl_genre.casefold(): types.kind for types in _types().values() if types.csl_genre}
    plain = {_plain_words(kind): kind for kind in _types()}
    return plain | {row["genre"]: row["kind"] for row in rows("genres.csv")} | own


def _plain_words(kind: str) -> str:
    return kind.replace("-", " ")


@cache
def _kinds_of_types(form: str) -> Mapping[str, str]:
    return {row["type"]: row["kind"] for row in rows("types_in.csv") if row["format"] == form}


def kind_from(form: str, written: str, genre: str) -> Kind:
    """Return the Kind of a type and genre as RIS or BibTeX write them (`form`: a column of `mapping.csv`).

    A genre decides among the kinds that share the type; over journal articles it decides nothing else.
    """
    by_type = _kinds_of_types(form).get(written, Kind.REPORT)
    by_genre = _kinds_of_genres().get(genre.casefold(), by_type)
    shares_type = getattr(types_of(by_genre), form) == written
    return Kind(by_type if by_type == Kind.JOURNAL_ARTICLE and not shares_type else by_genre)


def is_type(form: str, written: str) -> bool:
    """Tell whether RIS or BibTeX knows this type."""
    return written in _kinds_of_types(form)


@lru_cache(maxsize=1024)
def genre_for(form: str, kind: str, genre: str) -> str:
    """Return the genre to write beside a type so that a reader finds the Kind again: its own words, those of
    the table, or the plain name of a Kind that its type does not tell.
    """
    types = types_of(kind)
    told = genre or types.csl_genre
    is_clear = kind_from(form, getattr(types, form), told) == kind
    return told if told or is_clear else _plain_words(kind)


@cache
def other_csl_variables() -> frozenset[str]:
    """Return the CSL variables that have no column of ours; imports keep them in `Work.extra`."""
    lines = (_DATA / "csl_variables.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line and not line.startswith("#"))


def is_csl_type(csl: str) -> bool:
    """Tell whether CSL 1.0.2 knows this type."""
    return csl in _kinds_of_csl_types()


def kind_from_csl(csl: str, genre: str) -> Kind:
    """Return the Kind of a CSL type and genre. The genre decides, except over journal articles; else the
    type; else report.
    """
    by_type = _kinds_of_csl_types().get(csl, Kind.REPORT)
    if by_type == Kind.JOURNAL_ARTICLE:
        return Kind.JOURNAL_ARTICLE
    return Kind(_kinds_of_genres().get(genre.casefold(), by_type))


@lru_cache(maxsize=1024)
def own_words(kind: str, genre: str) -> str:
    """Return the genre when it says more than the Kind does, else nothing."""
    said = {types_of(kind).csl_genre.casefold(), _plain_words(Kind(kind).value)}
    return "" if genre.casefold() in said else genre


@cache
def _publisher_kinds() -> Mapping[str, str]:
    return {row["name"].casefold(): row["kind"] for row in rows("publishers.csv")}


def publisher_kind_of(publisher: str, authors: list[str]) -> PublisherKind:
    """Return who stands behind a work: the network by publisher or author; a partner as publisher, or as
    author of what no publisher is named for; else a third party.
    """
    kinds = _publisher_kinds()
    by_publisher = kinds.get(clean_line(publisher).casefold(), "")
    by_authors = {kinds.get(clean_line(author).casefold(), "") for author in authors}
    if PublisherKind.NETWORK in {by_publisher, *by_authors}:
        return PublisherKind.NETWORK
    if by_publisher == PublisherKind.PARTNER or (not publisher and PublisherKind.PARTNER in by_authors):
        return PublisherKind.PARTNER
    return PublisherKind.THIRD_PARTY
