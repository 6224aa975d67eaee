"""Letters on the desk."""

import pytest
from django.urls import reverse

from tests.cast import SignedIn
from whrin.audit.models import Event
from whrin.mailing.models import Inbound, Outgoing
from whrin.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def dead(member: Person) -> Outgoing:
    Inbound.objects.create(
        digest="d", recipient="heron", size=1, state=Inbound.State.DEAD, trouble="ValueError"
    )
    return Outgoing.objects.create(
        kind="post",
        key="1",
        person=member,
        stem="s",
        state=Outgoing.State.DEAD,
        last_code="552 5.3.4",
        attempts=11,
    )


def test_the_coordinator_sees_what_was_given_up_and_not_whose_it_is(
    dead: Outgoing, coordinator: Person, member: Person
) -> None:
    page = SignedIn(coordinator).get(reverse("letters:index"))
    assert "552 5.3.4" in page.text
    assert "ValueError" in page.text
    assert member.username not in page.text


def test_the_coordinator_has_a_letter_tried_again(dead: Outgoing, coordinator: Person) -> None:
    SignedIn(coordinator).post(reverse("letters:act", args=["out", dead.pk, "again"]))
    dead.refresh_from_db()
    assert (dead.state, dead.attempts) == (Outgoing.State.WAITING, 0)
    assert Event.objects.filter(verb="try again").count() == 1


def test_the_coordinator_deletes_a_letter(dead: Outgoing, coordinator: Person) -> None:
    row = Inbound.objects.get()
    SignedIn(coordinator).post(reverse("letters:act", args=["in", row.pk, "delete"]))
    assert (Inbound.objects.count(), Outgoing.objects.count()) == (0, 1)


def test_an_editor_and_a_moderator_cannot_look_or_act(
    dead: Outgoing, editor: Person, moderator: Person
) -> None:
    for person in (editor, moderator):
        client = SignedIn(person)
        assert client.get(reverse("letters:index")).status_code in {302, 403}
        client.post(reverse("letters:act", args=["out", dead.pk, "delete"]))
        assert Outgoing.objects.filter(state=Outgoing.State.DEAD).count() == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_database_as_often_for_three_letters_as_for_one(
    rows: int, coordinator: Person, member: Person, django_assert_num_queries: object
) -> None:
    for number in range(rows):
        Outgoing.objects.create(kind="k", key="1", person=member, stem=f"{number}", state="dead")
    client = SignedIn(coordinator)
    client.get(reverse("letters:index"))
    with django_assert_num_queries(16):  # type: ignore[operator]  # a fixture without a type of its own
        client.get(reverse("letters:index"))


def test_a_letter_that_waits_cannot_be_deleted_here(coordinator: Person, member: Person) -> None:
    row = Outgoing.objects.create(kind="k", key="1", person=member, stem="s")
    SignedIn(coordinator).post(reverse("letters:act", args=["out", row.pk, "delete"]))
    assert Outgoing.objects.filter(pk=row.pk).exists()
