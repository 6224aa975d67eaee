"""Background: make the files that were asked for."""

import logging
from collections.abc import Callable

from django_tasks import task

from whrin.documents.models import PrintedFile
from whrin.documents.printing import storing
from whrin.documents.printing.document import Document
from whrin.documents.printing.errors import PrintingFailed
from whrin.documents.printing.office import as_docx, as_epub, as_odt
from whrin.documents.printing.pdf import as_pdf
from whrin.documents.printing.plain import as_text

logger = logging.getLogger(__name__)

_MAKERS: dict[str, Callable[[Document, str], bytes]] = {
    "pdf": lambda document, sheet: as_pdf(document, sheet=sheet),  # type: ignore[arg-type]  # checked when asked
    "docx": lambda document, sheet: as_docx(document, sheet=sheet),  # type: ignore[arg-type]  # likewise
    "odt": lambda document, _sheet: as_odt(document),
    "epub": lambda document, _sheet: as_epub(document),
    "txt": lambda document, _sheet: as_text(document),
}


@task()
def make_printed(mark: str) -> None:
    """Make a file. May run twice; what is made, gone, or at work elsewhere is no fault."""
    try:
        with storing.held(mark):
            file = PrintedFile.objects.filter(pk=mark).first()
            if file is not None and file.state in {PrintedFile.State.WAITING, PrintedFile.State.MAKING}:
                _make(file)
    except storing.AtWork:
        return


def _make(file: PrintedFile) -> None:
    document = storing.read_asked(file.mark)
    if document is None:
        _settle(file, PrintedFile.State.FAILED, fault=PrintingFailed.code)
        return
    _settle(file, PrintedFile.State.MAKING, done=1)
    try:
        content = _MAKERS[file.form](document, file.sheet)
    except PrintingFailed as failure:
        # What is printed is for anybody, so the log may say which sign or picture it was.
        logger.warning("Not printed: %r", failure)
        storing.forget_asked(file.mark)
        _settle(file, PrintedFile.State.FAILED, fault=failure.code)
        return
    _settle(file, PrintedFile.State.MAKING, done=2)
    storing.write_made(file, content)
    _settle(file, PrintedFile.State.MADE, done=PrintedFile.STEPS, size=len(content))


def _settle(file: PrintedFile, state: PrintedFile.State, **more: str | int) -> None:
    """Write down how far a file is; one that was erased meanwhile stays so."""
    PrintedFile.objects.filter(pk=file.mark).update(state=state, **more)
