"""Digests come at her hour, are never empty, and say each thing once."""

import datetime

import pytest

from tests.forum import making
from tests.forum.mail import letters_to, listener, receive, write
from whrin.forum.digests import send_digests, tell_moderators
from whrin.forum.models import Mute, Participant, Post, Space
from whrin.mailing.models import Outgoing

pytestmark = pytest.mark.usefixtures("post_office")

#: A Monday and a Tuesday, at seven.
MONDAY = datetime.datetime(2026, 11, 23, 7, 5, tzinfo=datetime.UTC)
TUESDAY = MONDAY + datetime.timedelta(days=1)


def _daily(space: Space, **fields: object) -> Participant:
    return listener(space, delivery=Participant.Delivery.DAILY, **fields)


def test_a_digest_brings_what_is_new_once(garden: Space, author: Participant) -> None:
    her = _daily(garden)
    post = making.post(author, "The plums are ripe.", "Harvest")
    send_digests(TUESDAY)
    arrived = letters_to(her.person)[0]
    text = arrived.get_content()
    assert arrived["Subject"] == "[The garden] 1 new message"
    assert "The plums are ripe." in text
    assert f"/t/{post.thread.uid}/" in text
    send_digests(TUESDAY)
    assert not Outgoing.objects.exists()


def test_nothing_new_is_no_letter(garden: Space, author: Participant) -> None:
    her = _daily(garden)
    making.post(her, "My own words")
    send_digests(TUESDAY)
    assert not Outgoing.objects.exists()


def test_it_comes_at_her_hour_alone(garden: Space, author: Participant) -> None:
    _daily(garden, hour=20)
    making.post(author)
    send_digests(TUESDAY)
    assert not Outgoing.objects.exists()
    send_digests(TUESDAY.replace(hour=20))
    assert Outgoing.objects.exists()


def test_those_of_a_week_come_on_mondays(garden: Space, author: Participant) -> None:
    her = listener(garden, delivery=Participant.Delivery.WEEKLY)
    making.post(author)
    send_digests(TUESDAY)
    assert not Outgoing.objects.exists()
    send_digests(MONDAY)
    assert len(letters_to(her.person)) == 1


def test_headlines_have_no_content(garden: Space, author: Participant) -> None:
    her = listener(garden, delivery=Participant.Delivery.HEADLINES)
    making.post(author, "The plums are ripe.", "Harvest")
    send_digests(MONDAY)
    text = letters_to(her.person)[0].get_content()
    assert "- Harvest" in text
    assert "plums" not in text


def test_headlines_name_each_topic_once_and_are_never_empty(garden: Space, author: Participant) -> None:
    her = listener(garden, delivery=Participant.Delivery.HEADLINES)
    post = making.post(author, "The plums are ripe.", "Harvest")
    making.post(author, "All of them.", thread=post.thread)
    gone = making.post(author, "Never mind.", "Frost")
    send_digests(MONDAY)
    Post.objects.filter(pk=gone.pk).update(state=Post.State.REMOVED)
    text = letters_to(her.person)[0].get_content()
    assert text.count("Harvest") == 1
    assert "Frost" not in text
    making.post(author, "Never mind.", "Hail")
    send_digests(MONDAY)
    Post.objects.update(state=Post.State.REMOVED)
    assert letters_to(her.person) == []


def test_who_wants_nothing_gets_no_digest(garden: Space, author: Participant) -> None:
    listener(garden, delivery=Participant.Delivery.NOTHING)
    making.post(author)
    send_digests(MONDAY)
    assert not Outgoing.objects.exists()


def test_a_digest_that_says_nothing_says_how_many(garden: Space, author: Participant) -> None:
    her = _daily(garden, is_neutral=True)
    making.post(author, "The plums are ripe.", "Harvest")
    send_digests(TUESDAY)
    arrived = str(letters_to(her.person)[0])
    for said in ("plums", "Harvest", "Red Clover", "The garden"):
        assert said not in arrived
    assert "1 new message" in arrived


def test_her_language_comes_first(garden: Space, author: Participant) -> None:
    her = _daily(garden)
    making.post(author, "Las ciruelas.", "Cosecha", language="es")
    making.post(author, "The plums.", "Harvest", language="en")
    send_digests(TUESDAY)
    text = letters_to(her.person)[0].get_content()
    assert text.index("The plums.") < text.index("Las ciruelas.")


def test_a_muted_thread_stays_out(garden: Space, author: Participant) -> None:
    her = _daily(garden)
    post = making.post(author)
    Mute.objects.create(by=her, thread=post.thread)
    send_digests(TUESDAY)
    assert not Outgoing.objects.exists()


def test_what_is_gone_before_it_is_sent_makes_no_empty_letter(garden: Space, author: Participant) -> None:
    her = _daily(garden)
    making.post(author)
    send_digests(TUESDAY)
    Post.objects.update(state=Post.State.REMOVED)
    assert letters_to(her.person) == []


def test_each_message_of_a_digest_can_be_answered(garden: Space, author: Participant) -> None:
    her = _daily(garden)
    post = making.post(author)
    send_digests(TUESDAY)
    words = letters_to(her.person)[0].get_content().split()
    address = next(word for word in words if word.startswith("garden+"))
    receive(write(address, "Lovely."), to=address)
    assert Post.objects.latest("pk").thread == post.thread


def test_an_answer_to_the_digest_itself_is_asked_back(garden: Space, author: Participant) -> None:
    her = _daily(garden)
    making.post(author)
    send_digests(TUESDAY)
    address = str(letters_to(her.person)[0]["Reply-To"])
    receive(write(address, "Lovely."), to=address)
    assert Post.objects.count() == 1
    assert "You answered a digest" in letters_to(her.person)[0].get_content()


def test_moderators_are_told_once_that_something_waits_and_not_what(
    garden: Space, author: Participant
) -> None:
    her = listener(garden, role=Participant.Role.MODERATOR)
    tell_moderators()
    assert not Outgoing.objects.exists()
    garden.held_first = 1
    garden.save()
    making.post(Participant.objects.get(pk=author.pk), "Help me", "Secret")
    tell_moderators()
    tell_moderators()
    arrived = letters_to(her.person)
    assert len(arrived) == 1
    assert "/forum/garden/moderation/" in str(arrived[0]).replace("the-garden", "garden")
    for said in ("Help me", "Secret", "Red Clover"):
        assert said not in str(arrived[0])
