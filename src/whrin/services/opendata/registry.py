"""Datasets that communities made: results of rounds and surveys, frozen. Those who make them register here.

    register_datasets("rounds", lambda: (Dataset(…) for round in Round.objects.frozen()))

A dataset is public, its numbers are suppressed already, and a version of it never changes.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Version:
    """One file of a dataset, as it was on a day.

    `name`: of the file, ASCII, with its ending. `media_type`. `sha256`: of the file, in hexadecimal. `read`
    gives the whole file.
    """

    day: date
    name: str
    media_type: str
    sha256: str
    size: int
    read: Callable[[], bytes]


@dataclass(frozen=True)
class Dataset:
    """Results that were frozen.

    `slug`: stable, in addresses. `language`: of its texts, BCP 47. `informants`: how many people it rests on.
    `method`, `suppression`: how it was made, and what is not told so that nobody can be known. `page`: where
    its results can be read, an address on this site; empty: nowhere. `versions`: the newest first.
    """

    slug: str
    title: str
    language: str
    method: str
    informants: int
    suppression: str
    versions: tuple[Version, ...]
    page: str = ""


_sources: dict[str, Callable[[], Iterable[Dataset]]] = {}


def register_datasets(name: str, source: Callable[[], Iterable[Dataset]]) -> None:
    """Have `source` asked for its datasets with every page. The last registration of a name wins."""
    _sources[name] = source


def datasets() -> Iterator[Dataset]:
    """Return every dataset that has a file."""
    return (one for source in _sources.values() for one in source() if one.versions)


def dataset_named(slug: str) -> Dataset | None:
    """Return the dataset at an address."""
    return next((one for one in datasets() if one.slug == slug), None)
