"""Groups of words that mean the same, found in what a reader asks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from whrin.search.analysis.folding import plain
from whrin.search.analysis.segments import Run, segments
from whrin.search.analysis.stemming import known, stem, surface
from whrin.search.shelves import Synonyms


@dataclass(frozen=True)
class Label:
    """One label: for each word its stem and itself (a query that holds either holds the word), or
    clusters of a run.
    """

    text: str
    language: str
    parts: tuple[frozenset[str] | tuple[str, ...], ...]


@dataclass(frozen=True)
class Groups:
    """All groups: `labels[group]`, and the groups that a first token may begin."""

    labels: Sequence[Sequence[Label]]
    by_first: Mapping[str, Sequence[tuple[int, Label]]]
    spellings: Sequence[str]


def _label(text: str, language: str) -> Label:
    parts: list[frozenset[str] | tuple[str, ...]] = []
    for piece in segments(text):
        if isinstance(piece, Run):
            parts.append(piece.texts)
        else:
            parts.extend(frozenset({stem(word, language), surface(word)}) for word in plain(piece.raw))
    return Label(text, language, tuple(parts))


def gathered(groups: Iterable[Synonyms]) -> Groups:
    """Return the groups ready for `Groups.by_first`; labels without words are left out."""
    labels: list[list[Label]] = []
    by_first: dict[str, list[tuple[int, Label]]] = defaultdict(list)
    for place, group in enumerate(groups):
        found = {
            label.parts: label
            for language, texts in group.items()
            for text in texts
            if (label := _label(text, known(language))).parts
        }
        labels.append(list(found.values()))
        for label in found.values():
            first = label.parts[0]
            for token in first if isinstance(first, frozenset) else first[:1]:
                by_first[token].append((place, label))
    spellings = {
        word
        for group in labels
        for label in group
        for piece in segments(label.text)
        if not isinstance(piece, Run)
        for word in plain(piece.raw)
    }
    return Groups(labels, by_first, sorted(spellings))
