"""Every dictionary and stream of a PDF that can be reached, once."""

from collections.abc import Iterator
from typing import Any

from whrin.documents.children.confine import RefusedInsideError

#: Keys whose value is a table of names of the document's own choosing.
TABLES = frozenset(
    {"/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/Properties", "/CharProcs",
     "/RoleMap", "/ClassMap", "/Dests", "/Colorants", "/ParentTreeNextKey"}
)  # fmt: skip
MOST_OBJECTS = 2_000_000


def walk(trailer: Any) -> Iterator[tuple[Any, bool]]:
    """Yield each dictionary or stream under `trailer` and whether it is a table of names.

    An object reached both as a table and as something else is yielded both ways. Loops end, since each is
    seen once.
    """
    import pikepdf

    seen: set[tuple[tuple[int, int], bool]] = set()
    waiting: list[tuple[Any, bool]] = [(trailer, False)]
    count = 0
    while waiting:
        thing, is_table = waiting.pop()
        if not isinstance(thing, pikepdf.Object):
            continue
        if thing.is_indirect:
            if (thing.objgen, is_table) in seen:
                continue
            seen.add((thing.objgen, is_table))
        count += 1
        if count > MOST_OBJECTS:
            raise RefusedInsideError("too-large")
        if isinstance(thing, pikepdf.Array):
            waiting.extend((item, False) for item in thing)
        elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            yield thing, is_table
            waiting.extend((value, not is_table and key in TABLES) for key, value in thing.items())
