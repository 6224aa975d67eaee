"""A measure as its page shows it: one language's text, the rest in the reader's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from whrin.kit.languages import direction_of
from whrin.library.enums import Status as WorkStatus
from whrin.policy_index.models import Measure, MeasureSource
from whrin.policy_index.watch.words import label


@dataclass(frozen=True)
class SourceLine:
    """`address` leads into the library, or elsewhere where `is_elsewhere`; empty: nowhere."""

    title: str
    language: str
    direction: str
    publisher: str
    address: str
    published: str
    is_elsewhere: bool


@dataclass(frozen=True)
class Shown:
    """`language`, `direction`: of the text. `others`: tags of the other languages it is written in.
    `moments`: what happened, and when, from the first. `as_of`: date of the newest source.
    """

    measure: Measure
    language: str
    direction: str
    text: Mapping[str, str]
    others: Sequence[str]
    country: str
    part: str
    kind: str
    status: str
    topics: Sequence[tuple[str, str]]
    moments: Sequence[tuple[str, str]]
    sources: Sequence[SourceLine]
    as_of: str


def shown(measure: Measure, language: str, wanted: str = "") -> Shown:
    """Return what the page shows. `wanted`: the language asked for of its text."""
    spoken = wanted if wanted in measure.texts else measure.language_for(language)
    sources = [source_line(source, language) for source in measure.sources.all()]
    dates = sorted(measure.dates.items(), key=lambda pair: pair[1])
    return Shown(
        measure=measure,
        language=spoken,
        direction=direction_of(spoken),
        text=measure.texts[spoken],
        others=[tag for tag in measure.texts if tag != spoken],
        country=measure.country.name_in(language),
        part=measure.part.name_in(language) if measure.part else "",
        kind=label("kind", measure.kind, language),
        status=label("status", measure.status, language),
        topics=sorted(((topic.slug, topic.label_in(language)) for topic in measure.topics.all()), key=_words),
        moments=[(day, label("event", event, language)) for event, day in dates],
        sources=sources,
        as_of=max((source.published for source in sources), default=""),
    )


def _words(pair: tuple[str, str]) -> str:
    return pair[1].casefold()


def source_line(source: MeasureSource, language: str) -> SourceLine:
    """Return a source: of a published work what the library says, else what is written here."""
    work: Any = source.work
    if work is None or work.status != WorkStatus.PUBLISHED or not (version := work.version_for(language)):
        return SourceLine(
            title=str(source),
            language="",
            direction="",
            publisher=source.publisher,
            address=source.address,
            published=source.published,
            is_elsewhere=bool(source.address),
        )
    known = [part for part in (work.month, work.day) if part]
    published = "-".join([f"{work.year:04}", *(f"{part:02}" for part in known)]) if work.year else ""
    return SourceLine(
        title=version.title,
        language=version.language,
        direction=direction_of(version.language),
        publisher=work.publisher,
        address=reverse("library:version", args=[work.slug, version.language]),
        published=published,
        is_elsewhere=False,
    )
