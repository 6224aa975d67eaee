"""The values of facets and records in the reader's words, read once per edition of the site and kept."""

from collections.abc import Callable, Mapping
from functools import lru_cache, partial

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from whrin.kit.edition import kept_for_an_edition
from whrin.kit.languages import name_of
from whrin.library.enums import Audience, Kind, PublisherKind
from whrin.library.models import CollectionText, Licence
from whrin.places.models import Country, Region
from whrin.topics.models import Label

Words = Mapping[str, str]

_FACETS = {
    "topic": _("Topic"),
    "language": _("Language"),
    "kind": _("Kind"),
    "region": _("Region"),
    "country": _("Country"),
    "year": _("Year"),
    "publisher": _("Publisher"),
    "audience": _("For whom"),
    "licence": _("Licence"),
    "collection": _("Collection"),
}
_ORDERS = {"relevance": _("Most relevant"), "newest": _("Newest"), "added": _("Latest added")}


class Wordbook:
    """The words of every facet in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def words(self, facet: str) -> Words:
        """Return value to words for a facet of rows or choices; empty for years and languages."""
        return _words(facet, self.language)

    def label(self, facet: str, value: str) -> str:
        """Return one value in words; the value itself when it has none."""
        if facet == "language":
            return language_label(value, self.language)
        return self.words(facet).get(value, value)


@lru_cache(maxsize=4096)
def language_label(tag: str, language: str) -> str:
    """Return a language's name in the reader's language, with a capital where it opens a line."""
    if tag == "mul":
        return str(_("Several languages"))
    name = name_of(tag, language)
    return name[:1].upper() + name[1:]


def facet_title(facet: str) -> str:
    """Return a facet's heading, in the language now active."""
    return str(_FACETS[facet])


def order_label(order: str) -> str:
    """Return the name of an order, in the language now active."""
    return str(_ORDERS[order])


@kept_for_an_edition
def _words(facet: str, language: str) -> Words:
    read = _SOURCES.get(facet)
    return read(language) if read else {}


def _labels(choices: type[TextChoices], language: str) -> Words:
    with override(language):
        return {choice.value: str(choice.label) for choice in choices}


def _topics(language: str) -> Words:
    wanted = (language, "en")
    rows = Label.objects.filter(is_preferred=True, language__in=wanted)
    found = {(topic, tag): text for topic, tag, text in rows.values_list("topic__slug", "language", "text")}
    return {topic: found.get((topic, language), text) for (topic, _tag), text in found.items()}


def _regions(language: str) -> Words:
    return {region.code: region.name_in(language) for region in Region.objects.all()}


def _countries(language: str) -> Words:
    return {country.code: country.name_in(language) for country in Country.objects.all()}


def _licences(_language: str) -> Words:
    return dict(Licence.objects.values_list("code", "name"))


def _collections(language: str) -> Words:
    public = CollectionText.objects.filter(collection__is_public=True).order_by("-pk")
    found: dict[str, dict[str, str]] = {}
    for slug, tag, title in public.values_list("collection__slug", "language", "title"):
        found.setdefault(slug, {})[tag] = title
    return {
        slug: titles.get(language) or titles.get("en") or next(iter(titles.values()))
        for slug, titles in found.items()
    }


_SOURCES: Mapping[str, Callable[[str], Words]] = {
    "kind": partial(_labels, Kind),
    "audience": partial(_labels, Audience),
    "publisher": partial(_labels, PublisherKind),
    "topic": _topics,
    "region": _regions,
    "country": _countries,
    "licence": _licences,
    "collection": _collections,
}
