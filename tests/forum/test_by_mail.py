"""A member does everything by plain e-mail: joins, writes, answers, mutes, rests, leaves."""

import pytest

from tests import cast
from tests.forum import making
from tests.forum.mail import HER, letters_to, listener, receive, write
from whrin.forum.by_mail import SOURCE
from whrin.forum.models import Draft, Mute, Participant, Post, Space, Thread
from whrin.forum.sealing import read_draft, read_post, title_of
from whrin.mailing import lists
from whrin.mailing.lists import Fate, Said, Wish
from whrin.people.models import Person

pytestmark = pytest.mark.usefixtures("post_office")


def _body(person: Person) -> str:
    return str(letters_to(person)[0].get_content())


def test_she_joins_writes_is_answered_on_the_web_answers_by_mail_mutes_and_leaves(garden: Space) -> None:
    her = cast.member("Home name", email=HER)
    other = listener(garden, "Red Clover", email="clover@other.example")

    receive(write("garden-join@lists.test", "", subject="join"), to="garden-join@lists.test")
    question = letters_to(her)[0]
    receive(write(question["Reply-To"], "Yes", number="2@her.example"), to=question["Reply-To"])
    place = Participant.objects.get(person=her)
    assert (place.delivery, place.space) == (Participant.Delivery.EACH, garden)
    assert "garden" not in _body(her)

    receive(write("garden@lists.test", "The well is open.", number="3@her.example"), to="garden@lists.test")
    post = Post.objects.get()
    assert (read_post(post).body, title_of(post.thread), post.way) == (
        "The well is open.",
        "Water",
        Post.Way.MAIL,
    )
    assert HER not in str(letters_to(other.person)[0])

    making.post(other, "Since when?", thread=post.thread, answers=post)
    arrived = letters_to(her)[0]
    assert arrived["Subject"] == "Re: [The garden] Water"
    assert arrived["From"] == "Red Clover <garden@lists.test>"
    assert "Since when?" in arrived.get_content()
    assert f"/t/{post.thread.uid}/" in arrived["Archived-At"]

    quoted = "".join(f"> {line}\n" for line in arrived.get_content().splitlines())
    answer = f"Since Monday.\n\nOn 2 Mar 2026 10:00, Red Clover <garden@lists.test> wrote:\n{quoted}"
    receive(write(arrived["Reply-To"], answer, number="4@her.example"), to=arrived["Reply-To"])
    newest = Post.objects.latest("pk")
    assert (newest.thread, newest.number) == (post.thread, 3)
    assert read_post(newest).body == "Since Monday."
    assert "Since when?" in read_post(newest).trimmed
    assert arrived["Reply-To"] not in read_post(newest).trimmed

    receive(write(arrived["Reply-To"], "mute", number="5@her.example"), to=arrived["Reply-To"])
    assert Mute.objects.filter(by=place, thread=post.thread).exists()
    letters_to(her)
    making.post(other, "Thank you!", thread=post.thread)
    assert letters_to(her) == []

    receive(write("garden-leave@lists.test", "", number="6@her.example"), to="garden-leave@lists.test")
    assert not Participant.objects.filter(person=her).exists()
    assert read_post(Post.objects.get(pk=newest.pk)).body == "Since Monday."


def test_a_stranger_with_her_reply_address_posts_nothing(garden: Space) -> None:
    her = listener(garden)
    making.post(making.participant(cast.member("Other"), garden, "Red Clover"))
    address = letters_to(her.person)[0]["Reply-To"]
    receive(
        write(address, "I am not she.", sender="thief@bad.example"), to=address, sender="thief@bad.example"
    )
    assert Post.objects.count() == 1


def test_an_answer_whose_address_was_ignored_finds_its_thread_by_message_id(garden: Space) -> None:
    her = listener(garden)
    post = making.post(making.participant(cast.member("Other"), garden, "Red Clover"))
    arrived = letters_to(her.person)[0]
    raw = write("garden@lists.test", "Yes.", subject="Re: Harvest")
    raw = raw.replace(b"Subject:", f"In-Reply-To: {arrived['Message-ID']}\nSubject:".encode(), 1)
    receive(raw, to="garden@lists.test")
    assert Post.objects.latest("pk").thread == post.thread


