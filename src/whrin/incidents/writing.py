"""Sealing what is written into a report again: each writing raises the edition, and the later of two at once
learns that she was not alone.
"""

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from whrin.incidents.content import Care, Consent, Summary, Words
from whrin.incidents.models import Message, Report
from whrin.incidents.opening import OpenReport
from whrin.incidents.sealed import Column, seal_column, seal_message


class EditedMeanwhile(Exception):
    """Somebody wrote between reading and writing. What was typed is with whoever typed it."""

    def __init__(self) -> None:
        super().__init__(_("Somebody changed this while you wrote. Look at it again, then save once more."))


_COLUMNS: dict[type, Column] = {Summary: "summary", Consent: "consent", Care: "care"}


def write(one: OpenReport, content: Summary | Consent | Care, *, seen: int | None = None) -> None:
    """Seal a new edition of a column. `seen`: the edition she read; None: the one that is opened.

    Raises `EditedMeanwhile`, and then nothing was written.
    """
    column = _COLUMNS[type(content)]
    report, name = one.report, f"{column}_edition"
    edition: int = seen or getattr(report, name)
    public = bytes(report.key.public)
    sealed = seal_column(public, content, column, report.pk, edition + 1)
    changed = Report.objects.filter(pk=report.pk, key=report.key, **{name: edition}).update(
        **{column: sealed, name: edition + 1}
    )
    if not changed:
        raise EditedMeanwhile
    setattr(report, column, sealed)
    setattr(report, name, edition + 1)
    one.__dict__[column] = content


def add_message(report: Report, words: Words) -> Message:
    """Seal one more message; call it inside a transaction that holds the report's row."""
    last = report.messages.aggregate(last=Max("number"))["last"] or 0
    sealed = seal_message(bytes(report.key.public), words, report.pk, last + 1)
    return Message.objects.create(report=report, number=last + 1, sealed=sealed)
