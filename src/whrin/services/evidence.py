"""The map as evidence: how many public services are known in a place, of a kind, with an attribute, free, led
by women who use drugs. Counts of records that everybody can read; never of informants.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from whrin.documents.evidence.asking import fits, named_in, words_of
from whrin.documents.evidence.facts import Fact, Missing, NoFact, sample_of
from whrin.documents.evidence.figures import Figures
from whrin.documents.evidence.keys import key_of, parts_of
from whrin.documents.evidence.places import countries_of, filter_of, place_in
from whrin.documents.evidence.sources import Offer
from whrin.documents.evidence.wording import number_in, numbers_in, with_sample, without_language
from whrin.kit.days import today
from whrin.kit.edition import kept_for_an_edition
from whrin.places.figures import country_pages
from whrin.places.queries import names_of_countries
from whrin.services.enums import TermKind
from whrin.services.figures.by_place import Tally, tally_of
from whrin.services.finding.words import words
from whrin.services.models import Term

#: What is offered at once.
_MOST = 40
#: What can be asked of a place; `led` and `free` of "yes" alone.
TRAITS = ("type", "attribute", "led", "free")
_FILTERS = {"type": "type", "attribute": "attribute", "led": "led", "free": "quick"}
_YES = "yes"


def key_of_query(*, place: str = "", trait: str = "", value: str = _YES) -> str:
    """Return the key of a count. `place`: an ISO code, the code of a region, or "" for the world. `trait`:
    one of `TRAITS`, or "" for all services there.
    """
    return key_of(place=place, **({trait: value} if trait else {}))


class ServicesOnTheMap(Figures):
    """Counts of the map, of today."""

    name = "services"
    label = gettext_lazy("Map of services")

    def offers(self, asked: str, language: str) -> Sequence[Offer]:
        """Return counts of the places that are named, else of the world; of what the other words name."""
        wanted = words_of(asked)
        if not wanted:
            return []
        places, rest = named_in(wanted, _places(language))
        # "Services in Kenya": words that name nothing there is are no reason to offer nothing.
        traits = list(_named(rest, language)) or (list(_named([], language)) if places else [])
        found = [
            Offer(key, _label(place, trait, value, language), fact)
            for place in (places[:4] or [""])
            for trait, value in traits
            for key in [key_of_query(place=place, trait=trait, value=value)]
            if isinstance(fact := _fact(parts_of(key)), Fact)
        ]
        # What nobody is known to have stands last.
        return sorted(found, key=lambda one: not one.fact.value)[:_MOST]

    def read(self, keys: Collection[str]) -> Mapping[str, Fact | NoFact]:
        """Return the counts of today: all of them from the same four questions."""
        return {key: _fact(parts_of(key)) for key in keys}

    def sentence(self, key: str, fact: Fact, language: str) -> str:
        """Return the count as a sentence; of attributes also for how many nothing is known."""
        parts = parts_of(key)
        trait, value = next(((name, parts[name]) for name in TRAITS if name in parts), ("", ""))
        said = {
            "place": _place_in(parts.get("place", ""), language),
            "what": _trait_in(trait, value, language),
            **numbers_in(fact, language),
        }
        with override(language):
            return with_sample(_sentence(fact, said, language), fact, language)


def _sentence(fact: Fact, said: Mapping[str, str], language: str) -> str:
    """In the language that is active now."""
    if fact.n is None:
        text = ngettext(
            "%(place)s: %(value)s service on the map, as of %(day)s.",
            "%(place)s: %(value)s services on the map, as of %(day)s.",
            int(fact.value or 0),
        )
        return text % said
    text = ngettext(
        "%(place)s – %(what)s: %(value)s of %(n)s service on the map, as of %(day)s.",
        "%(place)s – %(what)s: %(value)s of %(n)s services on the map, as of %(day)s.",
        fact.n,
    )
    unknown = int(fact.extra.get("unknown", 0))
    if not unknown:
        return text % said
    more = ngettext(
        "For %(count)s of them this is not known.",
        "For %(count)s of them this is not known.",
        unknown,
    )
    return f"{text % said} {more % {'count': number_in(unknown, language)}}"


def _fact(parts: Mapping[str, str]) -> Fact | NoFact:
    place, asked = parts.get("place", ""), {name: parts[name] for name in parts if name != "place"}
    countries = countries_of(place)
    if countries is None or not _is_askable(asked):
        return NoFact(Missing.GONE)
    tally = tally_of(countries)
    address, day = _address(place, asked), today().isoformat()
    extra = sample_of(bool(tally.samples))
    if not asked:
        return Fact(tally.services, None, day, address, extra)
    ((trait, value),) = asked.items()
    if unknown := _unknown(tally, trait, value):
        extra["unknown"] = unknown
    return Fact(tally.having(trait, value), tally.services, day, address, extra)


def _unknown(tally: Tally, trait: str, value: str) -> int:
    return tally.unknown(trait, value) if trait in {"attribute", "led"} else 0


def _is_askable(asked: Mapping[str, str]) -> bool:
    """Say whether it is a count of all, or of one trait that there is."""
    if len(asked) > 1:
        return False
    known = _slugs()
    return all(
        value in known[name] if name in known else name in TRAITS and value == _YES
        for name, value in asked.items()
    )


@kept_for_an_edition
def _slugs() -> Mapping[str, frozenset[str]]:
    rows = list(Term.objects.values_list("kind", "slug"))
    kinds = {"type": TermKind.TYPE, "attribute": TermKind.ATTRIBUTE}
    return {name: frozenset(slug for one, slug in rows if one == kind) for name, kind in kinds.items()}


def _address(place: str, asked: Mapping[str, str]) -> str:
    """Return the page that says the same: of a country its own, else the list."""
    page = country_pages()(place) if len(place) == 2 else ""
    if page:
        return without_language(page)
    filters = {_FILTERS[name]: "free" if name == "free" else value for name, value in asked.items()}
    query = urlencode({**filters, **filter_of(place)})
    return without_language(reverse("services:list")) + (f"?{query}" if query else "")


def _places(language: str) -> Mapping[str, str]:
    return {**words("region", language), **names_of_countries(language)}


def _place_in(place: str, language: str) -> str:
    return place_in(place, _places(language), language)


def _trait_in(trait: str, value: str, language: str) -> str:
    """Return what is counted, in words."""
    with override(language):
        fixed = {
            "led": _("Led by women who use drugs"),
            "free": _("Free of charge"),
            "": _("All services"),
        }
    return fixed[trait] if trait in fixed else words(trait, language).get(value, value)


def _label(place: str, trait: str, value: str, language: str) -> str:
    return " · ".join([_place_in(place, language), _trait_in(trait, value, language)])


def _named(asked: Sequence[str], language: str) -> Iterator[tuple[str, str]]:
    """Yield the traits that the words name; without words all there are."""
    fixed = [("", ""), ("led", _YES), ("free", _YES)]
    terms = [(name, slug) for name in ("type", "attribute") for slug in words(name, language)]
    for trait, value in [*fixed, *terms]:
        if fits(asked, _trait_in(trait, value, language)):
            yield trait, value
