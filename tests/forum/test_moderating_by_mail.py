"""A moderator who wants it is written to about each post that waits, and decides by answering."""

import datetime
from email.message import EmailMessage

import pytest
import time_machine
from django.utils import timezone

from tests import cast
from tests.cast import SignedIn
from tests.forum import making
from tests.forum.mail import letters_to, listener, receive, write
from whrin.forum.digests import tell_moderators
from whrin.forum.models import Entry, Participant, Post, Report, Space
from whrin.forum.moderating import pass_post, report_post
from whrin.forum.moderation_answers import Act, decision_in
from whrin.forum.moderation_queries import word_of
from whrin.mailing.models import Outgoing

pytestmark = pytest.mark.usefixtures("post_office")

FERN = "fern@fern.example"


@pytest.fixture
def garden(garden: Space) -> Space:
    """The garden, in which a newcomer's first post waits."""
    garden.held_first = 1
    garden.save()
    return garden


@pytest.fixture
def fern(garden: Space) -> Participant:
    """A moderator who decides by letter, and wants to read what about."""
    wants = {"role": Participant.Role.MODERATOR, "moderates_by_mail": True}
    return listener(garden, "Tall Fern", email=FERN, delivery=Participant.Delivery.NOTHING, **wants)


@pytest.fixture
def held(fern: Participant, author: Participant) -> Post:
    """What a newcomer said, after there was somebody to be told."""
    return making.post(author)


def letter_to(fern: Participant) -> EmailMessage:
    return letters_to(fern.person)[0]


def answer(arrived: EmailMessage, body: str, *, sender: str = FERN, result: str = "pass") -> bytes:
    raw = write(str(arrived["Reply-To"]), body, subject=f"Re: {arrived['Subject']}", sender=sender)
    return raw.replace(b"dkim=pass header.d=her", f"dkim={result} header.d=fern".encode())


def send(arrived: EmailMessage, body: str, *, sender: str = FERN, result: str = "pass") -> None:
    raw = answer(arrived, body, sender=sender, result=result)
    receive(raw, to=str(arrived["Reply-To"]), sender=sender)


def test_a_moderator_reads_what_waits_and_lets_it_through(fern: Participant, held: Post) -> None:
    arrived = letter_to(fern)
    assert arrived["Subject"] == "Something waits for you"
    for said in ("Red Clover", "The plums are ripe.", "Harvest", "pass", "refuse: your reason"):
        assert said in arrived.get_content()
    send(arrived, "Pass.\n\nOn Monday somebody wrote:\n> The plums are ripe.")
    held.refresh_from_db()
    assert held.state == Post.State.PUBLISHED
    assert [(entry.verb, entry.by) for entry in Entry.objects.all()] == [(Entry.Verb.PASS, fern.uid)]
    assert letter_to(fern).get_content().strip().endswith("Done: Let it through")


def test_a_moderator_refuses_with_a_reason_that_only_the_author_reads(fern: Participant, held: Post) -> None:
    send(letter_to(fern), f"отклонить: Leave her street out.\nWrite to {FERN}.\n\nMy Name")
    held = Post.objects.select_related("thread__space").get(pk=held.pk)
    assert held.state == Post.State.REFUSED
    assert word_of(held) == "Leave her street out.\nWrite to […]."


def test_a_moderator_removes_what_was_reported(garden: Space, fern: Participant, held: Post) -> None:
    pass_post(by=fern, post=held)
    letters_to(fern.person)
    reporter = making.participant(cast.member("Third"), garden, "Grey Wren")
    report_post(by=reporter, post=held, category=Report.Category.OUTING, words="Her street!")
    arrived = letter_to(fern)
    assert "It tells who somebody is: Her street!" in arrived.get_content()
    assert "Grey Wren" not in str(arrived)
    send(arrived, "refuse: not here")
    assert "did not understand" in letter_to(fern).get_content()
    send(arrived, "remove: It tells where she lives.")
    held.refresh_from_db()
    assert held.state == Post.State.REMOVED


@pytest.mark.parametrize("body", ["pass it on to Maria", "yes", "do not pass", "pass\nrefuse: no", "refuse"])
def test_what_is_not_clear_is_asked_back_and_nothing_happens(
    fern: Participant, held: Post, body: str
) -> None:
    send(letter_to(fern), body)
    held.refresh_from_db()
    assert held.state == Post.State.HELD
    asked = letter_to(fern).get_content()
    assert "did not understand" in asked or "Give a reason" in asked


def test_a_stranger_with_the_address_of_an_answer_decides_nothing(fern: Participant, held: Post) -> None:
    arrived = letter_to(fern)
    send(arrived, "pass", sender="eve@elsewhere.example")
    send(arrived, "pass", result="fail")
    held.refresh_from_db()
    assert (held.state, Entry.objects.count()) == (Post.State.HELD, 0)
    assert {str(asked["Subject"]) for asked in letters_to(fern.person)} == {"Was this you?"}


def test_a_moderator_whose_provider_vouches_for_nothing_confirms_her_answer(
    fern: Participant, held: Post
) -> None:
    send(letter_to(fern), "pass", result="none")
    question = letter_to(fern)
    send(question, "yes")
    held.refresh_from_db()
    assert held.state == Post.State.PUBLISHED


