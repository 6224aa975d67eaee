"""The list of spaces, a space, a thread: who sees them, and what they ask of the database."""

from collections.abc import Callable

import brotli
import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from tests import cast
from tests.forum import making
from whrin.forum.actions import keep_draft, mute_thread, react, set_bookmark
from whrin.forum.models import Bookmark, Mute, Participant, Post, Reaction, Space
from whrin.forum.moderating import remove_post
from whrin.forum.sealing import Begun
from whrin.people.models import Person

SignIn = Callable[[Person], Client]


def _spaces() -> list[Space]:
    return [making.space(access.title(), access) for access in Space.Access.values]


@pytest.mark.django_db
class TestWhoMayRead:
    def _seen(self, client: Client) -> set[str]:
        spaces = Space.objects.all()
        listed = client.get("/en/forum/").content.decode()
        seen = {space.slug for space in spaces if client.get(f"/en/forum/{space.slug}/").status_code == 200}
        assert seen == {space.slug for space in spaces if f"/en/forum/{space.slug}/" in listed}
        return seen

    def test_a_visitor_reads_open_spaces_alone(self, reader: Client) -> None:
        _spaces()
        assert self._seen(reader) == {"open"}

    def test_a_coordinator_without_a_membership_reads_what_a_visitor_reads(
        self, coordinator: Person, sign_in: SignIn
    ) -> None:
        _spaces()
        assert self._seen(sign_in(coordinator)) == {"open"}

    def test_a_member_with_lived_experience_reads_all_but_closed_groups(self, sign_in: SignIn) -> None:
        _spaces()
        assert self._seen(sign_in(cast.member(lived=True))) == {"open", "members", "lived"}

    def test_an_ally_reads_no_space_for_lived_experience(self, db: None, sign_in: SignIn) -> None:
        _spaces()
        assert self._seen(sign_in(cast.ally())) == {"open", "members"}

    def test_a_closed_group_is_there_for_those_who_are_in_it(self, member: Person, sign_in: SignIn) -> None:
        making.participant(member, _spaces()[2])
        assert "cohort" in self._seen(sign_in(member))

    @pytest.mark.parametrize("state", ["lapsed", "suspended", "applied", "refused"])
    def test_who_does_not_belong_reads_what_a_visitor_reads(
        self, db: None, sign_in: SignIn, state: str
    ) -> None:
        member = cast.member(lived=True)
        for space in _spaces():
            making.participant(member, space)
        member.membership.state = state
        member.membership.save()
        assert self._seen(sign_in(member)) == {"open"}


def test_what_is_closed_looks_like_what_is_not_there(reader: Client, participant: Participant) -> None:
    post = making.post(participant)
    closed = [
        f"/en/forum/{post.thread.space.slug}/",
        f"/en/forum/t/{post.thread.uid}/",
        f"/en/forum/p/{post.uid}/",
    ]
    nothing = reader.get("/en/forum/t/aaaaaaaaaaaaaaaaaaaaaaaaaa/")
    for address in closed:
        answer = reader.get(address)
        assert answer.status_code == nothing.status_code == 404
        assert b"Harvest" not in answer.content
        # The address itself stands in the links to other languages.
        assert b"The garden" not in answer.content


def test_a_visitor_sees_only_what_was_public_from_the_beginning(
    reader: Client, member: Person, open_space: Space
) -> None:
    place = making.participant(member, open_space, "Wild Mint")
    public = making.post(place, "For everybody.")
    place.space.access = Space.Access.MEMBERS
    private = making.post(place, "For us.")
    page = reader.get(f"/en/forum/t/{public.thread.uid}/")
    assert b"For everybody." in page.content
    assert b"Wild Mint" in page.content
    assert b"<form" not in page.content
    assert reader.get(f"/en/forum/t/{private.thread.uid}/").status_code == 404


