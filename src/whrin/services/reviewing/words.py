"""What reviewers are told of a suggestion, in words."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from rapidfuzz.fuzz import token_set_ratio

from whrin.kit.languages import direction_of
from whrin.library.likeness import fold
from whrin.people.models import Person
from whrin.services.actions.deciding import country_of, overtaken_fields
from whrin.services.answers.taking import answer_of
from whrin.services.enums import ProposalKind
from whrin.services.fields import PLACE, TEXT_FIELDS
from whrin.services.holding import has_hidden_place
from whrin.services.models import Proposal, Service
from whrin.services.queries import public_services, was_withdrawn
from whrin.services.saying import label_of, words_of
from whrin.surveys.rights import forms_for

HELD = {
    "telephone": gettext_noop("A telephone number stands in a text: is it a person's?"),
    "markup": gettext_noop("Something that looks like code stands in a text."),
    "links": gettext_noop("Many web addresses: is it an advertisement?"),
    "burst": gettext_noop("It came with many others in the same hour."),
    "letter": gettext_noop("It came as a letter: nobody knows from whom."),
    "files": gettext_noop("Files came with it. They were not kept."),
    "address": gettext_noop("It may tell an address that is hidden."),
}
#: Likeness of two names in one country from which on reviewers are told, 0 to 100.
ALIKE = 88
_MOST = 5


@dataclass(frozen=True)
class Row:
    """One field: as it was, as it is wished, and as the record says by now where that is something else."""

    field: str
    label: str
    old: str
    new: str
    now: str
    language: str
    direction: str
    is_text: bool


def rows_of(proposal: Proposal, language: str) -> list[Row]:
    """Return what is proposed, field by field, in the order of the record."""
    now = overtaken_fields(proposal)
    written = _language_of(proposal)
    return [
        Row(
            field,
            label_of(field, language),
            words_of(field, pair["old"], language),
            words_of(field, pair["new"], language),
            words_of(field, now[field], language) if field in now else "",
            written if field in TEXT_FIELDS else language,
            direction_of(written if field in TEXT_FIELDS else language),
            field in TEXT_FIELDS,
        )
        for field, pair in proposal.changes.items()
    ]


def title_of(proposal: Proposal) -> str:
    """Return the name of the service that a suggestion is about."""
    if proposal.service is not None:
        return proposal.service.name
    return str(proposal.changes.get("name", {}).get("new") or "")


def warnings_of(proposal: Proposal) -> list[str]:
    """Return what to be careful about, in sentences."""
    found = [_(HELD[reason]) for reason in proposal.held_for if reason in HELD]
    country, name = country_of(proposal), title_of(proposal)
    if country and name and was_withdrawn(country, name):
        found.append(_("A service of this name was taken off the map before, at somebody's wish. Ask first."))
    tells_place = any(field.startswith(PLACE) for field in proposal.changes)
    if tells_place and has_hidden_place(proposal.service) and "address" not in proposal.held_for:
        found.append(_(HELD["address"]))
    return found


def likely_doubles(proposal: Proposal) -> list[Service]:
    """Return public services of the same country whose names are alike; for a new one alone."""
    country, name = country_of(proposal), fold(title_of(proposal))
    if proposal.kind != ProposalKind.ADD or not name:
        return []
    scored = [
        (token_set_ratio(name, fold(service.name)), service)
        for service in public_services().filter(country=country)
    ]
    alike = sorted((pair for pair in scored if pair[0] >= ALIKE), key=lambda pair: -pair[0])
    return [service for _score, service in alike[:_MOST]]


def needs_of(proposal: Proposal) -> str:
    """Return whose word is still needed to accept, in a sentence."""
    accepting = [each for each in proposal.verdicts.all() if each.accepts]
    has_region = any(each.is_from_region for each in accepting)
    if not accepting:
        return _("Two reviewers have to accept, one of them from the region.")
    if len(accepting) == 1 and has_region:
        return _("One more has to accept.")
    return _("One more has to accept, from the region.")


def said_of(proposal: Proposal) -> list[dict[str, Any]]:
    """Return what other reviewers decided, as roles: sentence and words."""
    return [{"words": _verdict(each), "note": each.note} for each in proposal.verdicts.all()]


def answer_address(proposal: Proposal, person: Person) -> str:
    """Return where she reads the answer that a suggestion came from; empty where she may not, or none."""
    named = answer_of(proposal)
    if named is None or not forms_for(person).filter(form_id=named[0]).exists():
        return ""
    return reverse("forms:answer", args=[*named])


def _verdict(each: Any) -> str:
    if each.accepts:
        return _("A reviewer from the region accepts.") if each.is_from_region else _("A reviewer accepts.")
    return _("A reviewer from the region declines.") if each.is_from_region else _("A reviewer declines.")


def _language_of(proposal: Proposal) -> str:
    new = proposal.changes.get("language", {}).get("new")
    return str(new or (proposal.service.language if proposal.service else proposal.language))
