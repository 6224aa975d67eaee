"""Reading the index: what list pages, feeds and checks ask."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from whrin.search.analysis.stemming import known
from whrin.search.asking import understood
from whrin.search.counting import narrowed
from whrin.search.matching import Matches, Matching
from whrin.search.memory import bits
from whrin.search.memory.process import Memory, memory
from whrin.search.memory.snapshot import LANGUAGES, Snapshot
from whrin.search.models import Document
from whrin.search.results import Hit, Result
from whrin.search.shelves import shelf_named
from whrin.search.suggesting import suggestion
from whrin.search.veiling import veiled

#: Fewer hits than this, and another spelling is looked for.
_FEW = 3


def _matches(
    text: str, language: str, shelf: Snapshot, held: Memory, veil: Callable[[str], str] | None = None
) -> Matches:
    languages = sorted({*shelf.languages, known(language)} - {""})
    query = understood(text, languages, held.synonyms())
    query = veiled(query, veil) if veil else query
    if not query.units:
        return Matches(shelf.present if not text.strip() else 0, ())
    matching = Matching(query, shelf, held.terms)
    strict = matching.strict()
    return strict if strict.hits else matching.relaxed()


def _order(sort: str, language: str, shelf: Snapshot, matches: Matches) -> list[int]:
    """Return the planes to sort by, the most significant first."""
    if sort == "added":
        return [*shelf.added, *shelf.dates, *shelf.ties]
    if sort == "newest":
        return [*shelf.dates, *shelf.ties]
    if sort in shelf.facets:
        return [*shelf.facet(sort).planes, *shelf.ties]
    if not matches.scores:
        return [*shelf.dates, *shelf.ties]
    # Of what fits equally well, the reader's own language comes first.
    own = shelf.facet(LANGUAGES).bits_of(known(language))
    return [*matches.scores, own, *shelf.dates, *shelf.ties]


def _page(among: int, order: Sequence[int], page: int, size: int) -> list[int]:
    """Return the ids of one page in their order."""
    before = bits.first(among, order, (page - 1) * size) if page > 1 else 0
    ids = bits.to_ids(bits.first(among, order, page * size) & ~before)
    return sorted(ids, key=lambda one: [-(plane >> one & 1) for plane in order])


def _hits(ids: Sequence[int]) -> list[Hit]:
    cards = {
        one: Hit(key, card)
        for one, key, card in Document.objects.filter(id__in=ids).values_list("id", "key", "card")
    }
    return [cards[one] for one in ids if one in cards]


def cards(*, shelf: str, keys: Sequence[str]) -> dict[str, Mapping[str, Any]]:
    """Return the cards of things by key, for lists that are no search; what is gone is left out."""
    return dict(Document.objects.filter(shelf=shelf, key__in=keys).values_list("key", "card"))


def find(
    *,
    shelf: str,
    text: str = "",
    language: str = "",
    filters: Mapping[str, Sequence[str]] | None = None,
    within: tuple[str, Sequence[str]] | None = None,
    sort: str = "relevance",
    page: int = 1,
    size: int = 20,
) -> Result:
    """Return one page of what a shelf holds.

    `within`: a facet and values; what has none of them is as if it stood on no shelf, in every count.
    `text`: anything; words, phrases in quotation marks. `language`: the reader's, for its word forms.
    `filters`: facet name to values, of which one must fit (every one, if the shelf says so); unknown values
    fit nothing. `sort`: `relevance` (without text: newest), `newest`, `added`, or a facet's name: by its
    first value, ascending. Pages beyond the last are empty.
    """
    held, known_shelf = memory(), shelf_named(shelf)
    now = held.shelf(shelf) if within is None else held.shelf(shelf).within(*within)
    matches = _matches(text, language, now, held, known_shelf.veil)
    passing, counts = narrowed(now, matches.hits, filters or {}, known_shelf.facets, known_shelf.every)
    other = ""
    found = 0 if matches.is_relaxed else matches.hits.bit_count()
    if text.strip() and found < _FEW and known_shelf.veil is None:
        other = suggestion(
            shelf=shelf,
            text=text,
            groups=held.synonyms(),
            hits_of=lambda better: _strictly(better, language, now, held),
            found=found,
        )
    total = passing.bit_count()
    page, size = max(1, page), max(1, size)
    ids = (
        _page(passing, _order(sort, language, now, matches), page, size) if (page - 1) * size < total else []
    )
    return Result(total, _hits(ids), counts, other, matches.is_relaxed and bool(total))


def _strictly(text: str, language: str, shelf: Snapshot, held: Memory) -> int:
    matches = _matches(text, language, shelf, held)
    return 0 if matches.is_relaxed else matches.hits.bit_count()


def values(*, shelf: str, facet: str) -> list[str]:
    """Return the values of a facet that anything on a shelf has, in order."""
    return memory().shelf(shelf).facet(facet).values


def drift(shelf: str) -> int:
    """Return how many documents are missing from the index or left over in it, against the shelf's own
    keys.
    """
    indexed = set(Document.objects.filter(shelf=shelf).values_list("key", flat=True))
    return len(indexed.symmetric_difference(shelf_named(shelf).keys()))
