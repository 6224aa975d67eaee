"""Those on an old list's roster are asked once, and come in by answering; nobody learns who is here."""

import datetime

import pytest

from tests import cast
from tests.forum import making
from tests.forum.mail import letters_to, receive, write
from whrin.forum.archives.rosters import UnreadableRoster, read_roster
from whrin.forum.archives.subscribers import ask_some, forget_subscribers, take_in
from whrin.forum.models import Move, OldSubscriber, Participant, Space
from whrin.mailing.composing import compose
from whrin.mailing.models import Outgoing
from whrin.people.addresses import person_with_address
from whrin.people.models import Membership, Person

pytestmark = pytest.mark.usefixtures("post_office")

GOOGLE = """Members for group garden
Email address,Nickname,Group status,Email status,Email preference,Posting permissions
JUNE@example.net,June,Owner,,All email,Allowed
wren@example.org,"Wren, the",Member,,No email,Allowed
owl@example.org,,Member,Bouncing,Digest,Allowed
nobody,,Member,,All email,Allowed
gone@example.org,,Banned,,All email,Allowed
"""
ROSTERS = {
    "google": GOOGLE,
    "groups.io": "Email\tDisplay Name\tDelivery\tStatus\nJune@example.net\tJune\tSingle\tOwner\n"
    "wren@example.org\tW\tNo Email\tConfirmed\nowl@example.org\t\tDaily Summary\tConfirmed\nnobody\t\t\t\n"
    "gone@example.org\t\t\tBanned\n",
}


@pytest.mark.parametrize("text", ROSTERS.values(), ids=ROSTERS)
def test_a_table_is_read_without_names(text: str) -> None:
    roster = read_roster(text.replace("\n", "\r\n").encode("utf-8-sig"))
    assert [(entry.address, entry.delivery) for entry in roster.entries] == [
        ("june@example.net", "each"),
        ("wren@example.org", "nothing"),
        ("owl@example.org", "daily"),
    ]
    assert (len(roster.malformed), roster.out, roster.moderators) == (1, 1, 1)
    assert text.splitlines()[roster.malformed[0] - 1].startswith("nobody")


def test_lines_of_mailman_are_read_and_each_address_once() -> None:
    roster = read_roster(b"June Achieng <june@example.net>\nowl@example.org\n\nOWL@example.org\nno one\n")
    assert [entry.address for entry in roster.entries] == ["june@example.net", "owl@example.org"]
    assert roster.malformed == [5]


@pytest.mark.parametrize("content", [b"", b"From a at b Mon\nSubject: x\n", b"\x00" * 5000, b"\xff\xfe\x00"])
def test_what_is_no_roster_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableRoster):
        read_roster(content)


def _taken_in(space: Space, text: str = "owl@example.org\n") -> Move:
    made = Move.objects.create(space=space, kind=Move.Kind.ROSTER, state=Move.State.RUNNING)
    take_in(move=made, entries=read_roster(text.encode()).entries)
    return made


def _asked() -> list[tuple[str, str, str]]:
    """Return recipient, text and address for answers of the letters that ask."""
    found = []
    for row in Outgoing.objects.filter(person=None).order_by("id"):
        ready = compose(row)
        assert ready is not None
        head, _empty, body = ready.content.decode().partition("\r\n\r\n")
        answer = next(line for line in head.split("\r\n") if line.startswith("Reply-To: "))
        found.append((ready.recipient, body, answer.removeprefix("Reply-To: ")))
    return found


def test_nobody_is_made_a_member_by_a_roster_and_nobody_is_asked_twice(garden: Space) -> None:
    _taken_in(garden, GOOGLE)
    assert not Membership.objects.exists()
    assert "example" not in str(list(OldSubscriber.objects.values()))
    ask_some()
    assert [to for to, _text, _answer in _asked()] == [
        "june@example.net",
        "wren@example.org",
        "owl@example.org",
    ]
    assert "garden@lists.test" in _asked()[0][1]
    Outgoing.objects.all().delete()
    _taken_in(garden, GOOGLE)
    ask_some()
    assert not Outgoing.objects.exists()


def test_whoever_answers_is_in_and_her_address_leaves_the_roster(garden: Space) -> None:
    _taken_in(garden, "owl@example.org, Digest\n")
    ask_some()
    answer = _asked()[0][2]
    receive(write(answer, "", sender="owl@example.org"), to=answer, sender="owl@example.org")
    person = person_with_address("owl@example.org")
    assert person is not None
    place = Participant.objects.get(person=person)
    assert (place.space, place.delivery) == (garden, Participant.Delivery.DAILY)
    assert OldSubscriber.objects.get().sealed == ""
    welcome = letters_to(person)[0]
    assert welcome["To"] == "owl@example.org"
    assert "garden-leave@lists.test" in welcome.get_content()
    receive(
        write(answer, "", sender="owl@example.org", number="2@x.test"), to=answer, sender="owl@example.org"
    )
    assert Person.objects.count() == 1


def test_nobody_else_can_answer_for_her(garden: Space) -> None:
    _taken_in(garden)
    ask_some()
    answer = _asked()[0][2]
    receive(write(answer, "", sender="fox@example.org"), to=answer, sender="fox@example.org")
    assert not Person.objects.exists()


def test_who_is_here_already_gets_no_letter_and_no_number_tells_it(garden: Space) -> None:
    making.participant(cast.member("Owl", email="owl@example.org"), garden)
    made = _taken_in(garden, "owl@example.org\nwren@example.org\n")
    ask_some()
    assert [to for to, _text, _answer in _asked()] == ["wren@example.org"]
    assert (made.added, made.already) == (2, 0)


def test_an_address_without_an_answer_is_erased_after_a_fortnight(garden: Space) -> None:
    _taken_in(garden)
    ask_some()
    asked_on = OldSubscriber.objects.get().asked_on
    assert asked_on is not None
    OldSubscriber.objects.update(asked_on=asked_on - datetime.timedelta(days=14))
    forget_subscribers()
    assert OldSubscriber.objects.get().sealed != ""
    OldSubscriber.objects.update(asked_on=asked_on - datetime.timedelta(days=15))
    forget_subscribers()
    assert OldSubscriber.objects.get().sealed == ""