def test_a_held_post_is_seen_by_its_author_alone(
    member: Person, participant: Participant, other_participant: Participant, sign_in: SignIn
) -> None:
    thread = making.post(participant).thread
    participant.space.held_first = 2
    making.post(participant, "Is anybody here?", thread=thread)
    address = f"/en/forum/t/{thread.uid}/"
    own = sign_in(member).get(address).content
    assert b"Is anybody here?" in own
    assert b"Waiting for a moderator" in own
    assert b"Is anybody here?" not in sign_in(other_participant.person).get(address).content


def test_what_was_left_out_of_a_letter_is_shown_to_its_author_alone(
    member: Person, participant: Participant, other_participant: Participant, sign_in: SignIn
) -> None:
    post = making.post(participant, "The well is open.", trimmed="-- \nMarta of Green Street")
    address = f"/en/forum/t/{post.thread.uid}/"
    assert b"Green Street" in sign_in(member).get(address).content
    other = sign_in(other_participant.person).get(address).content
    assert b"The well is open." in other
    assert b"Green Street" not in other


def test_an_author_reads_in_place_why_her_post_is_not_shown(
    member: Person, participant: Participant, nino: Participant, sign_in: SignIn
) -> None:
    post = making.post(participant)
    remove_post(by=nino, post=post, reason="Rule 2: no names of others.")
    address = f"/en/forum/t/{post.thread.uid}/"
    assert b"Rule 2: no names" in sign_in(member).get(address).content
    assert b"Rule 2: no names" not in sign_in(nino.person).get(address).content


def test_a_hidden_name_is_hidden(
    participant: Participant, other_participant: Participant, sign_in: SignIn
) -> None:
    post = making.post(participant, hides_name=True)
    page = sign_in(other_participant.person).get(f"/en/forum/t/{post.thread.uid}/").content
    assert b"Somebody" in page
    assert b"Wild Mint" not in page


def test_a_post_that_is_not_there_leaves_its_number(
    participant: Participant, other_participant: Participant, sign_in: SignIn
) -> None:
    first = making.post(participant)
    second = making.post(other_participant, "Second.", thread=first.thread)
    making.post(participant, "Third.", thread=first.thread)
    Post.objects.filter(pk=second.pk).delete()
    page = sign_in(participant.person).get(f"/en/forum/t/{first.thread.uid}/").content.decode()
    assert "1 post is not shown here." in page
    assert 'id="n3"' in page


def test_a_posts_own_address_leads_to_its_page(participant: Participant, sign_in: SignIn) -> None:
    thread = making.post(participant).thread
    last = [making.post(participant, f"Post {n}", thread=thread) for n in range(20)][-1]
    client = sign_in(participant.person)
    answer = client.get(f"/en/forum/p/{last.uid}/")
    assert answer["Location"] == f"/en/forum/t/{thread.uid}/?page=2#n21"
    assert b"Post 19" in client.get(answer["Location"]).content
    assert client.get(f"/en/forum/t/{thread.uid}/?page=3").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_a_thread_takes_the_same_queries_however_long(
    participant: Participant,
    member: Person,
    sign_in: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
    rows: int,
) -> None:
    thread = making.post(participant).thread
    for number in range(rows):
        author = making.participant(cast.member(f"Member {number}"), participant.space, f"Owl {number}")
        post = making.post(author, "Hello @Wild Mint", thread=thread)
        react(by=participant, post=post, kind="thanks")
        set_bookmark(by=participant, post=post, is_set=True)
    client = sign_in(member)
    client.get("/en/forum/")
    with django_assert_num_queries(13):
        client.get(f"/en/forum/t/{thread.uid}/")


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_take_the_same_queries_however_long(
    participant: Participant,
    member: Person,
    sign_in: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
    rows: int,
) -> None:
    for number in range(rows):
        space = making.space(f"Space {number}")
        making.participant(member, space, "Reed")
        author = making.participant(cast.member(f"Member {number}"), participant.space, f"Owl {number}")
        post = making.post(author, "Hello @Wild Mint")
        set_bookmark(by=participant, post=post, is_set=True)
    client = sign_in(member)
    client.get("/en/forum/")
    with django_assert_num_queries(6):
        client.get("/en/forum/")
    with django_assert_num_queries(9):
        client.get("/en/forum/the-garden/")
    with django_assert_num_queries(11):
        client.get("/en/forum/mine/mentions/")
    with django_assert_num_queries(11):
        client.get("/en/forum/mine/bookmarks/")


