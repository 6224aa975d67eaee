"""What the form offers to choose from."""

from collections.abc import Iterable

from babel.core import get_global
from django.conf import settings

from whrin.kit.edition import kept_for_an_edition
from whrin.kit.languages import name_of
from whrin.places.models import Part
from whrin.places.queries import alphabetical, names_of_countries
from whrin.services.enums import TermKind
from whrin.services.queries import public_services, terms_of

Choices = list[tuple[str, str]]


def countries(language: str) -> Choices:
    """Return every country or territory by its name."""
    return list(names_of_countries(language).items())


def languages(language: str, present: Iterable[str] = ()) -> Choices:
    """Return the languages of the site, of all records, and `present`, by name."""
    tags = {code for code, _name in settings.LANGUAGES} | set(_on_the_map()) | set(present)
    named = [(tag, name_of(tag, language)) for tag in tags if tag]
    return sorted(named, key=lambda pair: alphabetical(pair[1]))


@kept_for_an_edition
def _on_the_map() -> list[str]:
    rows = public_services().values_list("language", "languages")
    return sorted({tag for one, several in rows for tag in (one, *several)})


def types(language: str) -> Choices:
    """Return the kinds of service in their order."""
    return [(term.slug, term.label_in(language)) for term in terms_of(TermKind.TYPE)]


def parts(country: str, language: str) -> Choices:
    """Return the states, provinces or territories of a country that has some here."""
    found = [(part.code, part.name_in(language)) for part in Part.objects.filter(country=country)]
    return sorted(found, key=lambda pair: alphabetical(pair[1]))


def zones(country: str) -> list[str]:
    """Return the time zones of a country, sorted."""
    return sorted(get_global("territory_zones").get(country, []))
