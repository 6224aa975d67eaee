"""What the search knows of measures: words in every language, facets, and the card that lists show."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings

from whrin.places.models import Country, Part
from whrin.places.queries import regions_of
from whrin.policy_index.actions import SHELF
from whrin.policy_index.content import TEXT_PARTS
from whrin.policy_index.models import Measure
from whrin.policy_index.queries import public_measures, with_everything
from whrin.search.shelves import Entry, Passage, Shelf

#: What the list is narrowed by, in the order of its addresses and of the page.
FACETS = ("country", "part", "region", "kind", "status", "topic", "year")
#: Characters of a summary on a card, and of a name's key.
_SUMMARY, _KEY = 300, 60


def keys() -> Iterable[str]:
    """Yield the keys of all public measures."""
    return (uid.hex for uid in public_measures().order_by("pk").values_list("uid", flat=True))


def entries(wanted: Sequence[str]) -> Iterable[Entry]:
    """Yield entries of those that are public."""
    found = list(with_everything(public_measures().filter(uid__in=wanted)))
    groupings = regions_of(measure.country_id for measure in found)
    for measure in found:
        yield _entry(measure, groupings[measure.country_id])


def _entry(measure: Measure, regions: Sequence[str]) -> Entry:
    texts = measure.texts.items()
    rest = TEXT_PARTS[1:]
    newest = max(measure.dates.values(), default="0")
    return Entry(
        key=measure.uid.hex,
        title=[Passage(text["title"], tag) for tag, text in texts],
        subjects=_subjects(measure),
        summary=[Passage(text[name], tag) for tag, text in texts for name in rest if text[name]],
        body=[Passage(str(source)) for source in measure.sources.all()],
        facets=_facets(measure, regions),
        date=int(newest.replace("-", "").ljust(8, "0")),
        added=int(measure.edited_on.strftime("%Y%m%d")),
        card=_card(measure),
    )


def _subjects(measure: Measure) -> list[Passage]:
    """One passage a language: the search pays for each passage."""
    words: dict[str, dict[str, None]] = {}
    for topic in measure.topics.all():
        for label in topic.labels.all():
            words.setdefault(label.language, {})[label.text] = None
    places: list[Country | Part] = [measure.country, *([measure.part] if measure.part else [])]
    for language in {*measure.texts, *dict(settings.LANGUAGES)}:
        words.setdefault(language, {}).update(dict.fromkeys(each.name_in(language) for each in places))
    return [Passage(" · ".join(labels), language) for language, labels in words.items()]


def _facets(measure: Measure, regions: Sequence[str]) -> dict[str, list[str]]:
    return {
        "country": [measure.country_id],
        "part": [measure.part_id] if measure.part_id else [],
        "region": list(regions),
        "kind": [measure.kind],
        "status": [measure.status],
        "topic": [topic.slug for topic in measure.topics.all()],
        "year": sorted({written[:4] for written in measure.dates.values()}, reverse=True),
        # Not counted: what titles sort by.
        "name": [_sort_key(measure.title_in("en"))],
    }


def _sort_key(name: str) -> str:
    """Return what a title sorts by: accents and capitals count for nothing."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).strip()[:_KEY]


def _card(measure: Measure) -> Mapping[str, Any]:
    last = max(measure.dates.items(), key=lambda pair: pair[1], default=("", ""))
    return {
        "slug": measure.slug,
        "texts": {tag: [text["title"], text["summary"][:_SUMMARY]] for tag, text in measure.texts.items()},
        "country": measure.country_id,
        "part": measure.part_id or "",
        "kind": measure.kind,
        "status": measure.status,
        "last": list(last),
        "is_sample": measure.is_sample,
    }


def shelf() -> Shelf:
    """Return the shelf of measures."""
    return Shelf(name=SHELF, keys=keys, entries=entries, facets=FACETS)
