"""A file's text as a page to read: taken out by a machine, one page of the original at a time."""

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from whrin.kit.languages import direction_of
from whrin.library import media_types
from whrin.library.models import LanguageVersion, StoredFile
from whrin.library.record_page import NotPublic, path_name_of, refuse_unless_public
from whrin.search.inside import Place, places

#: Finds shown of a search inside the text.
MOST_PLACES = 50
#: A line this much shorter than most ends its paragraph.
_SHORT = 0.7
_SOLID = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


class EndsEarlier(Exception):
    """The text has fewer pages than that."""


@dataclass(frozen=True)
class ReadingPage:
    """`page` of `last`, from 1. `places`: where what was asked for stands, when something was."""

    stored: StoredFile
    file_name: str
    version: LanguageVersion
    direction: str
    page: int
    last: int
    paragraphs: Sequence[str]
    query: str
    places: Sequence[Place]


def reading_of(slug: str, number: int, page: int, query: str) -> ReadingPage:
    """Return a page of a file's text. Raises NotPublic, Withdrawn or EndsEarlier."""
    found = StoredFile.objects.filter(pk=number, version__work__slug=slug)
    stored = found.select_related("version__work__merged_into").first()
    if stored is None or not stored.text.strip():
        raise NotPublic
    version = stored.version
    refuse_unless_public(version.work, version.title)
    pages = stored.text.split("\f")
    if page > len(pages):
        raise EndsEarlier
    is_set = stored.media_type == media_types.PDF.name
    return ReadingPage(
        stored=stored,
        file_name=path_name_of(stored.name),
        version=version,
        direction=direction_of(version.language),
        page=page,
        last=len(pages),
        paragraphs=paragraphs(pages[page - 1]) if is_set else lines(pages[page - 1]),
        query=query,
        places=places(stored.text, query, version.language, most=MOST_PLACES) if query else (),
    )


def lines(text: str) -> list[str]:
    """Return the lines that hold something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a printed page, whose lines end where the paper did."""
    found = [" ".join(line.split()) for line in text.splitlines()]
    lengths = [len(line) for line in found if line]
    if not lengths:
        return []
    short = statistics.median(lengths) * _SHORT
    whole: list[str] = []
    is_open = False
    for line in found:
        if not line:
            is_open = False
            continue
        if is_open:
            whole[-1] = _joined(whole[-1], line)
        else:
            whole.append(line)
        is_open = len(line) >= short
    return whole


def _joined(before: str, after: str) -> str:
    """Return two lines as one: a word broken at the edge is mended, scripts without spaces get none."""
    if before[-1] in "-\u00ad\ufffe\u0002" and after[0].islower():
        return before[:-1] + after
    solid = _SOLID.match(before[-1]) and _SOLID.match(after[0])
    return f"{before}{after}" if solid else f"{before} {after}"
