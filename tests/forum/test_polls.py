"""Polls in conversations: asked under a post, answered in secret, shown in figures when they close."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import cast
from tests.forum import making
from whrin.ballots.actions import NotAsked
from whrin.ballots.models import Ballot, Stance
from whrin.forum import moderating
from whrin.forum.actions import (
    Silenced,
    add_poll,
    answer_poll,
    close_poll,
    edit_post,
    keep_draft,
    leave_space,
    withdraw_post,
)
from whrin.forum.exporting import export_of
from whrin.forum.models import Entry, Participant, Poll, Post, Space
from whrin.forum.polls import Wanted, options_of, poll_of
from whrin.forum.sealing import Begun
from whrin.forum.thread_page import thread_page
from whrin.people.actions.deletion import delete_account
from whrin.people.models import Person

SignIn = Callable[[Person], Client]
FRUIT = Wanted(("Plums", "Pears", "Quinces"))


@pytest.fixture
def asked(participant: Participant) -> Post:
    """A post of Wild Mint with a poll under it."""
    return making.post(participant, "What do we pick first?", poll=FRUIT)


def _voters(space: Space, count: int) -> list[Participant]:
    people = [cast.member(f"Voter {number}") for number in range(count)]
    return [making.participant(person, space, f"Bird {number}") for number, person in enumerate(people)]


def _page(client: Client, post: Post) -> str:
    return client.get(f"/en/forum/t/{post.thread.uid}/").content.decode()


def test_a_participant_begins_a_conversation_with_a_poll(
    member: Person, participant: Participant, sign_in: SignIn
) -> None:
    client = sign_in(member)
    form = {"form": "a" * 26, "title": "Harvest", "body": "What first?", "language": "en", "do": "post"}
    form |= {"poll-options": " Plums\n\nPears\nPlums", "poll-kind": "several", "poll-days": "14"}
    assert client.post("/en/forum/the-garden/new/", form).status_code == 302
    poll = Poll.objects.get()
    assert (options_of(poll), poll.is_several, poll.days) == (["Plums", "Pears"], True, 14)
    assert "Plums" not in poll.sealed
    page = _page(client, poll.post)
    assert page.count('type="checkbox" name="choice"') == 2
    assert "Add a poll" not in page


@pytest.mark.parametrize("options", ["Plums", "\n".join("123456789"), "Plums\n" + "x" * 151])
def test_a_poll_that_cannot_be_keeps_all_she_typed(
    member: Person, participant: Participant, sign_in: SignIn, options: str
) -> None:
    form = {"form": "a" * 26, "title": "Harvest", "body": "What first?", "language": "en", "do": "post"}
    answer = sign_in(member).post("/en/forum/the-garden/new/", {**form, "poll-options": options})
    assert answer.status_code == 422
    assert all(
        words in answer.content.decode() for words in (options, "What first?", '<details class="field" open>')
    )
    assert not Post.objects.exists()


def test_a_draft_keeps_the_poll(member: Person, participant: Participant, sign_in: SignIn) -> None:
    keep_draft(by=participant, thread=None, begun=Begun(poll="Plums\nPears"))
    assert "Plums\nPears</textarea>" in sign_in(member).get("/en/forum/the-garden/new/").content.decode()


def test_the_author_adds_a_poll_later_and_nobody_else_can(
    member: Person, participant: Participant, other_participant: Participant, sign_in: SignIn
) -> None:
    post = making.post(participant)
    with pytest.raises(Silenced):
        add_poll(by=other_participant, post=post, wanted=FRUIT)
    address = f"/en/forum/p/{post.uid}/poll/"
    assert sign_in(other_participant.person).get(address).status_code == 404
    client = sign_in(member)
    assert address in _page(client, post)
    found = client.post(address, {"options": "Call +34 612 345 678\nWrite", "kind": "single", "days": "3"})
    assert "a telephone number" in found.content.decode()
    assert not Poll.objects.exists()
    sent = {"options": "Plums\nPears", "kind": "single", "days": "3"}
    assert [client.post(address, sent).status_code for _time in range(2)] == [302, 302]
    assert Poll.objects.count() == Ballot.objects.count() == 1


def test_a_reader_with_a_place_answers_changes_and_takes_it_back(
    other_participant: Participant, sign_in: SignIn, asked: Post
) -> None:
    client, address = sign_in(other_participant.person), f"/en/forum/p/{asked.uid}/vote/"
    assert client.post(address, {"do": "answer"}).status_code == 422
    for choice in ("1", "3"):
        assert client.post(address, {"do": "answer", "choice": choice}).status_code == 302
    assert 'value="3" checked' in _page(client, asked)
    assert Stance.objects.get().choices == [3]
    client.post(address, {"do": "take-back"})
    assert not Stance.objects.exists()
    assert client.post(address, {"do": "answer", "choice": "99999999999"}).status_code == 422
    assert client.post(address, {"do": "close"}).status_code == 404
    assert Ballot.objects.get().is_open


def test_who_has_no_place_cannot_answer(member: Person, asked: Post, sign_in: SignIn) -> None:
    outside = cast.member("Grey Owl")
    address = f"/en/forum/p/{asked.uid}/vote/"
    assert sign_in(outside).post(address, {"do": "answer", "choice": "1"}).status_code == 404
    assert Client().post(address, {"do": "answer", "choice": "1"}).status_code == 302
    assert not Stance.objects.exists()


def test_visitors_see_the_figures_alone_and_only_when_it_has_closed(open_space: Space) -> None:
    voters = _voters(open_space, 7)
    post = making.post(voters[0], poll=FRUIT)
    before = _page(Client(), post)
    assert "Plums" not in before
    assert "Members of this space are being asked until" in before
    for number, voter in enumerate(voters):
        answer_poll(by=voter, post=post, choices=[1 if number < 6 else 2])
    close_poll(by=voters[0], post=post)
    after = _page(Client(), post)
    assert "At least 6 people answered." in after
    assert after.count("fewer than 3") == 2
    assert "<form" not in after.split('class="note poll"')[1].split("</article>")[0]


def test_a_few_answers_are_not_shown(participant: Participant, asked: Post, sign_in: SignIn) -> None:
    answer_poll(by=participant, post=asked, choices=[1])
    close_poll(by=participant, post=asked)
    assert "Too few people answered" in _page(sign_in(participant.person), asked)
    assert not Stance.objects.exists()


def test_a_moderator_closes_a_poll_and_it_stands_in_the_log(space: Space, asked: Post) -> None:
    nino = making.moderator(cast.member("Nino"), space)
    close_poll(by=nino, post=asked)
    assert not Ballot.objects.get().is_open
    assert Entry.objects.get().verb == Entry.Verb.CLOSE_POLL


def test_a_poll_waits_with_the_first_post_of_a_newcomer_and_the_moderator_reads_it(
    space: Space, participant: Participant, sign_in: SignIn
) -> None:
    space.held_first = 1
    space.save()
    participant.refresh_from_db()
    post = making.post(participant, poll=FRUIT)
    assert not Ballot.objects.exists()
    nino = making.moderator(cast.member("Nino"), space)
    assert "Quinces" in sign_in(nino.person).get(f"/en/forum/p/{post.uid}/moderate/").content.decode()
    moderating.pass_post(by=nino, post=post)
    assert Ballot.objects.get().is_open


def test_a_poll_goes_when_its_post_is_taken_back(participant: Participant, asked: Post) -> None:
    answer_poll(by=participant, post=asked, choices=[1])
    withdraw_post(by=participant, post=asked)
    assert not Ballot.objects.exists()
    assert not Poll.objects.exists()


def test_a_poll_goes_when_a_moderator_removes_its_post(space: Space, asked: Post) -> None:
    moderating.remove_post(by=making.moderator(cast.member("Nino"), space), post=asked, reason="No.")
    assert not Ballot.objects.exists()
    assert not Poll.objects.exists()


def test_who_leaves_takes_her_answer_along_and_her_poll_stays_readable(
    participant: Participant, other_participant: Participant, asked: Post
) -> None:
    for voter in (participant, other_participant):
        answer_poll(by=voter, post=asked, choices=[1])
    leave_space(by=participant)
    post = Post.objects.select_related("thread__space", "author__person", "poll").get()
    poll = poll_of(post)
    assert poll is not None
    assert options_of(poll) == list(FRUIT.options)
    assert Stance.objects.count() == 1
    with pytest.raises(NotAsked):
        answer_poll(by=participant, post=asked, choices=[2])


def test_her_poll_and_her_answers_go_with_her_account(
    other_participant: Participant, participant: Participant, asked: Post
) -> None:
    elsewhere = making.post(other_participant, poll=FRUIT)
    answer_poll(by=participant, post=elsewhere, choices=[1])
    assert export_of(participant.person)[0]["posts"][0]["poll"] == list(FRUIT.options)  # type: ignore[index]
    delete_account(person=participant.person, keeps_words=False)
    assert list(Poll.objects.values_list("post__uid", flat=True)) == [elsewhere.uid]
    assert not Stance.objects.exists()


def test_polls_cost_the_page_no_more_queries_when_there_are_more(
    participant: Participant, asked: Post
) -> None:
    counts = []
    for _time in range(2):
        with CaptureQueriesContext(
            connection,
        ) as asked_for:
            page = thread_page(participant, asked.thread, 1)
        counts.append(len(asked_for))
        for _more in range(2):
            making.post(participant, thread=asked.thread, poll=FRUIT)
    assert counts[0] == counts[1]
    assert sum(post.poll is not None for post in page.posts) == 3


def test_changing_the_words_leaves_the_poll(participant: Participant, asked: Post) -> None:
    edit_post(by=participant, post=asked, body="What first?")
    assert Ballot.objects.get().is_open
