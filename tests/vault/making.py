"""Holders for tests: people with a key whose vault is open in a test client. Derivations are cheap here."""

from dataclasses import dataclass

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import Client, RequestFactory, override_settings

from tests.cast import SignedIn, member
from whrin.people.models import Person
from whrin.vault.actions import make_personal_key
from whrin.vault.models import PersonalKey
from whrin.vault.opened import Opened
from whrin.vault.sessions import open_vault

#: What a test sets `settings.VAULT_COST` to.
CHEAP = (1, 8)


@dataclass
class Holder:
    """A person with a key. `opened`: her vault, without a browser. `client`: one in which it is open."""

    person: Person
    personal: PersonalKey
    phrase: str
    opened: Opened
    client: Client


def holder(person: Person | None = None, *, name: str = "Blue Heron", confirmed: bool = True) -> Holder:
    """Make a person (or take one) with a key, confirmed unless told otherwise, and open her vault."""
    person = person or member(name)
    client = SignedIn(person)
    with override_settings(VAULT_COST=CHEAP):
        personal, phrase = make_personal_key(person=person)
        if confirmed:
            PersonalKey.objects.filter(pk=personal.pk).update(state=PersonalKey.State.CONFIRMED)
            personal.refresh_from_db()
        opened = unlock(client, person, phrase)
    return Holder(person, personal, phrase, opened, client)


def unlock(client: Client, person: Person, phrase: str) -> Opened:
    """Open the vault in a client in which the person is signed in."""
    opened, content = open_vault(request_of(client, person), person, phrase)
    client.cookies[settings.VAULT_COOKIE_NAME] = content
    return opened


def request_of(client: Client, person: Person) -> HttpRequest:
    """Return a request as this client would send it."""
    request = RequestFactory().get("/")
    request.COOKIES.update({name: morsel.value for name, morsel in client.cookies.items()})
    request.session = client.session
    request.user = person
    return request


def file_of(content: bytes) -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile("answer.json", content)
