"""Into which parts the form of a record is cut, so that each is a light page."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from whrin.services.enums import ProposalKind


@dataclass(frozen=True)
class Part:
    """One page of the form. `fields`: of the record, in order; `kind`: what comes of it."""

    name: str
    label: str | Promise
    fields: tuple[str, ...] = ()
    has_hours: bool = False
    has_places: bool = False
    has_claims: bool = False
    needs_note: bool = False
    kind: str = ProposalKind.CORRECT


_ABOUT = ("name", "organisation", "description", "expect", "conditions", "language")
_CONTACT = ("website", "contact_email", "contact_role", "cost", "cost_note", "languages")
PARTS = (
    Part("about", _("Name and what it does"), (*_ABOUT, "status", "led_by_community")),
    Part("kinds", _("Kinds of service"), ("types",)),
    Part("place", _("Place"), has_places=True),
    Part("hours", _("Opening hours"), ("is_always_open", "time_zone", "hours_note"), has_hours=True),
    Part("contact", _("Contact, cost and languages"), _CONTACT),
    Part("attributes", _("Who is welcome, and what women find there"), has_claims=True),
    Part("note", _("Something else"), needs_note=True),
    Part("confirm", _("It is still correct"), kind=ProposalKind.CONFIRM),
    Part("withdraw", _("Please take it off the map"), needs_note=True, kind=ProposalKind.WITHDRAW),
)
BY_NAME = {part.name: part for part in PARTS}
#: A record that is not there yet: what is needed, and what most know; the rest can be said afterwards.
NEW = Part(
    "add",
    _("Add a service"),
    ("country", "name", "organisation", "description", "types", "website", "cost", "language"),
    has_places=True,
    has_claims=True,
    kind=ProposalKind.ADD,
)
