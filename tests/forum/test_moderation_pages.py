"""The pages of moderation."""

import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import cast
from tests.cast import SignedIn
from tests.forum import making
from whrin.forum import moderating
from whrin.forum.models import Entry, NameRequest, Participant, Post, Report, Space
from whrin.forum.names import mark_in
from whrin.people.models import Person

pytestmark = pytest.mark.django_db
REASON = "It tells who somebody is."


@pytest.fixture
def desk(nino: Participant) -> SignedIn:
    """Her browser."""
    return SignedIn(nino.person)


@pytest.fixture
def second(space: Space) -> SignedIn:
    """The browser of another moderator."""
    return SignedIn(making.moderator(cast.member("Tamar"), space, "Old Oak").person)


def at(post: Post, page: str) -> str:
    return f"/en/forum/p/{post.uid}/{page}/"


def queue(space: Space) -> str:
    return f"/en/forum/{space.slug}/moderation/"


def state(post: Post) -> str:
    return str(Post.objects.get(pk=post.pk).state)


def test_a_participant_reports_and_only_moderators_read_it(
    participant: Participant, other_participant: Participant, desk: SignedIn, space: Space
) -> None:
    post = making.post(participant)
    reader = SignedIn(other_participant.person)
    assert reader.get(at(post, "report")).status_code == 200
    refused = reader.post(at(post, "report"), {"words": "My street stands there."})
    assert refused.status_code == 422
    assert b"My street stands there." in refused.content
    assert not Report.objects.exists()
    given = {"category": "outing", "words": "My street stands there."}
    answer = reader.post(at(post, "report"), given, follow=True)
    assert b"Thank you." in answer.content
    page = desk.get(at(post, "moderate")).content.decode()
    assert "My street stands there." in page
    assert "Red Clover" not in page
    assert "Reported" in desk.get(queue(space)).content.decode()


def test_nobody_reports_her_own_post_or_without_a_place(
    open_space: Space, other_member: Person, member: Person
) -> None:
    by = making.participant(member, open_space)
    post = making.post(by)
    for browser in (Client(), SignedIn(other_member), SignedIn(member)):
        assert browser.get(at(post, "report")).status_code == 404
        assert browser.post(at(post, "report"), {"category": "spam"}).status_code == 404
    assert not Report.objects.exists()


def test_a_moderator_decides_from_the_queue(
    space: Space, participant: Participant, desk: SignedIn, nino: Participant
) -> None:
    Space.objects.update(held_first=3)
    participant.space.refresh_from_db()
    good, bad = making.post(participant, "Plums", "One"), making.post(participant, "Call me", "Two")
    page = desk.get(queue(space)).content.decode()
    for words in ("2 posts", "Plums", "Call me", "One", "Wild Mint"):
        assert words in page
    desk.post(at(good, "moderate"), {"do": "pass"})
    refused = desk.post(at(bad, "moderate"), {"do": "refuse", "reason": " "})
    assert refused.status_code == 422
    assert b"Give a reason" in refused.content
    desk.post(at(bad, "moderate"), {"do": "refuse", "reason": REASON})
    assert (state(good), state(bad)) == ("published", "refused")
    assert "Nothing is here yet." in desk.get(queue(space)).content.decode()


def test_an_author_reads_why_and_another_moderator_answers(
    space: Space, participant: Participant, desk: SignedIn, second: SignedIn
) -> None:
    post, author = making.post(participant), SignedIn(participant.person)
    assert author.get(at(post, "appeal")).status_code == 404
    desk.post(at(post, "moderate"), {"do": "remove", "reason": REASON})
    page = author.get(at(post, "appeal")).content.decode()
    assert REASON in page
    assert "The plums are ripe." in page
    assert author.post(at(post, "appeal"), {"words": ""}).status_code == 422
    author.post(at(post, "appeal"), {"words": "It is only fruit."})
    assert "You asked another moderator" in author.get(at(post, "appeal")).content.decode()
    own = desk.get(at(post, "moderate")).content.decode()
    assert "Another moderator has to do this." in own
    assert desk.post(at(post, "moderate"), {"do": "restore"}).status_code == 422
    assert state(post) == "removed"
    assert "It is only fruit." in second.get(at(post, "moderate")).content.decode()
    second.post(at(post, "moderate"), {"do": "uphold", "reason": "Still, no."})
    assert "Still, no." in author.get(at(post, "appeal")).content.decode()
    assert state(post) == "removed"


def test_a_moderator_claims_and_another_sees_who_has_it(
    space: Space, participant: Participant, desk: SignedIn, second: SignedIn, nino: Participant
) -> None:
    post = making.post(participant)
    moderating.report_post(by=nino, post=post, category="other")
    desk.post(at(post, "moderate"), {"do": "claim"})
    assert "You look at it" in desk.get(queue(space)).content.decode()
    assert "Tall Fern" in second.get(queue(space)).content.decode()
    answer = second.post(at(post, "moderate"), {"do": "claim"}, follow=True)
    assert b"Another moderator has dealt with this already." in answer.content
    desk.post(at(post, "moderate"), {"do": "give_back"})
    assert "Tall Fern" not in second.get(queue(space)).content.decode()


def test_a_removed_post_is_found_nowhere(
    open_space: Space, member: Person, other_member: Person, nino: Participant
) -> None:
    bad = making.post(making.participant(member, open_space), "Mariam lives in Green Street")
    quoting = making.participant(other_member, open_space, "Red Clover")
    making.post(quoting, "> Mariam lives in Green Street\nPlease not so.", thread=bad.thread)
    by = making.moderator(cast.member("Tamar"), open_space)
    pages = {
        "/en/forum/search/?q=Mariam": Client(),
        f"/en/forum/t/{bad.thread.uid}/": Client(),
        f"/en/forum/t/{bad.thread.uid}/?": SignedIn(other_member),
    }
    for page, browser in pages.items():
        assert b"Green Street" in browser.get(page).content, page
    moderating.remove_post(by=by, post=bad, reason=REASON)
    for page, browser in pages.items():
        assert b"Green Street" not in browser.get(page).content, page
    found = Client().get("/en/forum/search/?q=please").content
    assert b"</mark> not so." in found


