"""Spaces on the desk: coordinators alone, and nothing of what is said."""

from collections.abc import Callable

from django.test import Client

from tests.forum import making
from whrin.audit.models import Event
from whrin.forum.actions import write_post
from whrin.forum.models import Participant, Space, Thread
from whrin.people.models import Person

SignIn = Callable[[Person], Client]

FIELDS = {
    "name": "Back yard",
    "slug": "back-yard",
    "language": "en",
    "access": "members",
    "purpose": "For everything else.",
    "rules": "",
    "list_name": "yard",
    "held_first": "2",
    "slow_minutes": "0",
    "months_kept": "",
}


def test_a_coordinator_makes_a_space_with_a_key(coordinator: Person, sign_in: SignIn) -> None:
    answer = sign_in(coordinator).post("/desk/spaces/new/", FIELDS)
    assert answer.status_code == 302
    space = Space.objects.get()
    assert (space.list_name, space.held_first, bool(space.wrapped_key)) == ("yard", 2, True)
    assert Event.objects.get(verb="forum.space.make").by == "amina"


def test_a_coordinator_cannot_take_an_address_of_the_forum(coordinator: Person, sign_in: SignIn) -> None:
    for wrong in ({"slug": "mine"}, {"list_name": "Women Who"}):
        assert sign_in(coordinator).post("/desk/spaces/new/", FIELDS | wrong).status_code == 200
    assert not Space.objects.exists()


def test_an_editor_has_no_business_with_spaces(editor: Person, sign_in: SignIn) -> None:
    assert sign_in(editor).get("/desk/spaces/").status_code == 302
    assert sign_in(editor).post("/desk/spaces/new/", FIELDS).status_code == 302
    assert not Space.objects.exists()


def test_a_coordinator_names_a_moderator_by_her_name_in_the_space(
    coordinator: Person, participant: Participant, sign_in: SignIn
) -> None:
    space = participant.space
    address, fields = f"/desk/spaces/edit/{space.pk}/", FIELDS | {"slug": space.slug, "name": space.name}
    client = sign_in(coordinator)
    assert client.post(address, fields | {"becomes": "Nobody"}).status_code == 200
    assert Participant.objects.get().role == Participant.Role.MEMBER
    assert client.post(address, fields | {"becomes": "wild mint"}).status_code == 302
    assert Participant.objects.get().role == Participant.Role.MODERATOR
    assert client.post(address, fields | {"ends": "Wild Mint"}).status_code == 302
    assert Participant.objects.get().role == Participant.Role.MEMBER


def test_a_space_that_closes_shows_visitors_nothing(
    coordinator: Person, member: Person, open_space: Space, sign_in: SignIn, reader: Client
) -> None:
    place = making.participant(member, open_space)
    thread = making.post(place).thread
    assert thread.is_public
    sign_in(coordinator).post(f"/desk/spaces/edit/{open_space.pk}/", FIELDS)
    assert not Thread.objects.get().is_public
    assert reader.get(f"/en/forum/t/{thread.uid}/").status_code == 404


def test_a_removed_space_takes_everything_along(
    coordinator: Person, participant: Participant, sign_in: SignIn
) -> None:
    write_post(by=participant, thread=None, title="One", body="Two")
    sign_in(coordinator).post(f"/desk/spaces/delete/{participant.space.pk}/")
    assert not any(model.objects.exists() for model in (Space, Participant, Thread))
    assert Event.objects.filter(verb="forum.space.remove").exists()
