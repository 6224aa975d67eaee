"""Works of the collection that are most likely the same, found without comparing each with each.

Equal DOIs, ISBNs, titles and addresses are found by their keys. Titles that are only alike stand close to
each other when all titles are sorted, once from their beginning and once from their end: each is compared
with a few neighbours. Titles with other numbers in them are other works: every year has its annual report.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.core.cache import cache
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from rapidfuzz.fuzz import ratio, token_set_ratio, token_sort_ratio

from whrin.library import likeness
from whrin.library.enums import Kind, Status
from whrin.library.models import LanguageVersion, Link, NotDoubles, Work

#: Likeness from 0 to 100 that two neighbours need, and two titles at one address.
ALIKE, ALIKE_AT_ONE_ADDRESS = 92, 85
#: Neighbours that a title is compared with, on each side; letters that a title needs to be compared at all.
NEIGHBOURS, LETTERS = 4, 12
#: Works up to which the collection is looked through anew for each page; more are looked through once a day.
LIVE = 5_000
_DAY = 24 * 60 * 60
_KEY = "library-likely-doubles"
_NUMBERS = re.compile(r"\d+")
#: An address with more works than this is a list, and its works are not compared.
_A_LIST = 20

REASONS = {
    "doi": gettext_noop("Same DOI"),
    "isbn": gettext_noop("Same ISBN"),
    "title": gettext_noop("Same title, year and author"),
    "address": gettext_noop("Same address, like title"),
    "like": gettext_noop("Like title"),
}


@dataclass(frozen=True)
class Pair:
    """Two works by primary key, the older first; `reason`: a key of `REASONS`."""

    first: int
    second: int
    reason: str

    @property
    def words(self) -> str:
        """Return the reason in the reader's language."""
        return _(REASONS[self.reason])


@dataclass(frozen=True)
class _Title:
    work: int
    folded: str
    numbers: frozenset[str]
    year: int | None


def likely_doubles() -> list[Pair]:
    """Return the pairs that wait for a librarian, the surest first."""
    count = Work.objects.exclude(status=Status.WITHDRAWN).count()
    found = None if count <= LIVE else cache.get(_KEY)
    if found is None:
        found = [(pair.first, pair.second, pair.reason) for pair in find_doubles()]
        if count > LIVE:
            cache.set(_KEY, found, _DAY)
    return _waiting([Pair(*each) for each in found])


def look_again() -> None:
    """Have a large collection looked through anew."""
    cache.delete(_KEY)


def find_doubles() -> list[Pair]:
    """Look through the whole collection: a handful of queries, a few seconds for 100,000 works."""
    found: dict[tuple[int, int], str] = {}
    for reason, pairs in (
        ("doi", _same_doi()),
        ("isbn", _same_isbn()),
        ("title", _same_title()),
        ("address", _same_address()),
        ("like", _like_titles()),
    ):
        for one, other in pairs:
            if one != other:
                found.setdefault((min(one, other), max(one, other)), reason)
    return [Pair(first, second, reason) for (first, second), reason in found.items()]


def _waiting(pairs: Sequence[Pair]) -> list[Pair]:
    """Leave out what was settled since: merged, withdrawn, or found to be two."""
    settled = set(NotDoubles.objects.values_list("first", "second"))
    here = set(Work.objects.exclude(status=Status.WITHDRAWN).values_list("pk", flat=True)) if pairs else set()
    return [
        pair
        for pair in pairs
        if (pair.first, pair.second) not in settled and pair.first in here and pair.second in here
    ]


def _works() -> Q:
    return ~Q(work__status=Status.WITHDRAWN)


def _same_doi() -> Iterator[tuple[int, int]]:
    """A DOI is in one record only; another may have it among its addresses."""
    by_doi = dict(Work.objects.exclude(doi="").values_list("doi", "pk"))
    links = Link.objects.filter(address__icontains="doi.org/").values_list("version__work", "address")
    for work, address in links:
        other = by_doi.get(likeness.bare_doi(address))
        if other is not None:
            yield work, other


def _same_isbn() -> Iterator[tuple[int, int]]:
    # A chapter has the ISBN of its book.
    works = Work.objects.exclude(isbn="").exclude(kind=Kind.CHAPTER).exclude(status=Status.WITHDRAWN)
    yield from _neighbours(works.order_by("isbn", "pk").values_list("isbn", "pk"))


def _same_title() -> Iterator[tuple[int, int]]:
    versions = LanguageVersion.objects.filter(_works()).exclude(fingerprint="")
    several = versions.values("fingerprint").annotate(works=Count("work", distinct=True)).filter(works__gt=1)
    rows = versions.filter(fingerprint__in=several.values("fingerprint")).order_by("fingerprint", "work")
    yield from _neighbours(rows.values_list("fingerprint", "work"))


def _same_address() -> Iterator[tuple[int, int]]:
    links = Link.objects.exclude(fingerprint="").exclude(version__work__status=Status.WITHDRAWN)
    several = links.values("fingerprint").annotate(works=Count("version__work", distinct=True))
    several = several.filter(works__gt=1, works__lte=_A_LIST)
    rows = links.filter(fingerprint__in=several.values("fingerprint")).order_by("fingerprint", "version")
    together: dict[str, list[tuple[int, str]]] = {}
    for fingerprint, work, title in rows.values_list("fingerprint", "version__work", "version__title"):
        for other, other_title in together.setdefault(fingerprint, []):
            ours, theirs = likeness.fold(title), likeness.fold(other_title)
            if _same_numbers(ours, theirs) and token_set_ratio(ours, theirs) >= ALIKE_AT_ONE_ADDRESS:
                yield other, work
        together[fingerprint].append((work, title))


def _like_titles() -> Iterator[tuple[int, int]]:
    rows = LanguageVersion.objects.filter(_works()).values_list("work", "title", "work__year")
    titles = [
        _Title(work, folded, frozenset(_NUMBERS.findall(folded)), year)
        for work, title, year in rows.iterator(chunk_size=5_000)
        if len(folded := likeness.fold(title)) >= LETTERS
    ]
    titles.sort(key=lambda title: title.folded)
    yield from _alike_in(titles)
    titles.sort(key=lambda title: title.folded[::-1])
    yield from _alike_in(titles)


def _alike_in(titles: Sequence[_Title]) -> Iterator[tuple[int, int]]:
    for place, title in enumerate(titles):
        for other in titles[place + 1 : place + 1 + NEIGHBOURS]:
            if title.work != other.work and _are_alike(title, other):
                yield title.work, other.work


def _are_alike(one: _Title, other: _Title) -> bool:
    if one.numbers != other.numbers or (one.year and other.year and abs(one.year - other.year) > 1):
        return False
    # A slip of the pen may move a word when words are sorted; a moved word may not be one.
    return any(
        like(one.folded, other.folded, score_cutoff=ALIKE) >= ALIKE for like in (ratio, token_sort_ratio)
    )


def _same_numbers(one: str, other: str) -> bool:
    return set(_NUMBERS.findall(one)) == set(_NUMBERS.findall(other))


def _neighbours(rows: Iterable[tuple[str, int]]) -> Iterator[tuple[int, int]]:
    """Yield neighbours with one key; of three alike, the third waits until two are one."""
    for (key, work), (other_key, other) in pairwise(rows):
        if key == other_key:
            yield work, other
