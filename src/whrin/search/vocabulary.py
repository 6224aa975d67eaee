"""The words that the documents of a shelf use, with how many use them: kept current with every change."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db.models import F

from whrin.search.indexing import word_columns
from whrin.search.models import Word

_BATCH = 2_000


def recount(*, shelf: str, before: Iterable[Sequence[str]], after: Iterable[Sequence[str]]) -> None:
    """Take the words of the documents as they were out of the count, and those as they are into it."""
    change: Counter[str] = Counter()
    for words in after:
        change.update(words)
    for words in before:
        change.subtract(words)
    # In one order, so that two writers never wait for each other's words.
    moved = sorted((word, by) for word, by in change.items() if by)
    for start in range(0, len(moved), _BATCH):
        part = moved[start : start + _BATCH]
        known = set(
            Word.objects.filter(shelf=shelf, word__in=[word for word, _ in part]).values_list(
                "word", flat=True
            )
        )
        Word.objects.bulk_create(
            [
                Word(shelf=shelf, word=word, count=by, **word_columns(word))
                for word, by in part
                if word not in known
            ],
            batch_size=500,
        )
        by_amount: dict[int, list[str]] = {}
        for word, by in part:
            if word in known:
                by_amount.setdefault(by, []).append(word)
        for by, words in by_amount.items():
            Word.objects.filter(shelf=shelf, word__in=words).update(count=F("count") + by)
        if any(by < 0 for _, by in part):
            Word.objects.filter(shelf=shelf, count__lte=0).delete()
