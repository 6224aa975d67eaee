"""How long a paper is in one language, and how long it may be."""

from dataclasses import dataclass

from whrin.campaigns.body import Body
from whrin.campaigns.limits.words import count_words, words_a_minute
from whrin.campaigns.models import Paper


@dataclass(frozen=True)
class Meter:
    """`words`: of the text; `notes`: of its footnotes; `counted`: what the body counts of both; `most`: what
    it takes, None where that is not known, or anything goes. `minutes`: it may be spoken; `speaks`: seconds
    that it takes at `pace` words a minute, which is assumed.
    """

    words: int
    notes: int
    counts_notes: bool
    most: int | None
    minutes: int | None
    pace: int

    @property
    def counted(self) -> int:
        """Return the words that the body counts."""
        return self.words + (self.notes if self.counts_notes else 0)

    @property
    def over(self) -> int:
        """Return how many words are too many."""
        return max(0, self.counted - self.most) if self.most is not None else 0

    @property
    def top(self) -> int:
        """Return where the bar ends: with what is too much, so that it can be seen."""
        return max(self.counted, self.most or 0)

    @property
    def almost(self) -> int:
        """Return from how many words on it is almost full."""
        return (self.most or 0) * 9 // 10

    @property
    def left(self) -> int:
        """Return how many words may still be written."""
        return max(0, self.most - self.counted) if self.most is not None else 0

    @property
    def speaks(self) -> int:
        """Return the seconds that speaking takes."""
        return round(self.words * 60 / self.pace)

    @property
    def minute(self) -> str:
        """Return the same as minutes and seconds, `3:05`."""
        return f"{self.speaks // 60}:{self.speaks % 60:02d}"

    @property
    def is_too_slow(self) -> bool:
        """Return whether it takes longer than there is time."""
        return self.minutes is not None and self.speaks > self.minutes * 60


def meter_of(paper: Paper, body: Body) -> Meter:
    """Return how long a paper is. Title and annexes are not counted."""
    kind = paper.kind
    return Meter(
        words=count_words(body.words),
        notes=count_words(body.notes),
        counts_notes=kind.counts_notes,
        most=kind.words_coalition if paper.is_coalition else kind.words_single,
        minutes=paper.minutes or kind.minutes,
        pace=words_a_minute(body.language),
    )
