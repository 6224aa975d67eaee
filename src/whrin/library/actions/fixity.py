"""Files as they came in: compared byte for byte, read again."""

import datetime
import hashlib

from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.library.actions.works import NotAllowed
from whrin.library.enums import Extraction, Fixity
from whrin.library.models import StoredFile
from whrin.library.refusals import LibraryRefusal
from whrin.library.rules import may_edit
from whrin.people.models import Person

_BAD = {Fixity.DAMAGED, Fixity.MISSING}


class NothingToRead(LibraryRefusal):
    """A picture, a sound or a film holds no text."""

    def __init__(self) -> None:
        super().__init__(_("This kind of file holds no text to read."))


def compare_file(*, stored: StoredFile, on: datetime.date) -> Fixity:
    """Compare a file with its SHA-256 from the day it came in, and keep what was found. Reads it whole."""
    return _keep(stored, _state_of(stored), on)


def _state_of(stored: StoredFile) -> Fixity:
    try:
        with stored.file.open("rb") as content:
            sha = hashlib.sha256()
            for piece in content.chunks():
                sha.update(piece)
    except FileNotFoundError:
        return Fixity.MISSING
    return Fixity.WHOLE if sha.hexdigest() == stored.sha256 else Fixity.DAMAGED


@transaction.atomic
def _keep(stored: StoredFile, state: Fixity, on: datetime.date) -> Fixity:
    if state != stored.fixity and (state in _BAD or stored.fixity in _BAD):
        record(verb="compare file", about=stored, state=state, file=str(stored.file.name))
    # Only these columns: its text may be being read this very moment.
    StoredFile.objects.filter(pk=stored.pk).update(fixity=state, verified_on=on)
    return state


@transaction.atomic
def read_again(*, stored: StoredFile, by: Person) -> None:
    """Have a file's text read once more. Raises `NotAllowed` and `NothingToRead`."""
    if not may_edit(by):
        raise NotAllowed
    if stored.extraction == Extraction.NOT_NEEDED:
        raise NothingToRead
    StoredFile.objects.filter(pk=stored.pk).update(extraction=Extraction.WAITING, extraction_note="")
    record(verb="read file again", about=stored, by=by)
    # Tasks stand above actions; this one is known here by name alone.
    import_string("whrin.library.tasks.read_stored_file").enqueue(stored.pk)
