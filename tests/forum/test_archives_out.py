"""Moderators take a copy of their space out; brought in again, it is the same; the desk of old lists."""

import io
import json
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import cast
from tests.forum import making
from tests.forum.test_archives import THREAD, brought
from whrin.forum.archives.mailboxes import letters_in
from whrin.forum.archives.taking_out import as_json, as_mbox
from whrin.forum.models import Entry, Move, OldLetter, Participant, Post, Space, Thread
from whrin.forum.moderating import remove_post
from whrin.forum.sealing import read_post
from whrin.people.actions.deletion import delete_account
from whrin.people.models import Person

SignIn = Callable[[Person], Client]
WORDS = "First line.\n\nFrom the well, a second one. > not a quote\n> a quote\n\n-- \nم وداعا"


@pytest.fixture
def told(space: Space, participant: Participant, other_participant: Participant) -> Space:
    """A space with two threads, one post removed, one under a hidden name."""
    first = making.post(participant, WORDS, "Héron & plums", note="Frost")
    making.post(other_participant, "Yes.", thread=first.thread, answers=first, hides_name=True)
    making.post(participant, "Later.", thread=first.thread)
    gone = making.post(other_participant, "Secret.", "Gone")
    making.post(participant, "Tools.", "Spades")
    place = making.moderator(cast.member("Nino of home"), space)
    remove_post(by=place, post=gone, reason="No.")
    return space


def shape(space: Space) -> list[list[tuple[str, str, str, str, int]]]:
    """Return the threads of a space as days, words, notes, names and what each answers."""
    data = json.loads("".join(as_json(space)))
    return [
        [
            (
                post["day"],
                post["words"],
                post["note"] or "",
                post["name"] or "Somebody",
                next((other["number"] for other in thread["posts"] if other["id"] == post["answers"]), 1),
            )
            for post in thread["posts"]
        ]
        for thread in data["threads"]
    ]


def test_a_space_that_went_out_and_comes_in_again_is_the_same(told: Space) -> None:
    written = "".join(as_mbox(told)).encode()
    assert b"Secret." not in written
    assert b"Red Clover" not in written, "hidden names stay hidden"
    other = making.space("Elsewhere")
    made = brought(other, written)
    assert (made.added, made.left_out) == (4, 0)
    assert shape(other) == shape(told)
    titles = [json.loads("".join(as_json(one)))["threads"][0]["title"] for one in (told, other)]
    assert titles[0] == titles[1]


def test_old_letters_go_out_under_their_made_up_names(space: Space) -> None:
    brought(space, THREAD)
    other = making.space("Elsewhere")
    brought(other, "".join(as_mbox(space)).encode())
    assert shape(other) == shape(space)


@pytest.mark.parametrize("threads", [1, 3])
def test_a_copy_takes_the_same_queries_for_each_thread(
    space: Space, participant: Participant, threads: int, django_assert_num_queries: Callable[[int], object]
) -> None:
    for number in range(threads):
        first = making.post(participant, title=f"Bed {number}")
        making.post(participant, thread=first.thread)
    with django_assert_num_queries(1 + threads):  # type: ignore[attr-defined]  # its context is untyped
        assert len(list(letters_in(io.BytesIO("".join(as_mbox(space)).encode())))) == 2 * threads


def test_a_moderator_takes_a_copy_and_the_log_tells(
    space: Space, participant: Participant, other_member: Person, sign_in: SignIn
) -> None:
    making.post(participant)
    making.moderator(other_member, space)
    browser = sign_in(other_member)
    page = f"/en/forum/{space.slug}/take-out/"
    assert b"Take a copy out" in browser.get(page).content
    assert not Entry.objects.exists()
    answer = browser.post(page, {"way": "json"})
    assert json.loads(b"".join(answer.streaming_content))["threads"][0]["posts"][0]["name"] == "Wild Mint"  # type: ignore[attr-defined]  # a streaming answer
    assert Entry.objects.get().verb == Entry.Verb.TAKE_OUT


def test_a_participant_cannot_take_a_copy(space: Space, participant: Participant, sign_in: SignIn) -> None:
    assert (
        sign_in(participant.person).post(f"/en/forum/{space.slug}/take-out/", {"way": "mbox"}).status_code
        == 404
    )
    assert not Entry.objects.exists()


