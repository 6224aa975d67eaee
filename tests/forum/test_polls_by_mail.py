"""A member answers a poll by letter: counted when certain, asked back when not, never guessed."""

import zlib
from email.message import EmailMessage

import pytest
from django.utils import timezone

from tests import cast
from tests.forum import making
from tests.forum.mail import letters_to, listener, receive, write
from whrin.ballots.models import Ballot, Stance
from whrin.forum.actions import close_poll
from whrin.forum.digests import send_digests
from whrin.forum.models import Participant, Post, Space
from whrin.forum.polls import Wanted
from whrin.mailing.models import Inbound

pytestmark = pytest.mark.usefixtures("post_office")


@pytest.fixture
def owl(garden: Space) -> Participant:
    """One who asks."""
    return making.participant(cast.member("Owl"), garden, "Old Owl")


def _asked(owl: Participant, *, is_several: bool = False) -> Post:
    wanted = Wanted(("Plums", "Pears", "Quinces"), is_several=is_several)
    return making.post(owl, "What first?", poll=wanted)


def _answer(arrived: EmailMessage, body: str, heron: Participant) -> str:
    """Answer a letter, and return what is written back."""
    receive(
        write(arrived["Reply-To"], body, number=f"{zlib.crc32(body.encode())}@her.example"),
        to=arrived["Reply-To"],
    )
    [answer] = letters_to(heron.person)
    return str(answer.get_content())


def test_a_letter_lists_the_options_and_its_answer_counts(garden: Space, owl: Participant) -> None:
    heron = listener(garden)
    _asked(owl)
    [arrived] = letters_to(heron.person)
    words = arrived.get_content()
    assert "1. Plums\n2. Pears\n3. Quinces" in words.replace("\r", "")
    assert "for instance: vote 2." in words
    assert "Your answer to the poll counts." in _answer(arrived, "Vote: 2.\n\n> Plums", heron)
    assert "Your answer to the poll counts." in _answer(arrived, "голосую 3", heron)
    assert Stance.objects.get().choices == [3]
    assert Post.objects.count() == 1
    # What she chose is not kept with the letter either.
    assert {row.sealed for row in Inbound.objects.all()} == {""}


def test_several_numbers_in_any_script_count_where_several_may_be_chosen(
    garden: Space, owl: Participant
) -> None:
    heron = listener(garden)
    _asked(owl, is_several=True)
    [arrived] = letters_to(heron.person)
    _answer(arrived, "صوت ٣، ١", heron)
    assert Stance.objects.get().choices == [1, 3]


@pytest.mark.parametrize(
    "body", ["vote", "vote 1, 2", "vote 4", "vote plums", "vote 2\n\nThe pears are best."]
)
def test_what_is_not_certain_is_asked_back(garden: Space, owl: Participant, body: str) -> None:
    heron = listener(garden)
    _asked(owl)
    [arrived] = letters_to(heron.person)
    assert "one number from 1 to 3" in _answer(arrived, body, heron)
    assert not Stance.objects.exists()
    assert Post.objects.count() == 1


def test_words_that_are_no_answer_to_a_poll_are_posted(garden: Space, owl: Participant) -> None:
    heron = listener(garden)
    _asked(owl)
    [arrived] = letters_to(heron.person)
    said = "Vote for whichever is ripe, I would say: the wasps are at the plums already."
    receive(write(arrived["Reply-To"], said), to=arrived["Reply-To"])
    assert Post.objects.count() == 2


def test_an_answer_to_no_poll_or_to_a_closed_one_is_told_so(garden: Space, owl: Participant) -> None:
    heron = listener(garden)
    post = _asked(owl)
    [arrived] = letters_to(heron.person)
    close_poll(by=owl, post=post)
    assert "This poll is closed." in _answer(arrived, "vote 2", heron)
    making.post(owl, "Thank you.", thread=post.thread)
    [second] = letters_to(heron.person)
    assert "has no poll" in _answer(second, "vote 2 ", heron)
    assert Post.objects.count() == 2


def test_a_digest_lists_the_options_and_each_has_its_own_address(garden: Space, owl: Participant) -> None:
    heron = listener(garden, delivery=Participant.Delivery.DAILY, hour=9)
    _asked(owl)
    send_digests(timezone.now().replace(hour=9))
    [arrived] = letters_to(heron.person)
    words = arrived.get_content()
    assert "2. Pears" in words
    address = words.split("write to ")[1].split()[0]
    receive(write(address, "vote 1"), to=address)
    assert Stance.objects.get().choices == [1]
    assert Ballot.objects.get().is_open


def test_a_letter_that_says_nothing_does_not_tell_of_the_poll(garden: Space, owl: Participant) -> None:
    heron = listener(garden, is_neutral=True)
    _asked(owl)
    [arrived] = letters_to(heron.person)
    assert "Plums" not in arrived.get_content()
    assert "vote" not in arrived.get_content()
