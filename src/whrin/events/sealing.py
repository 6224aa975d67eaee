"""What stands sealed in this room, opened: who comes to a meeting, and how to join."""

import json
import uuid
from dataclasses import asdict, dataclass

from whrin.events.models import Occasion, Registration
from whrin.mailing.tokens import make_token, open_token
from whrin.people.keys import open_with, own_key_of, seal_with

_PURPOSE = "events.coming"


@dataclass(frozen=True)
class Comer:
    """Who comes. `name`: what she chose. `address`: empty for members, who have one or not. `language`: in
    which she is written to.
    """

    name: str
    address: str
    language: str


def seal_comer(registration: Registration, comer: Comer) -> str:
    """Return what `registration.sealed` must be."""
    return seal_with(
        own_key_of(registration.occasion),
        json.dumps(asdict(comer), ensure_ascii=False),
        label=f"events.Registration:{registration.uid}",
    )


def comer_of(registration: Registration) -> Comer:
    """Return who comes. Raises `CannotOpenError`."""
    label = f"events.Registration:{registration.uid}"
    return Comer(**json.loads(open_with(own_key_of(registration.occasion), registration.sealed, label=label)))


def seal_link(occasion: Occasion, link: str) -> str:
    """Return what `occasion.sealed_link` must be; empty stays empty."""
    return seal_with(own_key_of(occasion), link, label=_link_label(occasion)) if link else ""


def link_of(occasion: Occasion) -> str:
    """Return how to join; empty while nobody has said. Show it to the registered alone."""
    if not occasion.sealed_link:
        return ""
    return open_with(own_key_of(occasion), occasion.sealed_link, label=_link_label(occasion))


def _link_label(occasion: Occasion) -> str:
    return f"events.Occasion.sealed_link:{occasion.uid}"


def secret_of(registration: Registration) -> str:
    """Return the secret in the address of her page: whoever has it may take the registration back."""
    return make_token(registration.uid.bytes, purpose=_PURPOSE)


def registration_behind(secret: str) -> Registration | None:
    """Return the registration of a secret; None where there is none, or none any more."""
    content = open_token(secret, purpose=_PURPOSE)
    if content is None or len(content) != 16:
        return None
    found = Registration.objects.filter(uid=uuid.UUID(bytes=content))
    return found.select_related("occasion", "person").first()
