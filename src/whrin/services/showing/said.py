"""What is said of the attributes of a service, by the sides of the right to health."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from whrin.services.enums import Aaaq, Degree, Informant, Sureness, TermKind
from whrin.services.models import Claim, Service, Term
from whrin.services.queries import terms_of
from whrin.services.saying import month_in_words

#: Beside the words, for whoever sees signs faster; never colour alone.
_SIGNS = {Degree.YES: "✓", Degree.PARTLY: "◐", Degree.NO: "✗", Degree.UNKNOWN: "?"}
_ORDER = (Degree.YES, Degree.PARTLY, Degree.NO)


@dataclass(frozen=True)
class Said:
    """One attribute: `value` is a `Degree`, `word` says it, `by`, `when` and `sureness` in words or empty."""

    label: str
    note: str
    value: str
    sign: str
    word: str
    by: str
    when: str
    sureness: str


@dataclass(frozen=True)
class Side:
    """A side of the right to health: what is said, yes first; labels of what nobody knows."""

    name: str
    title: str
    said: Sequence[Said]
    unknown: Sequence[str]


def sides_of(service: Service) -> list[Side]:
    """Return the sides of which something is known, in their order."""
    language = get_language() or "en"
    claims = {claim.term_id: claim for claim in service.claims.all()}
    terms = terms_of(TermKind.ATTRIBUTE)
    sides = [_side(aaaq, [term for term in terms if term.aaaq == aaaq], claims, language) for aaaq in Aaaq]
    return [side for side in sides if side.said]


def _side(aaaq: Aaaq, terms: Sequence[Term], claims: dict[int, Claim], language: str) -> Side:
    known = [term for term in terms if term.pk in claims and claims[term.pk].value != Degree.UNKNOWN]
    known.sort(key=lambda term: _ORDER.index(Degree(claims[term.pk].value)))
    return Side(
        name=aaaq.value,
        title=str(aaaq.label),
        said=[_said(term, claims[term.pk], language) for term in known],
        unknown=[term.label_in(language) for term in terms if term not in known],
    )


def _said(term: Term, claim: Claim, language: str) -> Said:
    return Said(
        label=term.label_in(language),
        note=term.note_in(language),
        value=claim.value,
        sign=_SIGNS[Degree(claim.value)],
        word=str(Degree(claim.value).label),
        by=str(Informant(claim.said_by).label) if claim.said_by != Informant.NOT_SAID else "",
        when=month_in_words(claim.said_on.isoformat()[:7], language) if claim.said_on else "",
        sureness=str(Sureness(claim.sureness).label) if claim.sureness != Sureness.NOT_SAID else "",
    )
