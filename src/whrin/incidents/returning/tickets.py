"""What lets the page of an opened report go on without the code being typed again."""

import base64
import binascii
import json
from uuid import UUID

from django.utils import timezone

from whrin.incidents.models import Report
from whrin.incidents.opening import OpenReport
from whrin.kit.memory_key import memory_key
from whrin.vault.actions import pair_for_code
from whrin.vault.envelopes import CannotOpen, open_with, pair_of, seal_with
from whrin.vault.models import CodeKey
from whrin.vault.opened import NotGranted

#: Seconds a ticket is good for; each page that is sent gives a fresh one.
GOOD_FOR = 30 * 60
_LABEL = "incidents ticket"


class Over(Exception):
    """The ticket is past its time, of an earlier run of the server, or its report is gone."""


def new_ticket(code: CodeKey, secret: bytes) -> str:
    """Return a ticket for the page, base64url."""
    plain = json.dumps([str(code.pk), secret.hex(), int(timezone.now().timestamp())]).encode()
    return base64.urlsafe_b64encode(seal_with(memory_key(), plain, label=_LABEL, pad=0)).decode()


def open_ticket(written: str) -> tuple[CodeKey, bytes]:
    """Return the code's row and its secret half. Raises `Over`."""
    try:
        sealed = base64.urlsafe_b64decode(written.encode("ascii"))
        uid, secret, made = json.loads(open_with(memory_key(), sealed, label=_LABEL))
    except (CannotOpen, binascii.Error, ValueError):
        raise Over from None
    if not 0 <= timezone.now().timestamp() - made <= GOOD_FOR:
        raise Over
    code = CodeKey.objects.filter(pk=UUID(uid)).first()
    if code is None:
        raise Over
    return code, bytes.fromhex(secret)


def report_of(code: CodeKey, secret: bytes) -> OpenReport:
    """Return her report, open. Raises `Over`: it is gone."""
    report = Report.objects.select_related("key", "team").filter(code=code).first()
    if report is None:
        raise Over
    try:
        return OpenReport(report, pair_for_code(report.key, code, pair_of(secret)))
    except NotGranted:
        raise Over from None
