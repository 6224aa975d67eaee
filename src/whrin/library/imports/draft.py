"""A record as read from a file, before it is compared and stored; the same shape for every format."""

from dataclasses import dataclass, field
from typing import Any

from whrin.library import likeness


@dataclass
class VersionDraft:
    """One language of a record. `links`: address and `LinkKind`."""

    language: str
    title: str
    short_title: str = ""
    abstract: str = ""
    abstract_language: str = ""
    is_machine_translation: bool = False
    links: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Draft:
    """A record. `fields`: columns of `Work` by name; `topics`, `countries` and `regions`: codes that
    exist here.

    `record` counts from 1, and so does `line`, where it begins (0: the format has none); `remarks` are
    sentences for staff; `files`: paths beside the file of records.
    """

    record: int
    identifier: str
    fields: dict[str, Any]
    versions: list[VersionDraft]
    contributions: list[dict[str, str]] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    regions: list[str] = field(default_factory=list)
    companion_of: str = ""
    remarks: list[str] = field(default_factory=list)
    line: int = 0
    files: list[str] = field(default_factory=list)

    @property
    def first_author(self) -> str:
        """Return the first author's family or whole name."""
        authors = (each for each in self.contributions if each["role"] == "author")
        first = next(authors, {"literal": "", "family": ""})
        return first["literal"] or first["family"]

    def fingerprints(self) -> list[str]:
        """Return the fingerprint of each version's title."""
        year = self.fields.get("year")
        return [likeness.title_fingerprint(each.title, year, self.first_author) for each in self.versions]

    def addresses(self) -> list[str]:
        """Return every address of every version."""
        return [address for version in self.versions for address, _kind in version.links]
