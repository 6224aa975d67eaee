"""What a record is made of: one field after the other, with kind and label. Forms, history, the dictionary of
the open data and the import read this list.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from whrin.services.enums import Cost, Degree, Status

#: Characters of a long text.
LONGEST_TEXT = 4_000


@dataclass(frozen=True)
class Field:
    """One field of a record.

    `kind`: `line`, `text` (paragraphs), `choice` (one of `choices`), `language`, `languages`, `country`,
    `part`,
    `zone`, `web`, `email`, `year`, `switch`, `types`, `openings`. `longest`: characters.
    """

    name: str
    kind: str
    label: str | Promise
    longest: int = 0
    choices: tuple[str, ...] = ()
    help: str | Promise = ""


FIELDS = (
    Field("organisation", "line", _("Organisation that runs it"), 300),
    Field("name", "line", _("Name of the service"), 300),
    Field("language", "language", _("Language of these texts")),
    Field("description", "text", _("What it does"), LONGEST_TEXT),
    Field("expect", "text", _("What to expect"), LONGEST_TEXT),
    Field("conditions", "text", _("Conditions for coming in"), LONGEST_TEXT),
    Field("country", "country", _("Country or territory")),
    Field("part", "part", _("State, province or territory")),
    Field("status", "choice", _("Status"), choices=tuple(Status.values)),
    Field("types", "types", _("Kinds of service")),
    Field("led_by_community", "choice", _("Led by women who use drugs"), choices=tuple(Degree.values)),
    Field("website", "web", _("Website"), 500),
    Field(
        "contact_email",
        "email",
        _("E-mail of the service"),
        254,
        help=_("Only a mailbox that the service publishes itself, never a person's."),
    ),
    Field("contact_role", "line", _("Who answers there"), 100, help=_("A role, such as “reception”.")),
    Field("cost", "choice", _("Cost"), choices=tuple(Cost.values)),
    Field("cost_note", "line", _("What it costs"), 300),
    Field("languages", "languages", _("Languages spoken there")),
    Field("time_zone", "zone", _("Time zone"), 40),
    Field("is_always_open", "switch", _("Open day and night")),
    Field("openings", "openings", _("Opening hours")),
    Field("hours_note", "line", _("Note on the hours"), 300),
    Field("source", "web", _("Source"), 500),
    Field("source_year", "year", _("Year of the source")),
)
BY_NAME = {field.name: field for field in FIELDS}
#: Before the slug of an attribute, and before the uid of a place ("new-1" … for one that is not there yet).
CLAIM, PLACE = "claim:", "place:"
#: Parts of a place, from the coarsest; the first that a precision tells is at its own position and before.
PLACE_PARTS = ("precision", "city", "address", "postal_code", "latitude", "longitude")
#: What only an exact place has.
FINE_PARTS = ("address", "postal_code", "latitude", "longitude")
#: Texts that somebody may have written an address into.
TEXT_FIELDS = tuple(field.name for field in FIELDS if field.kind in {"line", "text"})
#: Addresses of the web and of e-mail: they may hold one too, and a half of them is none.
WEB_FIELDS = tuple(field.name for field in FIELDS if field.kind in {"web", "email"})
