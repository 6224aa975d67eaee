"""The values of the list's filters in the reader's words, read once per edition of the site and kept."""

from collections.abc import Callable, Mapping
from functools import partial

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from whrin.kit.edition import kept_for_an_edition
from whrin.library.listing_labels import language_label
from whrin.places.models import Part, Region
from whrin.places.queries import countries_in, names_of_countries, names_of_regions
from whrin.services.enums import Cost, Degree, Precision, Status, TermKind
from whrin.services.freshness import Freshness
from whrin.services.models import Term

Words = Mapping[str, str]

OPEN_NOW = _("Open now")
_QUICK = {
    "women": _("Women only"),
    "children": _("Children welcome"),
    "no_papers": _("No identity papers"),
    "trans": _("Trans-inclusive"),
    "free": _("Free"),
}
_FACETS = {
    "quick": _("I need…"),
    "type": _("Kind of service"),
    "country": _("Country"),
    "part": _("State, province or territory"),
    "city": _("Town or district"),
    "region": _("Region"),
    "attribute": _("Attribute"),
    "language": _("Language spoken"),
    "cost": _("Cost"),
    "led": _("Led by women who use drugs"),
    "status": _("Status"),
    "checked": _("Last checked"),
    "precision": _("What is told of the place"),
}
_ORDERS = {
    "relevance": _("Most relevant"),
    "name": _("Name"),
    "checked": _("Last checked"),
    "changed": _("Latest changed"),
}
_VIEWS = {"list": _("List"), "table": _("Table"), "tiles": _("Tile map"), "outlines": _("Outline map")}


def facet_title(facet: str) -> str:
    """Return a filter's heading, in the language now active."""
    return str(_FACETS[facet])


def order_label(order: str) -> str:
    """Return the name of an order, in the language now active."""
    return str(_ORDERS[order])


def view_label(view: str) -> str:
    """Return the name of a view, in the language now active."""
    return str(_VIEWS[view])


def label(facet: str, value: str, language: str) -> str:
    """Return one value in words; the value itself when it has none."""
    if facet == "language":
        return language_label(value, language)
    if facet == "city":
        return value.partition(":")[2] or value
    return words(facet, language).get(value, value)


@kept_for_an_edition
def words(facet: str, language: str) -> Words:
    """Return value to words for a filter of rows or choices; empty for towns and languages."""
    read = _SOURCES.get(facet)
    return read(language) if read else {}


def _labels(choices: type[TextChoices], language: str) -> Words:
    with override(language):
        return {choice.value: str(choice.label) for choice in choices}


def _terms(kind: TermKind, language: str) -> Words:
    return {term.slug: term.label_in(language) for term in Term.objects.filter(kind=kind)}


def _parts(language: str) -> Words:
    return {part.code: part.name_in(language) for part in Part.objects.all()}


def _regions(language: str) -> Words:
    """Return the names of regions; of those that share a name and not their countries, with the grouping."""
    names = names_of_regions(language)
    alike: dict[str, dict[frozenset[str], str]] = {}
    for code, name in names.items():
        alike.setdefault(name, {}).setdefault(countries_in(code), code)
    schemes = dict(Region.objects.values_list("code", "scheme"))
    with override(language):
        return {
            code: f"{name} · {Region.Scheme(schemes[alike[name][countries_in(code)]]).label}"
            if len(alike[name]) > 1
            else name
            for code, name in names.items()
        }


def _wishes(language: str) -> Words:
    with override(language):
        return {wish: str(text) for wish, text in _QUICK.items()}


_SOURCES: Mapping[str, Callable[[str], Words]] = {
    "quick": _wishes,
    "type": partial(_terms, TermKind.TYPE),
    "attribute": partial(_terms, TermKind.ATTRIBUTE),
    "country": names_of_countries,
    "part": _parts,
    "region": _regions,
    "cost": partial(_labels, Cost),
    "led": partial(_labels, Degree),
    "status": partial(_labels, Status),
    "checked": partial(_labels, Freshness),
    "precision": partial(_labels, Precision),
}
