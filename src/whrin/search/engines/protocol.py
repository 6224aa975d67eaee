"""What search asks of an engine. All ranking, counting and ordering happens above it, so results never
depend on it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Indexed:
    """A document's tokens. `words`: in order, for phrases. `marks`: distinct, without order, for everything
    else.

    No token holds a space or an ASCII character that is not a letter or a digit. A place that no phrase may
    match or bridge holds `engines.protocol.GAP`.
    """

    id: int
    words: Sequence[str]
    marks: Collection[str]


#: A shelf, a word of it as it is spelt, folded, the first and last two letters of that, and by how many
#: documents its count changes.
WordCount = tuple[str, str, str, str, str, int]
#: A place in `Indexed.words` that matches nothing.
GAP = "·"


class Engine(Protocol):
    """The seam. A third engine (OpenSearch, say) implements these eight and is named in `engines.choice`."""

    def store(self, documents: Sequence[Indexed]) -> None:
        """Keep these documents, in place of those with the same ids; visible when the transaction commits."""

    def drop(self, ids: Sequence[int]) -> None:
        """Forget these documents."""

    def holders(self, marks: Sequence[str]) -> Mapping[str, Sequence[int]]:
        """Return the ids of the documents that hold each of these marks; marks nobody holds may be left
        out.
        """

    def phrase(self, sequences: Sequence[Sequence[str]]) -> Sequence[int]:
        """Return the ids of the documents with one of these sequences of words, side by side and in order."""

    def marks(self, ids: Sequence[int]) -> Mapping[int, Collection[str]]:
        """Return the marks of these documents; more tokens than the marks do no harm."""

    def count(self, words: Sequence[WordCount]) -> None:
        """Add to the counts in `search_word`; words of which none is left go. Each stands here once."""

    def take_turn(self) -> None:
        """Wait until no other transaction writes to the index, and keep others waiting until this one
        ends.
        """

    def let_go(self) -> None:
        """Keep nothing of documents that were dropped. Outside of a transaction; others may go on."""
