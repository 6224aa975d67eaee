"""What counts are of, as keys name it: a country by its ISO code, a region by its code, "" for the world."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import override

from whrin.places.queries import countries_in, names_of_countries


def countries_of(place: str) -> Collection[str] | None:
    """Return the ISO codes of a place; None: there is no such place."""
    countries = names_of_countries("en")
    if not place:
        return countries.keys()
    return (place,) if place in countries else countries_in(place) or None


def filter_of(place: str) -> dict[str, str]:
    """Return what the address of a list says to be narrowed to a place."""
    return {"country" if len(place) == 2 else "region": place} if place else {}


def place_in(place: str, names: Mapping[str, str], language: str) -> str:
    """Return what a place is called. `names`: by code, in this language."""
    with override(language):
        return names.get(place, place) if place else _("Worldwide")
