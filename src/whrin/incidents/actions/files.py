"""Files that she, or a caseworker, adds to a report: sealed as they come in, opened by nothing here."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max, Sum
from django.utils.translation import gettext_lazy as _

from whrin.incidents.actions.answering import held
from whrin.incidents.content import Head
from whrin.incidents.models import Report, SealedFile, SealedPart
from whrin.incidents.opening import OpenReport
from whrin.incidents.sealed import file_label, seal_head
from whrin.kit.days import today
from whrin.vault.envelopes import new_key
from whrin.vault.files import seal_file

MEGABYTE = 1024 * 1024
#: Bytes of one file, and of all files of a report; files of a report.
MOST_BYTES, MOST_TOGETHER, MOST_FILES = 25 * MEGABYTE, 100 * MEGABYTE, 20


class TooLarge(Exception):
    """A file, or all of a report together, is larger than we take. Nothing was stored."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This is too much: at most %(files)s files, %(one)s MB each, %(all)s MB together. "
                "Nothing of it was kept."
            )
            % {"one": MOST_BYTES // MEGABYTE, "all": MOST_TOGETHER // MEGABYTE, "files": MOST_FILES}
        )


@dataclass(frozen=True)
class Incoming:
    """A file on its way in. `blocks`: its bytes, in pieces."""

    name: str
    media_type: str
    size: int
    blocks: Iterable[bytes]


@transaction.atomic
def add_files(*, one: OpenReport, files: Iterable[Incoming], from_her: bool = True, once: str = "") -> int:
    """Seal files into a report, all or none; return how many are new. Raises `TooLarge` and
    `EditedMeanwhile`: nothing was stored.
    """
    one = held(one)
    report = one.report
    known = {head.once for _file, head in one.files() if head.once}
    before = report.files.aggregate(last=Max("number"), bytes=Sum("padded"))
    number, together, added = before["last"] or 0, before["bytes"] or 0, 0
    for place, incoming in enumerate(files):
        mark = f"{once}/{place}" if once else ""
        if mark and mark in known:
            continue
        number, added = number + 1, added + 1
        together += incoming.size
        if incoming.size > MOST_BYTES or together > MOST_TOGETHER or number > MOST_FILES:
            raise TooLarge
        _store(report, number, incoming, from_her=from_her, once=mark)
    return added


def _store(report: Report, number: int, incoming: Incoming, *, from_her: bool, once: str) -> None:
    key = new_key()
    head = Head(
        name=incoming.name[:200],
        media_type=incoming.media_type[:100],
        size=incoming.size,
        key=key.hex(),
        from_her=from_her,
        day=today().isoformat(),
        once=once,
    )
    public = bytes(report.key.public)
    file = SealedFile.objects.create(
        report=report, number=number, head=seal_head(public, head, report.pk, number), padded=0
    )
    sealed = seal_file(key, incoming.blocks, label=file_label(report.pk, number))
    for part, content in enumerate(sealed):
        SealedPart.objects.create(file=file, number=part, content=content)
        file.padded += len(content)
    file.save(update_fields=["padded"])
