"""The values of the list's filters in the reader's words, read once per edition of the site and kept."""

from collections.abc import Callable, Mapping
from functools import partial

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from whrin.kit.edition import kept_for_an_edition
from whrin.places.models import Part
from whrin.places.queries import names_of_countries, names_of_regions
from whrin.policy_index.enums import Event, Kind, Status
from whrin.topics.models import Topic

Words = Mapping[str, str]

_FACETS = {
    "country": _("Country"),
    "part": _("State, province or territory"),
    "region": _("Region"),
    "kind": _("Kind"),
    "status": _("Status"),
    "topic": _("Topic"),
    "year": _("Year"),
}
_ORDERS = {
    "relevance": _("Most relevant"),
    "newest": _("Newest"),
    "changed": _("Latest changed"),
    "name": _("Title"),
}


def facet_title(facet: str) -> str:
    """Return a filter's heading, in the language now active."""
    return str(_FACETS[facet])


def order_label(order: str) -> str:
    """Return the name of an order, in the language now active."""
    return str(_ORDERS[order])


def label(facet: str, value: str, language: str) -> str:
    """Return one value in words; the value itself when it has none. `event`, too, is a facet here."""
    return words(facet, language).get(value, value)


@kept_for_an_edition
def words(facet: str, language: str) -> Words:
    """Return value to words; empty for years."""
    read = _SOURCES.get(facet)
    return read(language) if read else {}


def _labels(choices: type[TextChoices], language: str) -> Words:
    with override(language):
        return {choice.value: str(choice.label) for choice in choices}


def _parts(language: str) -> Words:
    return {part.code: part.name_in(language) for part in Part.objects.all()}


def _topics(language: str) -> Words:
    return {topic.slug: topic.label_in(language) for topic in Topic.objects.prefetch_related("labels")}


_SOURCES: Mapping[str, Callable[[str], Words]] = {
    "country": names_of_countries,
    "part": _parts,
    "region": names_of_regions,
    "topic": _topics,
    "kind": partial(_labels, Kind),
    "status": partial(_labels, Status),
    "event": partial(_labels, Event),
}
