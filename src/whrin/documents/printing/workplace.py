"""A folder for one document, and the children that work in it."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from whrin.documents import child
from whrin.documents.printing.document import Document
from whrin.documents.printing.errors import PrintingFailed, TooMuchToPrint
from whrin.documents.printing.glyphs import families_for
from whrin.documents.printing.pictures import kind_of, words_in
from whrin.documents.refusals import RefusedFileError, TooLargeError, TooSlowError

_HERE = Path(__file__).resolve().parent
FONTS = _HERE / "fonts"
DATA = _HERE / "data"
#: Seconds of clock time.
_PATIENCE = 60.0

#: Which picture is of which kind (`svg`, `png`, `jpg`), in the order in which they are used.
Kinds = Mapping[str, str]


def kinds_of(document: Document, names: Iterable[str]) -> Kinds:
    """Return the kinds of the pictures that are used. Raises `RefusedPicture`."""
    return {name: kind_of(name, document.pictures[name]) for name in names}


def families_of(document: Document, kinds: Kinds, texts: Iterable[str] = ()) -> list[str]:
    """Return the families of fonts that pictures and texts need. Raises `MissingGlyphs`."""
    drawn = (words_in(name, document.pictures[name]) for name, kind in kinds.items() if kind == "svg")
    return families_for(chain(texts, *drawn))


@contextmanager
def workplace(document: Document, kinds: Kinds) -> Iterator[Path]:
    """Give a folder with the pictures in it, each by its number; nothing of it is left behind."""
    with TemporaryDirectory(prefix="whrin-printing-") as folder:
        place = Path(folder)
        for number, (name, kind) in enumerate(kinds.items()):
            (place / f"{number}.{kind}").write_bytes(document.pictures[name])
        yield place


def run_child(module: str, *arguments: Path) -> None:
    """Have a child of ours work. Raises `PrintingFailed`."""
    try:
        child.run(module, *arguments, seconds=_PATIENCE)
    except (TooSlowError, TooLargeError) as refusal:
        raise TooMuchToPrint(refusal.code) from None
    except RefusedFileError as refusal:
        raise PrintingFailed(refusal.code) from None
