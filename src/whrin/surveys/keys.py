"""What a form's answers are sealed and marked with: a key of its own, under the secret key."""

import hashlib
import hmac

from whrin.people.keys import own_key_of, unwrap
from whrin.people.marks import mark_of
from whrin.people.models import Person
from whrin.surveys.models import Form


def mark(form: Form, text: str | bytes, *, purpose: str) -> str:
    """Return a keyed fingerprint of something within a form, 64 hexadecimal digits."""
    data = text.encode() if isinstance(text, str) else text
    return hmac.new(own_key_of(form), f"{purpose}\n".encode() + data, hashlib.sha256).hexdigest()


def ticket_mark(form: Form, person: Person) -> str:
    """Return what stands for a member in a form that takes one answer of each."""
    of_person = mark_of(str(person.pk), purpose="ticket")
    return hmac.new(unwrap(form.wrapped_ticket_key), of_person.encode(), hashlib.sha256).hexdigest()
