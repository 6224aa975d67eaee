"""What is kept of a member, and what may be asked of it."""

from tests import cast
from whrin.people.addresses import address_of, person_with_address
from whrin.people.lived_experience import declare
from whrin.people.models import Membership, Person
from whrin.people.names import name_of
from whrin.people.rules import has_lived_experience, is_active_member, meets_threshold


def test_a_members_name_is_read_with_her_key_and_stands_in_no_column(member: Person) -> None:
    row = Person.objects.values().get(pk=member.pk)
    assert name_of(member) == "Blue Heron"
    assert "Heron" not in str(row)


def test_staff_are_called_what_they_sign_in_with(editor: Person) -> None:
    assert name_of(editor) == "lucia"
    assert not is_active_member(editor)


def test_only_an_active_member_belongs(member: Person) -> None:
    assert is_active_member(member)
    for state in Membership.State:
        Membership.objects.update(state=state)
        assert is_active_member(member) is (state == Membership.State.ACTIVE)


def test_a_members_address_is_found_however_it_is_written(db: None) -> None:
    person = cast.member(email="heron@example.org")
    assert address_of(person) == "heron@example.org"
    assert person_with_address(" Heron@Example.ORG ") == person
    assert person_with_address("") is None


def test_an_address_that_is_on_hold_or_unconfirmed_gets_no_letters(db: None) -> None:
    person = cast.member(email="heron@example.org")
    for change in ({"on_hold": True}, {"on_hold": False, "is_confirmed": False}):
        type(person.address).objects.update(**change)
        assert address_of(person) == ""
    assert person_with_address("heron@example.org") is None


def test_lived_experience_answers_a_gate_and_its_length_says_nothing(db: None) -> None:
    people = [cast.member("One", lived=True), cast.member("Two", lived=False), cast.member("Three")]
    assert [has_lived_experience(person) for person in people] == [True, False, False]
    lengths = {len(person.membership.lived_experience) for person in people[:2]}
    declare(people[2].membership, ["drugs", "prison", "sex-work", "hiv"])
    assert lengths == {len(people[2].membership.lived_experience)}


def test_a_threshold_is_met_or_not_and_is_no_number(db: None) -> None:
    people = [cast.member("One", lived=True), cast.member("Two", lived=False), cast.member("Three")]
    assert meets_threshold(people, 1) is True
    assert meets_threshold(people, 2) is False
