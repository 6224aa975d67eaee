"""What the library gives to other rooms: its shelf to the search, works per country and per topic as
figures.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from whrin.documents.evidence.sources import register_source
from whrin.kit.daily import register_daily
from whrin.library.actions.showing import SHELF
from whrin.library.actions.use import gather_use
from whrin.library.cards import card_of
from whrin.library.care_tasks import begin_comparing, begin_link_check, care_for_suggestions
from whrin.library.evidence import Works
from whrin.library.harvest_tasks import begin_harvests
from whrin.library.listing import FACETS
from whrin.library.models import Collection, StoredFile, Work
from whrin.library.queries import works_by_country, works_by_topic
from whrin.library.tasks import (
    forget_old_imports,
    reindex_works_of_countries,
    reindex_works_of_regions,
    reindex_works_of_topics,
)
from whrin.places.figures import register_figure as register_country_figure
from whrin.places.models import Country, Region
from whrin.places.queries import regions_of
from whrin.places.signals import countries_changed, regions_changed
from whrin.search.shelves import Entry, Passage, Shelf, register_shelf
from whrin.topics.figures import register_figure as register_topic_figure
from whrin.topics.models import Topic
from whrin.topics.signals import topics_changed

_CHUNK = 500


def keys() -> Iterable[str]:
    """Yield the slugs of all published works."""
    return Work.objects.published().order_by("pk").values_list("slug", flat=True).iterator(chunk_size=_CHUNK)


def entries(slugs: Sequence[str]) -> Iterable[Entry]:
    """Yield entries of those works that are published."""
    # Of a file's row only what cards and the body need: the rest would be read for nothing.
    files = StoredFile.objects.only("version_id", "name", "media_type", "size", "pages", "text")
    works = list(
        Work.objects.published()
        .filter(slug__in=slugs)
        .prefetch_related(
            "versions__links",
            Prefetch("versions__files", files),
            "contributions",
            "topics__labels",
            "countries",
            "regions__parent__parent",
            Prefetch("collections", Collection.objects.filter(is_public=True, search="")),
        )
    )
    about = {country.code for work in works for country in work.countries.all()}
    groupings = regions_of(about)
    wider = _wider_topics({topic for work in works for topic in work.topics.all()})
    for work in works:
        yield _entry(work, groupings, wider)


def _wider_topics(topics: Iterable[Topic]) -> Mapping[int, list[Topic]]:
    """Return for each topic itself and everything broader, with labels."""
    everything = {topic.pk: topic for topic in Topic.objects.prefetch_related("labels", "broader")}
    found: dict[int, list[Topic]] = {}
    for topic in topics:
        reached: dict[int, Topic] = {}
        step = [topic.pk]
        while step:
            reached.update({pk: everything[pk] for pk in step if pk in everything})
            step = [each.pk for pk in step for each in everything[pk].broader.all() if each.pk not in reached]
        found[topic.pk] = list(reached.values())
    return found


def _entry(work: Work, groupings: Mapping[str, list[str]], wider: Mapping[int, list[Topic]]) -> Entry:
    versions = list(work.versions.all())
    titles = [
        Passage(text, version.language)
        for version in versions
        for text in (version.title, version.short_title)
        if text
    ]
    summaries = [
        Passage(version.abstract, version.abstract_language or version.language)
        for version in versions
        if version.abstract
    ]
    body = [
        Passage(stored.text, version.language)
        for version in versions
        for stored in version.files.all()
        if stored.text
    ]
    topics = list({topic.pk: topic for each in work.topics.all() for topic in wider[each.pk]}.values())
    published = work.published_on
    return Entry(
        key=work.slug,
        title=titles,
        subjects=_subjects(work, [version.language for version in versions]),
        summary=summaries,
        body=body,
        facets=_facets(work, groupings, topics),
        date=(work.year or 0) * 10_000 + (work.month or 0) * 100 + (work.day or 0),
        added=int(published.strftime("%Y%m%d")) if published else 0,
        card=card_of(work),
    )


def _subjects(work: Work, languages: Sequence[str]) -> list[Passage]:
    """One passage a language: the search pays for each passage, and a topic has dozens of labels."""
    words: dict[str, dict[str, None]] = {}
    for topic in work.topics.all():
        for label in topic.labels.all():
            words.setdefault(label.language, {})[label.text] = None
    places: list[Country | Region] = [*work.countries.all(), *work.regions.all()]
    for language in languages:
        words.setdefault(language, {}).update(dict.fromkeys(place.name_in(language) for place in places))
    names = [str(each.literal or f"{each.given} {each.family}".strip()) for each in work.contributions.all()]
    proper = dict.fromkeys(name for name in [*names, work.publisher, work.container_title] if name)
    by_language = [Passage(" · ".join(texts), language) for language, texts in words.items() if texts]
    return [*by_language, *([Passage(" · ".join(proper))] if proper else [])]


def _facets(work: Work, groupings: Mapping[str, list[str]], topics: list[Topic]) -> dict[str, list[str]]:
    codes = [country.code for country in work.countries.all()]
    regions = {code for country in codes for code in groupings.get(country, [])}
    for region in work.regions.all():
        step: Region | None = region
        while step is not None and step.code not in regions:
            regions.add(step.code)
            step = step.parent
    return {
        "language": list(dict.fromkeys(version.language for version in work.versions.all())),
        "kind": [work.kind],
        "topic": sorted(topic.slug for topic in topics),
        "region": sorted(regions),
        "country": codes,
        "year": [str(work.year)] if work.year else [],
        "publisher": [work.publisher_kind],
        "audience": list(work.audience),
        "licence": [work.licence_id] if work.licence_id else [],
        "collection": [collection.slug for collection in work.collections.all()],
    }


def _works_about(country: str) -> str:
    return f"{reverse('library:list')}?country={country}"


def _works_on(topic: str) -> str:
    return f"{reverse('library:list')}?topic={topic}"


def _follow_topics(slugs: Sequence[str], **_signal: Any) -> None:
    # In the background: a topic may stand on thousands of works.
    if Work.objects.published().exists():
        reindex_works_of_topics.enqueue(list(slugs))


def _follow_regions(codes: Sequence[str], **_signal: Any) -> None:
    if Work.objects.published().exists():
        reindex_works_of_regions.enqueue(list(codes))


def _follow_countries(codes: Sequence[str], **_signal: Any) -> None:
    if Work.objects.published().exists():
        reindex_works_of_countries.enqueue(list(codes))


def register() -> None:
    """Register; registering twice is the same as once."""
    register_shelf(Shelf(name=SHELF, keys=keys, entries=entries, facets=FACETS))
    register_source(Works())
    register_country_figure("works", _("Works in the library"), works_by_country, _works_about)
    register_topic_figure("works", _("Works in the library"), works_by_topic, _works_on)
    topics_changed.connect(_follow_topics, dispatch_uid="library")
    regions_changed.connect(_follow_regions, dispatch_uid="library")
    countries_changed.connect(_follow_countries, dispatch_uid="library")
    register_daily("imports", forget_old_imports)
    register_daily("suggestions", care_for_suggestions)
    register_daily("links", begin_link_check)
    register_daily("files", begin_comparing)
    register_daily("harvests", begin_harvests)
    register_daily("use", gather_use)
