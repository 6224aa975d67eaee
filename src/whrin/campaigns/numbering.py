"""Numbers of paragraphs: the same on the desk, in letters about them, and in what is printed."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from whrin.campaigns.enums import Block
from whrin.campaigns.models import Paragraph
from whrin.campaigns.queries import wordings_of

#: What leads in, and is not counted.
HEADS = frozenset({Block.TITLE, Block.HEADING, Block.SUBHEADING})


def number_blocks(blocks: Iterable[tuple[str, str, bool]]) -> Mapping[str, int]:
    """Return numbers from 1 by uid. `blocks`: uid, kind and whether there are words, in order; heads and what
    is still empty have none.
    """
    counted = [uid for uid, kind, has_words in blocks if has_words and kind not in HEADS]
    return {uid: number for number, uid in enumerate(counted, start=1)}


def numbers_of(paragraphs: Sequence[Paragraph]) -> Mapping[UUID, int]:
    """Return the numbers of a paper's paragraphs, as `queries.paragraphs_of` gives them."""
    found = number_blocks(
        (str(each.pk), each.kind, any(one.text for one in wordings_of(each).values())) for each in paragraphs
    )
    return {UUID(uid): number for uid, number in found.items()}
