"""Letters to the address of the map: what anybody writes waits apart, without who wrote it."""

import re

from whrin.kit.text import beginning, clean_line, clean_text
from whrin.mailing.reading import Reading
from whrin.mailing.reading.scrubbing import scrub
from whrin.people.budget import take_a_place
from whrin.people.marks import mark_of
from whrin.services.actions.proposals import propose
from whrin.services.enums import ProposalKind, Source
from whrin.services.fields import LONGEST_TEXT
from whrin.services.models import Service
from whrin.services.queries import public_services
from whrin.services.rules import is_reserved

#: The local part of the address.
NAME = "services"
#: Letters in one hour from everyone together, after which they are taken for a flood and let go of.
AN_HOUR = 200
_ADDRESS = re.compile(r"/services/([a-z0-9-]{1,80})(?:/|\b)")


def take_letter(reading: Reading) -> None:
    """Keep her words as a suggestion that waits apart. Addresses in them, hers above all, are left out."""
    said = "\n\n".join(filter(None, [clean_line(reading.subject), clean_text(reading.body)]))
    if not clean_text(reading.body) or not take_a_place("service-letters", AN_HOUR):
        return
    note = scrub(said, addresses={reading.from_address} - {""})
    held = ("letter", "files") if reading.files else ("letter",)
    propose(
        kind=ProposalKind.CORRECT,
        service=service_named_in(f"{said}\n{reading.trimmed}"),
        note=beginning(note, LONGEST_TEXT - 10),
        language=reading.language or "en",
        source=Source.EMAIL,
        reference=mark_of(f"{reading.message_id} {said}", purpose="letter to the map")[:40],
        held_for=held,
    )


def service_named_in(text: str) -> Service | None:
    """Return the public service whose address stands in a text, the first one; None: none does."""
    for slug in _ADDRESS.findall(text):
        if not is_reserved(slug) and (found := public_services().filter(slug=slug).first()):
            return found
    return None
