"""Citations and offers as the page shows them, in the language of the paper: so they will be read."""

from collections.abc import Sequence
from dataclasses import dataclass

from whrin.campaigns.enums import Standing
from whrin.campaigns.models import Citation
from whrin.documents.evidence.facts import Fact, fact_from
from whrin.documents.evidence.reading import offers_for
from whrin.documents.evidence.sources import NoSuchSource, Source, source_if_any
from whrin.documents.evidence.wording import day_in, path_in, value_in, withheld


@dataclass(frozen=True)
class Row:
    """A citation. `text`: the sentence; `before`: what it said until it changed, `now` what it says; `marks`:
    what to write into the text; `address`: of its page, in the reader's language.
    """

    citation: Citation
    source: str
    text: str
    day: str
    before: str
    now: str
    marks: Sequence[str]
    address: str
    is_changed: bool
    is_lost: bool


@dataclass(frozen=True)
class Choice:
    """Something to cite."""

    source: str
    key: str
    label: str
    said: str
    address: str


def rows_of(citations: Sequence[Citation], language: str, reader: str) -> list[Row]:
    """Return citations; asks no database. `reader`: the interface's language."""
    return [_row(one, language, reader) for one in citations]


def _row(one: Citation, language: str, reader: str) -> Row:
    fact, source = fact_from(one.fact), source_if_any(one.source)
    is_barred = one.state == Standing.BARRED
    text = source.sentence(one.key, fact, language) if source else one.key
    before = fact_from(one.before) if one.before else None
    value = [f"[={one.number}]"] if fact.value is not None else []
    n = [f"[n{one.number}]"] if fact.n is not None else []
    return Row(
        citation=one,
        source=str(source.label) if source else one.source,
        text=withheld(language) if is_barred else text,
        day=day_in(fact.day, language),
        before=_said(before, source, one.key, language) if before and not is_barred else "",
        now=_said(fact, source, one.key, language) if before and not is_barred else "",
        marks=[f"[@{one.number}]", *value, *n],
        address=path_in(fact.address, reader),
        is_changed=one.state == Standing.CHANGED,
        is_lost=one.state in {Standing.GONE, Standing.BARRED},
    )


def _said(fact: Fact, source: Source | None, key: str, language: str) -> str:
    """Return a figure with its n; of what is none, the whole sentence."""
    if fact.value is None:
        return source.sentence(key, fact, language) if source else ""
    return f"{value_in(fact, language)} ({day_in(fact.day, language)})"


def choices_for(asked: str, reader: str, name: str) -> list[tuple[str, list[Choice]]]:
    """Return what there is to cite, by the label of its source. A source that there is not has nothing."""
    try:
        found = offers_for(asked, reader, name)
    except NoSuchSource:
        return []
    return [
        (
            str(source.label),
            [
                Choice(
                    source.name,
                    offer.key,
                    offer.label,
                    _said(offer.fact, None, offer.key, reader) if offer.fact.value is not None else "",
                    path_in(offer.fact.address, reader),
                )
                for offer in offers
            ],
        )
        for source, offers in found
    ]
