"""A report that somebody brings for her, with its files: once, however often it is tried."""

from collections.abc import Sequence

from whrin.incidents.actions import Incoming, TooLarge, add_files, send_report
from whrin.incidents.actions.files import MOST_BYTES, MOST_FILES, MOST_TOGETHER
from whrin.incidents.content import Consent, Told
from whrin.incidents.models import Report
from whrin.incidents.opening import OpenReport, open_with_vault
from whrin.people.models import Person
from whrin.vault.actions import WrongCode, open_code, pair_for_code
from whrin.vault.models import CodeKey
from whrin.vault.opened import NotGranted, Opened


class CannotReach(Exception):
    """The report is here, and what came with it cannot be put to it from here."""


def bring(
    *,
    told: Told,
    consent: Consent,
    code: str,
    once: str,
    by: Person,
    files: Sequence[Incoming] = (),
    opened: Opened | None = None,
    is_code_hers: bool = True,
) -> Report:
    """Take in a report and its files; twice is as once. The files go in by the code, or by an open vault.
    `is_code_hers` false: nobody gets the code, so it is destroyed at the end, and the desk can say so.

    Raises what `send_report` raises, and `TooLarge`: nothing was stored; `CannotReach`, `TooManyTries`: the
    report is there, its files are not.
    """
    sizes = [file.size for file in files]
    # Asked before anything is stored, so that no report is there without its files.
    if len(sizes) > MOST_FILES or max(sizes, default=0) > MOST_BYTES or sum(sizes) > MOST_TOGETHER:
        raise TooLarge
    report, _is_new = send_report(told=told, consent=consent, code=code, once=once, by=by)
    if report.code_id is None:
        # All of it came before: its code goes last.
        return report
    if files:
        add_files(one=_open(report, code, opened), files=files, once=once)
    if not is_code_hers:
        CodeKey.objects.filter(pk=report.code_id).delete()
    return report


def _open(report: Report, code: str, opened: Opened | None) -> OpenReport:
    found = open_with_vault(opened, [report]) if opened else []
    if found:
        return found[0]
    try:
        row, pair = open_code(code)
        return OpenReport(report, pair_for_code(report.key, row, pair))
    except (WrongCode, NotGranted):
        raise CannotReach from None
