"""What is said reaches those who want it by letter, as they want it, and nobody else."""

import pytest

from tests.forum import making
from tests.forum.mail import letters_to, listener
from whrin.forum.actions import leave_space, withdraw_post
from whrin.forum.letters import compose_post
from whrin.forum.models import Mute, Participant, Post, Space
from whrin.mailing.models import Outgoing
from whrin.people.models import Address, Membership

pytestmark = pytest.mark.usefixtures("post_office")


def test_a_reader_gets_the_words_with_the_name_of_the_space(garden: Space, author: Participant) -> None:
    her = listener(garden)
    post = making.post(author, "The plums are ripe.", "Harvest")
    arrived = letters_to(her.person)[0]
    text = arrived.get_content()
    assert arrived["Subject"] == "[The garden] Harvest"
    assert text.index("Write your answer above this line") < text.index("Red Clover:") < text.index("plums")
    assert f"https://site.test/en/forum/t/{post.thread.uid}/" in text


def test_a_letter_that_says_nothing_says_nothing(garden: Space, author: Participant) -> None:
    her = listener(garden, is_neutral=True)
    making.post(author, "The plums are ripe.", "Harvest")
    arrived = str(letters_to(her.person)[0])
    for said in ("plums", "Harvest", "Red Clover", "The garden"):
        assert said not in arrived
    assert "/en/forum/t/" in arrived


def test_what_to_be_warned_of_stands_alone_at_the_top(garden: Space, author: Participant) -> None:
    her = listener(garden)
    making.post(author, "It was bad.", note="violence")
    text = letters_to(her.person)[0].get_content().replace("\r\n", "\n")
    before, _, after = text.partition("violence")
    assert "It was bad." not in before
    assert after.startswith("\n" * 20)


def test_a_hidden_name_is_hidden_in_letters_too(garden: Space, author: Participant) -> None:
    her = listener(garden)
    making.post(author, hides_name=True)
    assert "Red Clover" not in str(letters_to(her.person)[0])


def test_nobody_else_is_written_to(garden: Space) -> None:
    author = listener(garden, "Red Clover", email="clover@other.example")
    listener(garden, "Digest", email="d@x.example", delivery=Participant.Delivery.DAILY)
    listener(garden, "Web", email="w@x.example", delivery=Participant.Delivery.NOTHING)
    muting = listener(garden, "Muting", email="m@x.example")
    first = making.post(author)
    Mute.objects.create(by=muting, thread=first.thread)
    Outgoing.objects.all().delete()
    making.post(author, "More", thread=first.thread)
    assert not Outgoing.objects.exists()


def test_an_address_on_hold_is_left_alone(garden: Space, author: Participant) -> None:
    listener(garden)
    Address.objects.update(on_hold=True)
    making.post(author)
    assert not Outgoing.objects.exists()


def test_a_held_post_reaches_nobody(garden: Space, author: Participant) -> None:
    listener(garden)
    garden.held_first = 1
    garden.save()
    making.post(Participant.objects.get(pk=author.pk))
    assert not Outgoing.objects.exists()


def test_what_was_withdrawn_is_not_sent(garden: Space, author: Participant) -> None:
    her = listener(garden)
    post = making.post(author)
    withdraw_post(by=author, post=post)
    assert letters_to(her.person) == []


def test_what_was_removed_is_not_sent(garden: Space, author: Participant) -> None:
    her = listener(garden)
    making.post(author)
    Post.objects.update(state=Post.State.REMOVED)
    assert letters_to(her.person) == []


def test_who_may_no_longer_read_gets_nothing_that_waits(garden: Space, author: Participant) -> None:
    her = listener(garden)
    making.post(author)
    Membership.objects.filter(person=her.person).update(state=Membership.State.SUSPENDED)
    assert letters_to(her.person) == []


def test_who_has_left_gets_nothing_that_waits(garden: Space, author: Participant) -> None:
    her = listener(garden)
    post = making.post(author)
    leave_space(by=her)
    assert compose_post(post.uid, her.person) is None


def test_one_publication_is_one_letter_each(garden: Space, author: Participant) -> None:
    for number in range(3):
        listener(garden, f"Leaf {number}", email=f"leaf{number}@x.example")
    making.post(author)
    assert Outgoing.objects.count() == 3


def test_letters_are_queued_in_as_many_questions_for_three_as_for_one(
    garden: Space, author: Participant
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for number in range(3):
        listener(garden, f"Leaf {number}", email=f"leaf{number}@x.example")
        with CaptureQueriesContext(connection) as asked:
            making.post(author)
        counts.append(len(asked))
    assert counts[0] == counts[2]
