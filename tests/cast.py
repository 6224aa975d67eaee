"""The cast: the same few people in every test.

A visitor reads. Lucía, an editor, writes. Nino, a moderator, publishes. Amina coordinates. Their powers come
from the groups that the migrations make, as on a real site.
"""

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.test import Client

from whrin.people.models import Person
from whrin.people.rules import SHOWN

PASSWORD = "only for tests, twelve or more"


def _person(username: str, *groups: str, is_superuser: bool = False) -> Person:
    person = Person.objects.create_user(username, password=PASSWORD, is_staff=True, is_superuser=is_superuser)
    person.groups.set([Group.objects.get(name=name) for name in groups])
    return person


def editor() -> Person:
    """Make Lucía, who writes."""
    return _person("lucia", "Editors")


def moderator() -> Person:
    """Make Nino, who publishes."""
    return _person("nino", "Moderators")


def coordinator() -> Person:
    """Make Amina, who may do everything."""
    return _person("amina", is_superuser=True)


class SignedIn(Client):
    """A browser in which a person is signed in, and has shown her second factor unless told otherwise."""

    def __init__(self, person: Person, *, second_factor: bool = True) -> None:
        super().__init__()
        self.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        if second_factor:
            Authenticator.objects.get_or_create(
                user=person, type=Authenticator.Type.TOTP, defaults={"data": {}}
            )
            session = self.session
            session[SHOWN] = True
            session.save()
