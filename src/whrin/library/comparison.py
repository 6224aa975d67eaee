"""Two records side by side, field by field, as a librarian reads them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.encoding import force_str
from django.utils.text import Truncator

from whrin.library.cards import date_of
from whrin.library.models import StoredFile, Work

_COLUMNS = (
    "slug", "status", "kind", "publisher", "publisher_kind", "container_title", "volume", "issue", "pages",
    "doi", "isbn", "original_language", "licence", "staff_note",
)  # fmt: skip
_LONG = 400


@dataclass(frozen=True)
class Row:
    """One field of both records; each value is some lines."""

    label: str
    first: Sequence[str]
    second: Sequence[str]

    @property
    def differs(self) -> bool:
        """Say whether the two say different things."""
        return list(self.first) != list(self.second)


def with_everything(works: QuerySet[Work]) -> QuerySet[Work]:
    """Bring along what a comparison reads."""
    return works.select_related("licence").prefetch_related(
        "versions__links",
        Prefetch("versions__files", StoredFile.objects.defer("text")),
        "contributions",
        "topics__labels",
        "countries",
        "regions",
    )


def compare(one: Work, other: Work) -> list[Row]:
    """Return a row for each field that one of the two fills in."""
    first, second = _described(one), _described(other)
    labels = list(dict.fromkeys([*first, *second]))
    rows = [Row(label, first.get(label, []), second.get(label, [])) for label in labels]
    return [row for row in rows if row.first or row.second]


def _described(work: Work) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for version in work.versions.all():
        prefix = f"{version.language} · "
        for name in ("title", "short_title", "abstract"):
            _put(found, prefix + _label(version, name), [getattr(version, name)])
        _put(found, prefix + _plural(version, "links"), (link.address for link in version.links.all()))
        _put(found, prefix + _plural(version, "files"), (stored.name for stored in version.files.all()))
    _put(found, _plural(work, "contributions"), (str(each) for each in work.contributions.all()))
    for name in _COLUMNS:
        display = getattr(work, f"get_{name}_display", None)
        _put(found, _label(work, name), [display() if display else getattr(work, name)])
    _put(found, _label(work, "published_on"), [work.published_on])
    _put(found, _label(work, "year"), [date_of(work)])
    for name in ("topics", "countries", "regions"):
        _put(found, _label(work, name), sorted(str(each) for each in getattr(work, name).all()))
    _put(found, _label(work, "audience"), work.audience_labels())
    return found


def _put(found: dict[str, list[str]], label: str, values: Iterable[Any]) -> None:
    lines = [Truncator(str(value)).chars(_LONG) for value in values if value]
    if lines:
        found[label] = lines


def _label(row: Any, name: str) -> str:
    return _capital(force_str(row._meta.get_field(name).verbose_name))  # noqa: SLF001 -- Django's documented name


def _plural(row: Any, name: str) -> str:
    related = row._meta.get_field(name).related_model  # noqa: SLF001 -- Django's documented name
    return _capital(force_str(related._meta.verbose_name_plural))  # noqa: SLF001 -- as above


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
