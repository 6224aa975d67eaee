"""The words that the documents of a shelf use, with how many use them: kept current with every change."""

from collections import Counter
from collections.abc import Iterable, Sequence

from whrin.search.analysis.stemming import surface
from whrin.search.engines.choice import engine


def recount(*, shelf: str, before: Iterable[Sequence[str]], after: Iterable[Sequence[str]]) -> None:
    """Take the words of the documents as they were out of the count, and those as they are into it."""
    change: Counter[str] = Counter()
    for words in after:
        change.update(words)
    for words in before:
        change.subtract(words)
    rows = []
    # In one order, so that two writers never wait for each other's words.
    for word, by in sorted(change.items()):
        if by:
            folded = surface(word)
            rows.append((shelf, word, folded, folded[:2], folded[-2:], by))
    engine().count(rows)
