"""The sets a harvester may ask for: kinds, languages, topics and collections chosen by hand.

Each is one value of a work's own, so that a work's date moves whenever it enters or leaves a set. What a
search finds has no such dates, so saved searches are no sets. Sets have no hierarchy: a topic has several
broader ones, and a path can name only one.
"""

from collections.abc import Iterator

from django.db.models import Q

from whrin.library.enums import Kind
from whrin.library.listing_labels import language_label
from whrin.library.models import Collection, LanguageVersion, Work
from whrin.topics.models import Topic

#: Names of sets and of records are in English here: an address without a language needs one.
LANGUAGE = "en"


def all_sets() -> Iterator[tuple[str, str]]:
    """Yield every set that a work can be in: its name in requests, and in words."""
    for kind in Kind:
        yield f"kind.{kind.value}", str(kind.label)
    public = LanguageVersion.objects.filter(work__published_on__isnull=False)
    for tag in public.order_by("language").values_list("language", flat=True).distinct():
        yield f"language.{tag}", language_label(tag, LANGUAGE)
    for topic in Topic.objects.prefetch_related("labels"):
        yield f"topic.{topic.slug}", topic.label_in(LANGUAGE)
    for collection in by_hand():
        yield f"collection.{collection.slug}", str(collection)


def by_hand() -> "Iterator[Collection]":
    """Yield the public collections whose works were chosen one by one."""
    yield from Collection.objects.filter(is_public=True, search="").prefetch_related("texts")


def members(set_spec: str) -> Q:
    """Return the condition for works of a set; one that nothing meets for a set we do not have."""
    facet, _dot, value = set_spec.partition(".")
    conditions = {
        "kind": Q(kind=value),
        "language": Q(versions__language=value),
        "topic": Q(topics__slug=value),
        "collection": Q(collections__slug=value, collections__is_public=True, collections__search=""),
    }
    return conditions.get(facet, Q(pk=None))


def sets_of(work: Work) -> list[str]:
    """Return the sets of a work; `relations.py` has given it what tells them."""
    return [
        f"kind.{work.kind}",
        *(f"language.{version.language}" for version in work.versions.all()),
        *(f"topic.{topic.slug}" for topic in work.topics.all()),
        *(f"collection.{one.slug}" for one in work.collections.all()),
    ]
