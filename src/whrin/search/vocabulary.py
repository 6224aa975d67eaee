"""The words that the documents of a shelf use, with how many use them: kept current with every change."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db import connection

from whrin.search.analysis.stemming import surface
from whrin.search.models import Word

_COUNT = (
    "INSERT INTO search_word (shelf, word, folded, head, tail, count) VALUES (%s, %s, %s, %s, %s, %s)"
    " ON CONFLICT (shelf, word) DO UPDATE SET count = search_word.count + excluded.count"
)


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
    with connection.cursor() as cursor:
        cursor.executemany(_COUNT, rows)
    if any(row[-1] < 0 for row in rows):
        Word.objects.filter(shelf=shelf, count__lte=0).delete()