def test_an_answer_without_any_trace_finds_a_thread_of_hers_by_its_subject(garden: Space) -> None:
    her = listener(garden)
    post = making.post(her, title="Harvest")
    receive(write("garden@lists.test", "Ripe.", subject="AW: [garden] Harvest"), to="garden@lists.test")
    assert Post.objects.latest("pk").thread == post.thread


def test_the_same_subject_is_a_new_topic_for_whoever_has_no_part_in_the_old(garden: Space) -> None:
    listener(garden)
    making.post(making.participant(cast.member("Other"), garden, "Red Clover"), title="Harvest")
    receive(write("garden@lists.test", "Ripe.", subject="Harvest"), to="garden@lists.test")
    assert Thread.objects.count() == 2


def test_a_newcomers_letter_waits_and_she_is_told(garden: Space) -> None:
    garden.held_first = 1
    garden.save()
    her = listener(garden)
    receive(write("garden@lists.test", "Hello"), to="garden@lists.test")
    assert Post.objects.get().state == Post.State.HELD
    assert "moderator" in _body(her.person)


def test_what_must_wait_is_a_draft_of_hers(garden: Space) -> None:
    her = listener(garden)
    Space.objects.update(is_frozen=True)
    receive(write("garden@lists.test", "Hello"), to="garden@lists.test")
    assert not Post.objects.exists()
    assert read_draft(Draft.objects.get()).body == "Hello"
    assert "stopped" in _body(her.person)


def test_an_empty_letter_is_no_post(garden: Space) -> None:
    her = listener(garden)
    receive(write("garden@lists.test", "> only a quote"), to="garden@lists.test")
    assert not Post.objects.exists()
    assert "Write something first" in _body(her.person)


def test_members_addresses_are_taken_out_of_what_is_posted(garden: Space) -> None:
    listener(garden)
    cast.member("Other", email="real.name@other.example")
    body = f"Ask real.name@other.example, not clinic@example.org.\n\n-- \nMy Name\n{HER}"
    receive(write("garden@lists.test", body), to="garden@lists.test")
    words = read_post(Post.objects.get())
    assert words.body == "Ask […], not clinic@example.org."
    assert HER not in words.trimmed


@pytest.mark.parametrize("wish", ["each", "daily", "weekly", "headlines", "nothing"])
def test_she_chooses_how_she_hears_of_posts(garden: Space, wish: str) -> None:
    her = listener(garden)
    receive(write("garden-request@lists.test", "", subject=wish), to="garden-request@lists.test")
    her.refresh_from_db()
    assert her.delivery == wish
    assert "Wild Mint" in _body(her.person)


def test_she_rests_for_some_days(garden: Space) -> None:
    her = listener(garden)
    receive(write("garden-request@lists.test", "", subject="pause 3"), to="garden-request@lists.test")
    assert "3 days" in _body(her.person)
    making.post(making.participant(cast.member("Other"), garden, "Red Clover"))
    assert letters_to(her.person) == []


def test_a_closed_group_cannot_be_joined_by_letter(garden: Space) -> None:
    Space.objects.update(access=Space.Access.COHORT)
    her = cast.member(email=HER)
    found = SOURCE.find("garden")
    assert found is not None
    assert "cannot join" in SOURCE.wish(found, her, Wish.JOIN, "")
    assert not Participant.objects.exists()


def test_who_may_no_longer_read_cannot_write_either(garden: Space) -> None:
    her = listener(garden)
    Space.objects.update(access=Space.Access.LIVED)
    found = SOURCE.find("garden")
    assert found is not None
    assert not SOURCE.participates(found, her.person)
    assert SOURCE.receive(found, Said(her.person, "Water", "Hello")).fate is Fate.REFUSED
    assert not Post.objects.exists()


def test_a_key_of_another_space_leads_nowhere(garden: Space) -> None:
    elsewhere = making.space("The shed")
    post = making.post(making.participant(cast.member("Other"), elsewhere))
    found = SOURCE.find("garden")
    assert found is not None
    assert SOURCE.thread_of(found, post.uid) == ""


def test_the_forum_is_a_source_of_lists(garden: Space) -> None:
    assert lists.list_named("garden") is not None
    assert lists.list_named("shed") is None
