"""What a form's answers are sealed and marked with: a key of its own, under the secret key."""

import hashlib
import hmac

from whrin.people.keys import new_key, unwrap, wrap
from whrin.people.marks import mark_of
from whrin.people.models import Person
from whrin.surveys.models import Form


def new_form_key() -> str:
    """Return a fresh key, as a form's row holds it."""
    return wrap(new_key())


def form_key(form: Form) -> bytes:
    """Return the form's key, 32 bytes; kept on the instance. Raises `CannotOpenError`."""
    kept: bytes | None = form.__dict__.get("_opened_key")
    if kept is None:
        kept = form.__dict__["_opened_key"] = unwrap(form.wrapped_key)
    return kept


def mark(form: Form, text: str | bytes, *, purpose: str) -> str:
    """Return a keyed fingerprint of something within a form, 64 hexadecimal digits."""
    data = text.encode() if isinstance(text, str) else text
    return hmac.new(form_key(form), f"{purpose}\n".encode() + data, hashlib.sha256).hexdigest()


def ticket_mark(form: Form, person: Person) -> str:
    """Return what stands for a member in a form that takes one answer of each."""
    of_person = mark_of(str(person.pk), purpose="ticket")
    return hmac.new(unwrap(form.wrapped_ticket_key), of_person.encode(), hashlib.sha256).hexdigest()