@pytest.mark.usefixtures("tasks_at_once")
def test_a_coordinator_sends_looks_and_lets_in(
    space: Space,
    coordinator: Person,
    sign_in: SignIn,
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    browser = sign_in(coordinator)
    file = SimpleUploadedFile("garden.mbox", THREAD)
    sent = browser.post("/desk/old_lists/", {"space": space.pk, "kind": "archive", "file": file})
    made = Move.objects.get()
    assert sent["Location"] == f"/desk/old_lists/{made.pk}/"
    assert made.state == Move.State.WAITING
    assert "Bring the letters in" in browser.get(sent["Location"]).content.decode()
    assert not Thread.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]  # its context is untyped
        browser.post(sent["Location"], {"was_public": ""})
    made.refresh_from_db()
    assert (made.state, made.added) == (Move.State.FINISHED, 4)
    assert "What came of it" in browser.get(sent["Location"]).content.decode()
    assert Post.objects.filter(way=Post.Way.OLD).count() == 4


@pytest.mark.usefixtures("tasks_at_once")
def test_a_file_that_is_no_archive_is_answered_with_why(
    space: Space, coordinator: Person, sign_in: SignIn
) -> None:
    browser = sign_in(coordinator)
    file = SimpleUploadedFile("garden.mbox", b"nothing")
    sent = browser.post("/desk/old_lists/", {"space": space.pk, "kind": "archive", "file": file})
    assert "holds no letters" in browser.get(sent["Location"]).content.decode()
    refused = browser.post("/desk/old_lists/", {"space": space.pk, "kind": "roster", "file": file})
    assert b"Nobody can be asked" in refused.content
    assert Move.objects.count() == 1


def test_a_moderator_of_pages_cannot_bring_an_old_list(moderator: Person, sign_in: SignIn) -> None:
    assert sign_in(moderator).get("/desk/old_lists/").status_code == 302


def test_what_was_said_long_ago_is_read_with_its_made_up_name(
    space: Space, participant: Participant, sign_in: SignIn
) -> None:
    brought(space, THREAD)
    post = Post.objects.select_related("thread__space").order_by("pk").first()
    assert post is not None
    page = sign_in(participant.person).get(f"/en/forum/t/{post.thread.uid}/").content.decode()
    assert read_post(post).name in page
    assert "from the old list" in page


def test_who_is_here_with_her_old_address_takes_her_letters_away(space: Space, sign_in: SignIn) -> None:
    her = making.participant(cast.member("Owl", email="maria.lopez@example.org"), space)
    brought(space, THREAD)
    browser = sign_in(her.person)
    assert "old-letters" in browser.get(f"/en/forum/{space.slug}/place/").content.decode()
    browser.post(f"/en/forum/{space.slug}/old-letters/", {"do": "away"})
    assert Post.objects.count() == 2
    assert "plums" not in "".join(as_mbox(space)).casefold()
    assert brought(space, THREAD).added == 0
    assert browser.get(f"/en/forum/{space.slug}/old-letters/").status_code == 404


def test_she_can_have_them_under_her_name(space: Space, sign_in: SignIn) -> None:
    her = making.participant(cast.member("Owl", email="maria.lopez@example.org"), space, "Old Owl")
    brought(space, THREAD)
    sign_in(her.person).post(f"/en/forum/{space.slug}/old-letters/", {"do": "hers"})
    names = [name for thread in shape(space) for _day, _words, _note, name, _answers in thread]
    assert names.count("Old Owl") == 2
    assert Post.objects.filter(author=her).count() == 2


def test_nobody_else_is_offered_them(space: Space, participant: Participant, sign_in: SignIn) -> None:
    brought(space, THREAD)
    browser = sign_in(participant.person)
    assert "old-letters" not in browser.get(f"/en/forum/{space.slug}/place/").content.decode()
    assert browser.post(f"/en/forum/{space.slug}/old-letters/", {"do": "away"}).status_code == 404
    assert Post.objects.count() == 4


@pytest.mark.parametrize(("keeps_words", "left"), [(False, 2), (True, 4)])
def test_her_old_letters_go_with_her_account_or_are_nobodys(
    space: Space, keeps_words: bool, left: int
) -> None:
    her = cast.member("Owl", email="maria.lopez@example.org")
    brought(space, THREAD)
    delete_account(person=her, keeps_words=keeps_words)
    assert Post.objects.count() == left
    assert OldLetter.objects.exclude(author="").count() == 2