def test_a_second_moderator_is_told_kindly_that_it_is_done(
    garden: Space, fern: Participant, held: Post
) -> None:
    arrived = letter_to(fern)
    pass_post(by=making.moderator(cast.member("Second"), garden, "Old Oak"), post=held)
    send(arrived, "refuse: too late")
    held.refresh_from_db()
    assert held.state == Post.State.PUBLISHED
    assert "dealt with this already" in letter_to(fern).get_content()


def test_an_answer_after_two_weeks_comes_too_late(fern: Participant, held: Post) -> None:
    arrived = letter_to(fern)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=15)):
        send(arrived, "pass")
        assert "too late" in letter_to(fern).get_content()
    held.refresh_from_db()
    assert held.state == Post.State.HELD


def test_an_answer_that_lost_its_way_is_not_posted_to_everyone(fern: Participant, held: Post) -> None:
    letters_to(fern.person)
    raw = write("garden@lists.test", "refuse: She names her dealer.", sender=FERN)
    receive(raw.replace(b"header.d=her", b"header.d=fern"), to="garden@lists.test", sender=FERN)
    assert Post.objects.count() == 1
    assert "was not posted" in letter_to(fern).get_content()


def test_who_was_a_moderator_decides_nothing_any_more(fern: Participant, held: Post) -> None:
    arrived = letter_to(fern)
    Participant.objects.filter(pk=fern.pk).update(role=Participant.Role.MEMBER)
    send(arrived, "pass")
    held.refresh_from_db()
    assert held.state == Post.State.HELD
    assert "Another moderator" in letter_to(fern).get_content()


def test_a_letter_that_says_nothing_says_nothing_of_what_waits(
    fern: Participant, author: Participant
) -> None:
    Participant.objects.update(is_neutral=True)
    making.post(author)
    arrived = str(letter_to(fern))
    for said in ("Red Clover", "plums", "Harvest", "The garden"):
        assert said not in arrived
    assert "/moderate/" in arrived


def test_nobody_is_written_to_who_did_not_ask_for_it_or_about_her_own_words(
    garden: Space, fern: Participant
) -> None:
    listener(garden, "Old Oak", email="oak@oak.example", role=Participant.Role.MODERATOR)
    Participant.objects.update(role=Participant.Role.MEMBER)
    own = making.post(Participant.objects.get(pk=fern.pk))
    Participant.objects.update(role=Participant.Role.MODERATOR)
    reporter = making.participant(cast.member("Third"), garden, "Grey Wren")
    report_post(by=reporter, post=own, category=Report.Category.SPAM)
    assert not Outgoing.objects.exists()


def test_who_decides_by_letter_is_not_told_a_second_time_that_something_waits(
    fern: Participant, held: Post
) -> None:
    letters_to(fern.person)
    tell_moderators()
    assert not Outgoing.objects.exists()


def test_one_click_that_stops_letters_stops_these_too(fern: Participant, held: Post) -> None:
    out = str(letter_to(fern)["List-Unsubscribe"]).partition(">")[0].removeprefix("<https://site.test")
    SignedIn(fern.person).post(out)
    fern.refresh_from_db()
    assert not fern.moderates_by_mail


def test_a_pause_that_she_asks_for_by_letter_ends_and_these_letters_come_again(
    garden: Space, fern: Participant, author: Participant
) -> None:
    asked = write("garden-request@lists.test", "", subject="pause 3", sender=FERN)
    asked = asked.replace(b"header.d=her", b"header.d=fern")
    receive(asked, to="garden-request@lists.test", sender=FERN)
    assert "3 days" in letter_to(fern).get_content()
    making.post(author)
    assert not letters_to(fern.person)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=4)):
        making.post(author)
        assert letter_to(fern)["Subject"] == "Something waits for you"


def test_what_was_decided_meanwhile_is_not_written_about(fern: Participant, held: Post) -> None:
    pass_post(by=fern, post=held)
    assert [str(arrived["Subject"]) for arrived in letters_to(fern.person)] == []


def test_a_moderator_chooses_it_on_her_place_and_a_member_cannot(garden: Space, fern: Participant) -> None:
    Participant.objects.update(moderates_by_mail=False)
    other = listener(garden, "Old Oak", email="oak@oak.example")
    asked = {"delivery": "nothing", "hour": "7", "moderates_by_mail": "on"}
    for place in (fern, other):
        client = SignedIn(place.person)
        page = client.get(f"/en/forum/{garden.slug}/place/")
        assert ("decide by letter" in page.text) is (place == fern)
        client.post(f"/en/forum/{garden.slug}/place/", asked)
        place.refresh_from_db()
        assert place.moderates_by_mail is (place == fern)


@pytest.mark.parametrize(
    ("body", "act", "reason"),
    [
        ("PASS!", Act.PASS, ""),
        ("تمرير", Act.PASS, ""),
        ("Rechazar, es publicidad", Act.REFUSE, "es publicidad"),
        ("удалить: называет её", Act.REMOVE, "называет её"),
        ("hapus - alamatnya\nada di sini\n\nSalam", Act.REMOVE, "alamatnya\nada di sini"),
    ],
)
def test_an_answer_is_understood_in_every_language(body: str, act: Act, reason: str) -> None:
    found = decision_in(body)
    assert found is not None
    assert (found.act, found.reason) == (act, reason)
