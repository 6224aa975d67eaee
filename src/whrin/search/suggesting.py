""" "Did you mean": the nearest spelling that the shelf knows, by edit distance within one script."""

from collections.abc import Callable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from whrin.search.analysis.folding import plain
from whrin.search.analysis.scripts import script_of
from whrin.search.analysis.segments import Run, Word, segments
from whrin.search.analysis.stemming import stopwords, surface
from whrin.search.asking import tidy
from whrin.search.models import Word as Spelling
from whrin.search.synonyms import Groups

_SHORTEST = 4
_TWO_EDITS_FROM = 6
_MOST_WORDS = 6


def _allowed(folded: str) -> int:
    return 2 if len(folded) >= _TWO_EDITS_FROM else 1


def _near(shelf: str, folded: str, labels: Sequence[str]) -> str | None:
    """Return the best spelling near a folded word: fewest edits, then most documents, then alphabet."""
    spellings = Spelling.objects.filter(shelf=shelf)
    if spellings.filter(folded=folded).exists():
        return None
    edits, script = _allowed(folded), script_of(folded)
    # Two statements in one: SQLite answers an OR by reading the whole shelf.
    columns = ("folded", "word", "count")
    alike = (
        spellings.filter(head=folded[:2])
        .values_list(*columns)
        .union(spellings.filter(tail=folded[-2:]).values_list(*columns))
    )
    best: dict[str, tuple[int, str]] = {}
    for known, word, count in [*alike, *((surface(label), label, 0) for label in labels)]:
        if abs(len(known) - len(folded)) <= edits and script_of(known) == script:
            best[known] = max(best.get(known, (0, "")), (count, word))
    if folded in best:
        return None
    found = process.extract(folded, list(best), scorer=OSA.distance, score_cutoff=edits, limit=None)
    nearest = min(((distance, -best[near][0], near) for near, distance, _ in found), default=None)
    return best[nearest[2]][1] if nearest else None


def suggestion(*, shelf: str, text: str, groups: Groups, hits_of: Callable[[str], int], found: int) -> str:
    """Return the text with its unknown words put right, if that would find more than `found`; else an
    empty string.
    """
    text = tidy(text)
    parts, end, corrected = [], 0, 0
    for piece in segments(text):
        if isinstance(piece, Run) or corrected >= _MOST_WORDS:
            continue
        near = _corrected(shelf, piece, groups.spellings)
        if near:
            parts += [text[end : piece.start], near]
            end = piece.end
            corrected += 1
    better = "".join([*parts, text[end:]])
    return better if corrected and hits_of(better) > found else ""


def _corrected(shelf: str, piece: Word, labels: Sequence[str]) -> str | None:
    words = plain(piece.raw)
    if len(words) != 1:
        return None
    folded = surface(words[0])
    if len(folded) < _SHORTEST or folded in stopwords() or folded[0].isdecimal():
        return None
    return _near(shelf, folded, labels)