def test_one_button_freezes_the_space(space: Space, desk: SignedIn) -> None:
    desk.post(queue(space), {"do": "freeze"})
    space.refresh_from_db()
    assert space.is_frozen
    assert "This space is frozen" in desk.get(queue(space)).content.decode()
    desk.post(queue(space), {"do": "thaw"})
    desk.post(queue(space), {"slow": "15"})
    assert desk.post(queue(space), {"slow": "7"}).status_code == 422
    assert desk.post(queue(space), {"do": "burn"}).status_code == 404
    space.refresh_from_db()
    assert (space.is_frozen, space.slow_minutes) == (False, 15)


def test_a_moderator_freezes_a_conversation(participant: Participant, desk: SignedIn) -> None:
    post = making.post(participant)
    for do, is_frozen in (("freeze", True), ("thaw", False)):
        desk.post(at(post, "moderate"), {"do": do})
        post.thread.refresh_from_db()
        assert post.thread.is_frozen is is_frozen


def test_a_moderator_silences_and_sees_who_is_silenced(
    space: Space, participant: Participant, desk: SignedIn
) -> None:
    address = f"{queue(space)}who/{participant.uid}/"
    desk.post(address, {"do": "silence"})
    participant.refresh_from_db()
    assert participant.is_silenced
    assert "Wild Mint" in desk.get(queue(space)).content.decode()
    assert "She cannot write" in desk.get(address).content.decode()
    desk.post(address, {"do": "unsilence"})
    participant.refresh_from_db()
    assert not participant.is_silenced


def test_two_moderators_see_a_name_once(
    space: Space, participant: Participant, desk: SignedIn, second: SignedIn
) -> None:
    address = f"{queue(space)}who/{participant.uid}/"
    assert desk.post(address, {"reason": ""}).status_code == 422
    desk.post(address, {"reason": "She is in danger."})
    names = f"{queue(space)}names/{NameRequest.objects.get().pk}/"
    assert b"Another moderator has to agree." in desk.get(queue(space)).content
    assert b"Blue Heron" not in desk.post(names, {"do": "see"}, follow=True).content
    assert b"She is in danger." in second.get(queue(space)).content
    second.post(names, {"do": "agree"})
    assert b"Blue Heron" not in second.post(names, {"do": "see"}, follow=True).content
    shown = desk.post(names, {"do": "see"})
    assert b"Blue Heron" in shown.content
    assert "no-store" in shown["Cache-Control"]
    assert desk.post(names, {"do": "see"}).status_code == 404
    log = SignedIn(participant.person).get(f"/en/forum/{space.slug}/log/").content.decode()
    assert str(Entry.Verb.ASK_NAME.label) in log
    assert str(Entry.Verb.SEE_NAME.label) in log
    assert "Tall Fern" not in log


def test_a_request_can_be_dropped_and_she_who_is_meant_never_sees_it(
    space: Space, desk: SignedIn, second: SignedIn
) -> None:
    tamar = Participant.objects.get(mark=mark_in(space, "Old Oak"))
    desk.post(f"{queue(space)}who/{tamar.uid}/", {"reason": "She threatens others."})
    names = f"{queue(space)}names/{NameRequest.objects.get().pk}/"
    assert "threatens" not in second.get(queue(space)).content.decode()
    assert second.post(names, {"do": "drop"}).status_code == 404
    assert NameRequest.objects.exists()
    desk.post(names, {"do": "drop"})
    assert not NameRequest.objects.exists()


def test_a_space_shows_its_rules_to_its_readers(open_space: Space, space: Space, member: Person) -> None:
    Space.objects.update(rules="لا أسماء.", language="ar")
    page = Client().get(f"/en/forum/{open_space.slug}/rules/")
    assert '<div lang="ar" dir="rtl"><p>لا أسماء.' in page.content.decode()
    assert Client().get(f"/en/forum/{space.slug}/rules/").status_code == 404
    assert SignedIn(member).get(f"/en/forum/{space.slug}/rules/").status_code == 200


def test_the_log_hides_small_counts_and_has_pages(
    space: Space, participant: Participant, nino: Participant
) -> None:
    for number in range(60):
        verb = "remove" if number < 4 else "pass"
        Entry.objects.create(space=space, by=nino.uid, verb=verb, day=datetime.date(2026, 5, 1))
    browser = SignedIn(participant.person)
    page = browser.get(f"/en/forum/{space.slug}/log/").content.decode()
    assert '<td class="number">56</td>' in page
    assert '<td class="number">fewer than 5</td>' in page
    assert page.count("1 May 2026: ") == 50
    last = browser.get(f"/en/forum/{space.slug}/log/?page=2").content.decode()
    assert last.count("1 May 2026: ") == 10
    assert browser.get(f"/en/forum/{space.slug}/log/?page=3").status_code == 404
    assert Client().get(f"/en/forum/{space.slug}/log/").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_queue_takes_as_many_queries_for_one_as_for_three(
    space: Space,
    nino: Participant,
    desk: SignedIn,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for place in range(number):
        by = making.participant(cast.member(f"Sister {place}"), space, f"Sister {place}")
        moderating.report_post(by=nino, post=making.post(by), category="spam")
    desk.get(queue(space))
    with django_assert_num_queries(12):
        desk.get(queue(space))
