"""What she told, in words: on the page where she looks through it, and wherever it is read later."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language

from whrin.design.templatetags.design import partial_date
from whrin.incidents.content import Consent, Told
from whrin.incidents.enums import Scheme, Use, Want, Whom
from whrin.incidents.queries import terms
from whrin.incidents.telling.steps import ALLOWED, BY_NAME
from whrin.places.queries import names_of_countries


@dataclass(frozen=True)
class Row:
    """An answer; `words` empty: left out. `is_hers`: words of her own, in the language she tells in."""

    step: str
    question: str | Promise
    words: str
    is_hers: bool = False


def told_again(told: Told, consent: Consent) -> list[Row]:
    """Return question and answer, in the order in which they were asked."""
    language = get_language() or "en"
    country = names_of_countries(language).get(told.country, told.country)
    allowed = [str(label) for use, label in ALLOWED.items() if consent.allows(use)]
    words = {
        "whom": str(Whom(told.whom).label) if told.whom in Whom.values else "",
        "kinds": labels_of(Scheme.KIND, told.kinds, language),
        "actors": labels_of(Scheme.ACTOR, told.actors, language),
        "when": partial_date(told.happened) if told.happened else "",
        "where": "\n".join(filter(None, [country, told.part])),
        "wants": "\n".join(str(Want(want).label) for want in told.wants if want in Want.values),
        "allowing": "\n".join(filter(None, [*allowed, told.may_know])),
        "what": told.what,
    }
    return [Row(name, step.question, words[name], is_hers=name == "what") for name, step in BY_NAME.items()]


def labels_of(scheme: Scheme, slugs: Iterable[str], language: str) -> str:
    """Return the names of terms, one on a line; a slug that nobody knows stands as it is."""
    found = {term.slug: term.label_in(language) for term in terms(scheme, retired=True)}
    return "\n".join(found.get(slug, slug) for slug in slugs)


def uses_of(consent: Consent) -> list[str]:
    """Return what she allows, in words."""
    return [str(use.label) for use in Use if consent.allows(use)]