def test_a_participant_finds_what_names_her_what_she_keeps_and_what_she_began(
    member: Person, participant: Participant, other_participant: Participant, sign_in: SignIn
) -> None:
    post = making.post(other_participant, "What do you think, @Wild Mint?")
    set_bookmark(by=participant, post=post, is_set=True)
    keep_draft(by=participant, thread=None, begun=Begun("Seeds", "I have seeds"))
    client = sign_in(member)
    for kind, words in (("mentions", "think"), ("bookmarks", "think"), ("drafts", "I have seeds")):
        assert words in client.get(f"/en/forum/mine/{kind}/").content.decode()
    others = sign_in(other_participant.person)
    assert all(
        "think" not in others.get(f"/en/forum/mine/{kind}/").content.decode()
        for kind in ("mentions", "bookmarks")
    )


def test_one_button_gives_a_sign_keeps_a_post_and_mutes(
    member: Person, participant: Participant, other_participant: Participant, sign_in: SignIn
) -> None:
    post = making.post(other_participant)
    client, address = sign_in(member), f"/en/forum/t/{post.thread.uid}/act/"
    for word in (f"thanks:{post.uid}", f"keep:{post.uid}", "mute"):
        assert client.post(address, {"do": word}).status_code == 302
    assert (Reaction.objects.get().kind, Bookmark.objects.get().post) == ("thanks", post)
    assert Mute.objects.get().by == participant
    for word in (f"thanks:{post.uid}", f"unkeep:{post.uid}", "unmute"):
        client.post(address, {"do": word})
    assert not any(model.objects.exists() for model in (Reaction, Bookmark, Mute))
    assert client.post(address, {"do": f"odd:{post.uid}"}).status_code == 404


def test_who_has_no_place_gives_no_signs(
    other_member: Person, participant: Participant, sign_in: SignIn
) -> None:
    post = making.post(participant)
    answer = sign_in(other_member).post(f"/en/forum/t/{post.thread.uid}/act/", {"do": f"thanks:{post.uid}"})
    assert answer.status_code == 404
    assert not Reaction.objects.exists()


def test_a_feed_tells_of_public_conversations_without_their_words(
    reader: Client, member: Person, open_space: Space
) -> None:
    making.post(making.participant(member, open_space), "Secret words.", "Plums")
    answer = reader.get("/en/forum/the-square/feed/")
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert b"Plums" in answer.content
    assert b"Secret" not in answer.content
    making.space("Back yard")
    assert reader.get("/en/forum/back-yard/feed/").status_code == 404


def test_nothing_of_a_members_page_is_kept_by_a_browser(participant: Participant, sign_in: SignIn) -> None:
    thread = making.post(participant).thread
    mute_thread(by=participant, thread=thread)
    for address in (
        "/en/forum/",
        "/en/forum/the-garden/",
        f"/en/forum/t/{thread.uid}/",
        "/en/forum/the-garden/new/",
    ):
        assert "no-store" in sign_in(participant.person).get(address)["Cache-Control"]


def test_a_page_of_twenty_posts_fits_into_one_flight(participant: Participant, sign_in: SignIn) -> None:
    words = (
        "We met on {n} evenings this month. Women came {n} times with their children and sat in the yard; "
        "we talked about the clinic, who is kind there, who asks too much ({n}).\n\nNext time we bring tea. "
        "Can somebody lend us {n} chairs? I can carry {n} of them by myself, the rest needs a cart."
    )
    thread = making.post(participant, words.format(n=1)).thread
    for n in range(2, 21):
        making.post(participant, words.format(n=n * 37), thread=thread)
    page = sign_in(participant.person).get(f"/en/forum/t/{thread.uid}/").content
    assert page.count(b"<article") == 20
    assert len(brotli.compress(page, quality=5)) < 13_000
