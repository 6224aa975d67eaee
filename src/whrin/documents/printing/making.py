"""Files on demand: asked for by content, made once in the background, given until nobody asks."""

import hashlib

from django.db import transaction

from whrin.documents.models import PrintedFile
from whrin.documents.printing import storing
from whrin.documents.printing.document import Document, Form, Sheet
from whrin.documents.printing.errors import TooManyAtOnce
from whrin.documents.printing.tasks import make_printed
from whrin.kit.days import today

#: Files that may wait at once: more are asked for by a machine.
MOST_WAITING = 200
#: Changes when the same content is printed in another way.
_EDITION = "1"


@transaction.atomic
def made_document(document: Document, *, form: Form, sheet: Sheet = "a4") -> PrintedFile:
    """Return the file of a document, as far as it is: the first call has it made in the background.

    Cheap enough for every request. Raises `TooManyAtOnce`.
    """
    mark = mark_of(document, form, sheet)
    file = PrintedFile.objects.filter(pk=mark).first()
    if file is None:
        if PrintedFile.objects.filter(state=PrintedFile.State.WAITING).count() >= MOST_WAITING:
            raise TooManyAtOnce
        file, is_new = PrintedFile.objects.get_or_create(
            pk=mark, defaults={"form": form, "sheet": sheet, "day": today()}
        )
        if is_new:
            _ask(file, document)
    elif _was_lost(file):
        file.state, file.done = PrintedFile.State.WAITING, 0
        file.save(update_fields=["state", "done"])
        _ask(file, document)
    if file.day != today():
        PrintedFile.objects.filter(pk=mark).update(day=today())
    return file


def mark_of(document: Document, form: Form, sheet: Sheet) -> str:
    """Return by which mark the file of a document is known."""
    return hashlib.sha256(f"{_EDITION} {form} {sheet} {document.fingerprint()}".encode()).hexdigest()


def _ask(file: PrintedFile, document: Document) -> None:
    storing.write_asked(file.mark, document)
    make_printed.enqueue(file.mark)
    file.refresh_from_db()  # where tasks are done at once, it is made by now


def _was_lost(file: PrintedFile) -> bool:
    """Say whether a file went from the disk, or whoever made it was cut off."""
    if file.state == PrintedFile.State.MADE:
        return not storing.path_of(file).exists()
    return file.state == PrintedFile.State.MAKING and not storing.is_held(file.mark)
