"""The cast: the same few people in every test.

A visitor reads. Lucía, an editor, writes. Nino, a moderator, publishes. Amina coordinates. Their powers come
from the groups that the migrations make, as on a real site. Blue Heron and Grey Wren are members: they talk.
"""

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.test import Client

from whrin.people.actions import apply
from whrin.people.addresses import label_of
from whrin.people.keys import seal_for
from whrin.people.lived_experience import declare
from whrin.people.marks import mark_of_address, stand_in_for
from whrin.people.models import Address, Membership, Person
from whrin.people.names import seal_name
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


def member(
    name: str = "Blue Heron",
    *,
    lived: bool | None = None,
    email: str = "",
    kind: Membership.Kind = Membership.Kind.MEMBER,
) -> Person:
    """Make an active member. `lived`: whether she declared lived experience; None: she said nothing of it."""
    person = Person.objects.create_user(stand_in_for(name), password=PASSWORD)
    seal_name(person, name)
    person.save()
    membership = Membership(person=person, kind=kind, state=Membership.State.ACTIVE)
    if lived is not None:
        declare(membership, ["drugs"] if lived else [])
    membership.save()
    if email:
        sealed = seal_for(person, email, label=label_of(person))
        Address.objects.create(person=person, sealed=sealed, mark=mark_of_address(email), is_confirmed=True)
    return person


def ally(name: str = "Green Cedar") -> Person:
    """Make an active ally, who has declared no lived experience."""
    return member(name, lived=False, kind=Membership.Kind.ALLY)


class SignedIn(Client):
    """A browser in which a person is signed in. Staff have shown a second factor unless told otherwise."""

    def __init__(self, person: Person, *, second_factor: bool | None = None) -> None:
        super().__init__()
        self.force_login(person, backend="whrin.people.backends.ByName")
        if person.is_staff if second_factor is None else second_factor:
            Authenticator.objects.get_or_create(
                user=person, type=Authenticator.Type.TOTP, defaults={"data": {}}
            )
            session = self.session
            session[SHOWN] = True
            session.save()


def applicant(
    name: str = "Quiet Fern 31", words: str = "why", kind: str = "member", language: str = "en"
) -> Person:
    """Make someone who waits for an answer; her passphrase is `PASSWORD`."""
    given = {"name": name, "passphrase": PASSWORD, "language": language}
    return apply(words=words, kind=kind, was_offered=True, **given)[0]
