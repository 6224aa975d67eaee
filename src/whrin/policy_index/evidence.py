"""The watch as evidence: how a law, policy or practice stands, and how many there are in a place.

What was withdrawn is gone; a draft never was.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from whrin.documents.evidence.asking import fits, named_in, words_of
from whrin.documents.evidence.facts import WORDS, Fact, Missing, NoFact, sample_of
from whrin.documents.evidence.figures import Figures
from whrin.documents.evidence.keys import key_of, parts_of
from whrin.documents.evidence.places import countries_of, filter_of, place_in
from whrin.documents.evidence.sources import Offer
from whrin.documents.evidence.wording import day_in, numbers_in, with_sample, without_language
from whrin.kit.days import today
from whrin.kit.edition import kept_for_an_edition
from whrin.places.queries import names_of_countries
from whrin.policy_index.actions import SHELF
from whrin.policy_index.enums import Kind
from whrin.policy_index.models import Measure
from whrin.policy_index.queries import public_measures
from whrin.policy_index.watch.shown import source_line
from whrin.policy_index.watch.words import label, words
from whrin.search.queries import find

_MOST = 20


def key_of_measure(slug: str) -> str:
    """Return the key of how a measure stands."""
    return key_of(measure=slug)


def key_of_count(*, place: str = "", kind: str = "") -> str:
    """Return the key of how many there are. `place`: an ISO code, the code of a region, or "" for the world;
    `kind`: of one kind alone.
    """
    return key_of(count="measures", place=place, kind=kind)


class Measures(Figures):
    """Measures, each by itself, and counts of them."""

    name = "policy_index"
    label = gettext_lazy("Watch of harmful laws and policies")

    def offers(self, asked: str, language: str) -> Sequence[Offer]:
        """Return measures as the list's own search finds them, then counts of the places named."""
        wanted = words_of(asked)
        if not wanted:
            return []
        hits = find(shelf=SHELF, text=asked, language=language, size=_MOST).hits
        keys = [key_of_measure(hit.card["slug"]) for hit in hits]
        keys += _counts_named(wanted, language)
        told = self.read(keys)
        facts = ((key, fact) for key in keys if isinstance(fact := told[key], Fact))
        return [Offer(key, _label(key, fact, language), fact) for key, fact in facts]

    def read(self, keys: Collection[str]) -> Mapping[str, Fact | NoFact]:
        """Return what the watch says today."""
        asked = {key: parts_of(key) for key in keys}
        slugs = {parts["measure"] for parts in asked.values() if "measure" in parts}
        found = public_measures().filter(slug__in=slugs).prefetch_related("sources__work__versions")
        measures = {measure.slug: measure for measure in found} if slugs else {}
        return {
            key: _standing(measures.get(parts["measure"])) if "measure" in parts else _count(parts)
            for key, parts in asked.items()
        }

    def sentence(self, key: str, fact: Fact, language: str) -> str:
        """Return how it stands, or how many there are, and since when that is known."""
        parts = parts_of(key)
        text = _standing_text(fact, language) if "measure" in parts else _count_text(parts, fact, language)
        return with_sample(text, fact, language)


def _standing(measure: Measure | None) -> Fact | NoFact:
    """Return how a measure stands: true on the day of its last check, else of its newest source."""
    if measure is None:
        return NoFact(Missing.GONE)
    as_of = max((source_line(one, "en").published for one in measure.sources.all()), default="")
    checked = measure.checked_on.isoformat() if measure.checked_on else ""
    day = max(checked, as_of) or measure.edited_on.isoformat()
    extra = {
        "status": measure.status,
        "country": measure.country_id,
        "dates": dict(measure.dates),
        WORDS: {tag: text["title"] for tag, text in measure.texts.items()},
    }
    address = without_language(reverse("policy_index:measure", args=[measure.slug]))
    return Fact(None, None, day, address, {**extra, **sample_of(measure.is_sample)})


def _standing_text(fact: Fact, language: str) -> str:
    said = {
        "title": _title_in(fact, language),
        "place": _place_in(fact.extra["country"], language),
        "status": label("status", fact.extra["status"], language),
        "day": day_in(fact.day, language),
    }
    with override(language):
        return _("%(title)s (%(place)s). Status: %(status)s, as of %(day)s.") % said


def _title_in(fact: Fact, language: str) -> str:
    titles = fact.extra[WORDS]
    wanted = (language, language.split("-", maxsplit=1)[0], "en", *titles)
    return next((str(titles[tag]) for tag in wanted if tag in titles), "")


def _count(parts: Mapping[str, str]) -> Fact | NoFact:
    """Return how many public measures there are in a place; n: of all kinds."""
    place, kind = parts.get("place", ""), parts.get("kind", "")
    countries = countries_of(place)
    if parts.get("count") != "measures" or countries is None or kind not in {"", *Kind.values}:
        return NoFact(Missing.GONE)
    counted, samples = Counter[str](), 0
    for country, its_kind, number, made_up in _counts():
        if country in countries:
            counted[its_kind] += number
            samples += made_up
    query = urlencode({**({"kind": kind} if kind else {}), **filter_of(place)})
    address = without_language(reverse("policy_index:list")) + (f"?{query}" if query else "")
    value = counted[kind] if kind else counted.total()
    n = counted.total() if kind else None
    return Fact(value, n, today().isoformat(), address, sample_of(samples > 0))


@kept_for_an_edition
def _counts() -> Sequence[tuple[str, str, int, int]]:
    rows = public_measures().order_by().values_list("country_id", "kind")
    return list(rows.annotate(n=Count("pk"), made_up=Count("pk", filter=Q(is_sample=True))))


def _count_text(parts: Mapping[str, str], fact: Fact, language: str) -> str:
    said: dict[str, Any] = {
        "place": _place_in(parts.get("place", ""), language),
        "what": label("kind", parts.get("kind", ""), language),
        **numbers_in(fact, language),
    }
    with override(language):
        if fact.n is None:
            text = ngettext(
                "%(place)s: %(value)s entry in the watch of harmful laws, as of %(day)s.",
                "%(place)s: %(value)s entries in the watch of harmful laws, as of %(day)s.",
                int(fact.value or 0),
            )
            return text % said
        text = ngettext(
            "%(place)s – %(what)s: %(value)s of %(n)s entry in the watch of harmful laws, as of %(day)s.",
            "%(place)s – %(what)s: %(value)s of %(n)s entries in the watch of harmful laws, as of %(day)s.",
            fact.n,
        )
        return text % said


def _counts_named(wanted: Sequence[str], language: str) -> Iterator[str]:
    """Yield keys of counts: of all kinds, and of each that the words name."""
    places, rest = named_in(wanted, _places(language))
    kinds = ["", *(kind for kind, name in words("kind", language).items() if fits(rest, name))]
    if places or len(kinds) > 1:
        yield from (key_of_count(place=place, kind=kind) for place in places[:3] or [""] for kind in kinds)


def _places(language: str) -> Mapping[str, str]:
    return {**words("region", language), **names_of_countries(language)}


def _place_in(place: str, language: str) -> str:
    return place_in(place, _places(language), language)


def _label(key: str, fact: Fact, language: str) -> str:
    parts = parts_of(key)
    if "measure" in parts:
        place = _place_in(fact.extra["country"], language)
        status = label("status", fact.extra["status"], language)
        return " · ".join([_title_in(fact, language), place, status])
    with override(language):
        kind = label("kind", parts["kind"], language) if "kind" in parts else _("All kinds")
    return " · ".join([_place_in(parts.get("place", ""), language), kind])
