"""What the search knows of public papers: words in every language, facets, and the card that lists show."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings

from whrin.campaigns.actions.showing import SHELF
from whrin.campaigns.body import Text, body_of
from whrin.campaigns.models import Paper
from whrin.campaigns.publishing.shown import text_shown
from whrin.campaigns.queries import readable_papers
from whrin.kit.text import beginning
from whrin.places.queries import regions_of
from whrin.search.shelves import Entry, Passage, Shelf

#: What the list is narrowed by, in the order of its addresses and of the page.
FACETS = ("state", "kind", "country", "region", "language", "session", "year")
_SUMMARY = 260


def keys() -> Iterable[str]:
    """Yield the keys of all papers that anybody may read."""
    return (uid.hex for uid in readable_papers().order_by("pk").values_list("pk", flat=True))


def entries(wanted: Sequence[str]) -> Iterable[Entry]:
    """Yield entries of those that anybody may read now."""
    papers = list(readable_papers().filter(pk__in=wanted).select_related("kind", "country", "session"))
    groupings = regions_of(paper.country_id for paper in papers if paper.country_id)
    for paper in papers:
        text = text_shown(paper)
        if text is not None:
            newest = paper.editions.first()
            day = newest.day if newest else paper.made_on
            yield _entry(paper, text, int(day.strftime("%Y%m%d")), groupings)


def _entry(paper: Paper, text: Text, day: int, groupings: Mapping[str, Sequence[str]]) -> Entry:
    bodies = {tag: body_of(text, tag) for tag in text.languages()}
    return Entry(
        key=paper.uid.hex,
        title=[Passage(body.title, tag) for tag, body in bodies.items()],
        subjects=_subjects(paper, bodies),
        body=[Passage("\n".join(body.words), tag) for tag, body in bodies.items()],
        facets=_facets(paper, text, str(day)[:4], groupings),
        date=day,
        added=day,
        card={
            "slug": paper.slug,
            "texts": {
                tag: [body.title, beginning(" ".join(body.sentences), _SUMMARY)]
                for tag, body in bodies.items()
            },
            "kind": paper.kind.slug,
            "state": _state(paper),
            "country": paper.country_id or "",
            "day": f"{day // 10000}-{day // 100 % 100:02}-{day % 100:02}",
            "is_sample": paper.is_sample,
        },
    )


def _subjects(paper: Paper, tongues: Iterable[str]) -> list[Passage]:
    """One passage a language: the search pays for each."""
    found = []
    for language in {*tongues, *dict(settings.LANGUAGES)}:
        words = [paper.kind.label_in(language)]
        words += [paper.country.name_in(language)] if paper.country else []
        words += [paper.session.name_in(language)] if paper.session else []
        found.append(Passage(" · ".join(words), language))
    return found


def _state(paper: Paper) -> str:
    """Return `open` or `published`: what is being corrected stays published."""
    return "published" if paper.published_on else "open"


def _facets(
    paper: Paper, text: Text, year: str, groupings: Mapping[str, Sequence[str]]
) -> dict[str, Sequence[Any]]:
    country = paper.country_id
    return {
        "state": [_state(paper)],
        "kind": [paper.kind.slug],
        "country": [country] if country else [],
        "region": list(groupings[country]) if country else [],
        "language": text.languages(),
        "session": [paper.session.slug] if paper.session else [],
        "year": [year],
    }


def shelf() -> Shelf:
    """Return the shelf of papers."""
    return Shelf(name=SHELF, keys=keys, entries=entries, facets=FACETS)
