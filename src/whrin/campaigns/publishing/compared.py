"""Figures as they were published, and as their sources say today, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from whrin.campaigns.body.citing import figures_cited
from whrin.campaigns.body.text import Text
from whrin.documents.evidence.facts import Fact, NoFact
from whrin.documents.evidence.reading import read_facts
from whrin.documents.evidence.wording import day_in, path_in, value_in


@dataclass(frozen=True)
class Compared:
    """A figure of an edition. `then`, `now`: in words; `why`: `gone` or `barred` where there is none today;
    `address`: of its page here.
    """

    number: int
    sentence: str
    then: str
    then_day: str
    now: str
    now_day: str
    why: str
    is_same: bool
    source: str
    address: str


def compared(text: Text, cited: list[int], language: str) -> Sequence[Compared]:
    """Return the figures among these citations. Asks each source once."""
    figures = [one for one in figures_cited(text, cited, language) if one.value]
    told = {one.number: text.evidence[one.number] for one in figures}
    facts = read_facts((one.source, one.key) for one in told.values())
    found = []
    for figure in figures:
        evidence = told[figure.number]
        now = facts[evidence.source, evidence.key]
        found.append(
            Compared(
                number=figure.number,
                sentence=figure.sentence,
                then=value_in(evidence.fact, language),
                then_day=day_in(evidence.fact.day, language),
                now="" if isinstance(now, NoFact) else value_in(now, language),
                now_day="" if isinstance(now, NoFact) else day_in(now.day, language),
                why=now.reason.value if isinstance(now, NoFact) else "",
                is_same=isinstance(now, Fact) and now.says_what(evidence.fact),
                source=figure.source,
                address=path_in(evidence.fact.address, language),
            )
        )
    return found
