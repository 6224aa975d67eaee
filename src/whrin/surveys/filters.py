"""Which answers somebody looks at or takes out: the same words in the address of every page that asks."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import QueryDict
from django.utils.dateparse import parse_date

from whrin.surveys.enums import AnswerState, Way
from whrin.surveys.models import Answer, AnswerEdition

#: Letters of what is looked for.
LONGEST = 200


@dataclass(frozen=True)
class Filters:
    """What is asked for; empty: everything. Way and version are those of the edition that counts.

    `since`, `until`: first and last day of coming in. `version`: number of its row; None: every one.
    `question` is a path: `code` is what was chosen there, `part` stands somewhere in what was written,
    whatever its case. `misread`: names of days and versions in the address that cannot be read; they narrow
    nothing.
    """

    states: tuple[str, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None
    way: str = ""
    version: int | None = None
    question: str = ""
    code: str = ""
    part: str = ""
    misread: tuple[str, ...] = ()

    @classmethod
    def read(cls, asked: QueryDict) -> "Filters":
        """Return what `state`, `from`, `to`, `way`, `version`, `question`, `is` and `has` ask for."""
        given = {name: asked.get(name, "").strip()[:LONGEST] for name in ("from", "to", "version")}
        since, until, version = _day(given["from"]), _day(given["to"]), _number(given["version"])
        read = {"from": since, "to": until, "version": version}
        return cls(
            states=tuple(state for state in AnswerState.values if state in asked.getlist("state")),
            since=since,
            until=until,
            way=asked.get("way", "") if asked.get("way") in Way.values else "",
            version=version,
            question=asked.get("question", "").strip()[:LONGEST],
            code=asked.get("is", "").strip()[:LONGEST],
            part=asked.get("has", "").strip()[:LONGEST],
            misread=tuple(name for name, value in read.items() if value is None and given[name]),
        )

    @property
    def looks_inside(self) -> bool:
        """Say whether answers must be opened to know which are meant."""
        return bool(self.question and (self.code or self.part))

    def narrow(self, answers: QuerySet[Answer]) -> QuerySet[Answer]:
        """Return those answers that can be meant, as far as rows tell without being opened."""
        if self.states:
            answers = answers.filter(state__in=self.states)
        if self.since:
            answers = answers.filter(received_on__gte=self.since)
        if self.until:
            answers = answers.filter(received_on__lte=self.until)
        newest = AnswerEdition.objects.filter(answer=OuterRef("pk")).order_by("-number")
        if self.way:
            answers = answers.alias(its_way=Subquery(newest.values("way")[:1])).filter(its_way=self.way)
        if self.version is not None:
            versions = Subquery(newest.values("version")[:1])
            answers = answers.alias(its_version=versions).filter(its_version=self.version)
        return answers

    def holds(self, said: Iterable[str]) -> bool:
        """Say whether what was said to the question, once or in each round of a repeat, is what is meant."""
        if not self.looks_inside:
            return True
        if self.code:
            return any(self.code == text or self.code in text.split() for text in said)
        return any(self.part.casefold() in text.casefold() for text in said)

    def query(self) -> str:
        """Return the same as a part of an address; empty for everything."""
        told = [
            *(("state", state) for state in self.states),
            ("from", self.since.isoformat() if self.since else ""),
            ("to", self.until.isoformat() if self.until else ""),
            ("way", self.way),
            ("version", "" if self.version is None else str(self.version)),
            ("question", self.question),
            ("is", self.code),
            ("has", self.part),
        ]
        return urlencode([(name, value) for name, value in told if value])


def _day(text: str) -> datetime.date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
