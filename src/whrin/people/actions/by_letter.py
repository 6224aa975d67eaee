"""Coming in by letter alone, for those who were invited at an address that answered."""

import secrets

from django.conf import settings
from django.db import transaction

from whrin.people.actions.joining import make_member
from whrin.people.addresses import label_of
from whrin.people.choosing_names import offered_names
from whrin.people.keys import seal_for
from whrin.people.marks import mark_of_address
from whrin.people.models import Address, Membership, Person


@transaction.atomic
def join_by_letter(*, email: str, language: str) -> Person:
    """Make somebody a member under a made-up name, with the address that she answered from.

    Nobody knows the passphrase: everything she does, she does by letter.
    """
    known = dict(settings.LANGUAGES)
    person, _phrase = make_member(
        name=offered_names()[0],
        passphrase=secrets.token_urlsafe(32),
        state=Membership.State.ACTIVE,
        language=language if language in known else settings.LANGUAGE_CODE,
    )
    # An address that somebody gave and never confirmed was not hers.
    mark = mark_of_address(email)
    Address.objects.filter(mark=mark, is_confirmed=False).delete()
    sealed = seal_for(person, email, label=label_of(person))
    Address.objects.create(person=person, sealed=sealed, mark=mark, is_confirmed=True)
    return person
