"""Reports opened for one who holds a key: in memory, for one answer of the server."""

from collections.abc import Iterable
from functools import cached_property

from whrin.incidents.content import Care, Consent, Head, Summary, Told, Words
from whrin.incidents.models import Report, SealedFile
from whrin.incidents.sealed import Column, open_column, open_head, open_message
from whrin.vault.envelopes import CannotOpen, Pair
from whrin.vault.sessions import Opened


class OpenReport:
    """A report and the pair of its key. Each part is opened when it is asked for, and once.

    Every part raises `CannotOpen` when it was changed, truncated, swapped or put back.
    """

    def __init__(self, report: Report, pair: Pair) -> None:
        self.report = report
        self.pair = pair

    def __repr__(self) -> str:
        return f"<OpenReport {self.report.pk}>"

    @cached_property
    def told(self) -> Told:
        """Return what she told."""
        return Told.from_bytes(self._column("told"))

    @cached_property
    def summary(self) -> Summary:
        """Return what the list needs."""
        return Summary.from_bytes(self._column("summary"))

    @cached_property
    def consent(self) -> Consent:
        """Return what she allows."""
        return Consent.from_bytes(self._column("consent"))

    @cached_property
    def care(self) -> Care:
        """Return what caseworkers wrote of the case."""
        return Care.from_bytes(self._column("care"))

    def messages(self) -> list[Words]:
        """Return the messages, the oldest first. Raises `CannotOpen`, also when one of them is missing."""
        found = list(self.report.messages.all())
        if [one.number for one in found] != list(range(1, len(found) + 1)):
            raise CannotOpen
        return [open_message(self.pair, bytes(one.sealed), self.report.pk, one.number) for one in found]

    def files(self) -> list[tuple[SealedFile, Head]]:
        """Return the files with what they are; their content stays sealed."""
        return [
            (one, open_head(self.pair, bytes(one.head), self.report.pk, one.number))
            for one in self.report.files.all()
        ]

    def _column(self, column: Column) -> bytes:
        sealed, edition = getattr(self.report, column), getattr(self.report, f"{column}_edition")
        return open_column(self.pair, bytes(sealed), column, self.report.pk, edition)


def open_with_vault(opened: Opened, reports: Iterable[Report]) -> list[OpenReport]:
    """Return those of these reports that she holds a key of, in their order; keys come with one query."""
    asked = list(reports)
    held = opened.pairs_of([one.key for one in asked])
    return [OpenReport(one, held[one.key_id]) for one in asked if one.key_id in held]
