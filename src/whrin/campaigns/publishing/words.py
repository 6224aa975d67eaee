"""The values of the list's filters in the reader's words, read once per edition of the site and kept."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from whrin.campaigns.enums import State
from whrin.campaigns.models import PaperKind
from whrin.events.models import Session
from whrin.kit.edition import kept_for_an_edition
from whrin.kit.languages import name_of
from whrin.places.queries import names_of_countries, names_of_regions

Words = Mapping[str, str]

_TITLES = {
    "state": pgettext_lazy("of a paper", "State"),
    "kind": _("Kind"),
    "country": _("Country"),
    "region": _("Region"),
    "language": _("Language"),
    "session": _("Session"),
    "year": _("Year"),
}


def facet_title(facet: str) -> str:
    """Return a filter's heading, in the language now active."""
    return str(_TITLES[facet])


def label(facet: str, value: str, language: str) -> str:
    """Return one value in words; the value itself when it has none."""
    if facet == "language":
        return name_of(value, language)
    return _words(facet, language).get(value, value)


@kept_for_an_edition
def _words(facet: str, language: str) -> Words:
    read = _SOURCES.get(facet)
    return read(language) if read else {}


def _states(language: str) -> Words:
    with override(language):
        return {state.value: str(state.label) for state in (State.OPEN, State.PUBLISHED)}


def _kinds(language: str) -> Words:
    return {kind.slug: kind.label_in(language) for kind in PaperKind.objects.all()}


def _sessions(language: str) -> Words:
    return {one.slug: one.name_in(language) for one in Session.objects.filter(papers__isnull=False)}


_SOURCES: Mapping[str, Callable[[str], Words]] = {
    "state": _states,
    "kind": _kinds,
    "country": names_of_countries,
    "region": names_of_regions,
    "session": _sessions,
}
