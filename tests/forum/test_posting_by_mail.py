"""What becomes of a letter's files and of a subject that its writer changed."""

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from tests import cast
from tests.forum import making
from tests.forum.mail import letters_to, listener, receive, write
from whrin.forum.models import Participant, Post, Space, Thread
from whrin.forum.sealing import read_post, title_of

pytestmark = pytest.mark.usefixtures("post_office")

PHOTO = b"\xff\xd8\xff" + b"GPS 41.7 44.8" * 4000


@pytest.fixture
def her(garden: Space) -> Participant:
    """Who writes letters."""
    return listener(garden)


def with_files(body: str, count: int, number: str = "1@her.example") -> bytes:
    letter = message_from_bytes(write("garden@lists.test", body, number=number), policy=policy.default)
    assert isinstance(letter, EmailMessage)
    for each in range(count):
        letter.add_attachment(PHOTO, maintype="image", subtype="jpeg", filename=f"{each}.jpg")
    return letter.as_bytes()


def answer(arrived: EmailMessage, subject: str, body: str = "I can.", number: str = "1@her.example") -> bytes:
    raw = write(str(arrived["Reply-To"]), body, subject=subject, number=number)
    return raw.replace(b"Subject:", f"In-Reply-To: {arrived['Message-ID']}\nSubject:".encode(), 1)


def test_files_are_left_out_and_both_sides_are_told(her: Participant) -> None:
    receive(with_files("Look at the well.", 2), to="garden@lists.test")
    assert read_post(Post.objects.get()).body == "Look at the well.\n\n[2 files were not passed on]"
    assert "never pass them on" in letters_to(her.person)[0].get_content()


def test_she_is_told_about_files_once_a_day(her: Participant) -> None:
    receive(with_files("Look.", 1), to="garden@lists.test")
    receive(with_files("Look again.", 1, "2@her.example"), to="garden@lists.test")
    assert Post.objects.count() == 2
    assert len(letters_to(her.person)) == 1


def test_a_letter_of_files_alone_is_not_posted_and_she_is_told_why(her: Participant) -> None:
    receive(with_files("", 1), to="garden@lists.test")
    assert not Post.objects.exists()
    assert "files and no words" in letters_to(her.person)[0].get_content()


def test_a_forger_learns_nothing_of_files(her: Participant) -> None:
    raw = with_files("Look.", 1).replace(b"dkim=pass", b"dkim=fail")
    receive(raw, to="garden@lists.test")
    assert not Post.objects.exists()
    assert [str(arrived["Subject"]) for arrived in letters_to(her.person)] == ["Was this you?"]


def test_a_picture_under_a_signature_is_no_file_of_hers(her: Participant) -> None:
    raw = write("garden@lists.test", "Hello")
    letter = message_from_bytes(raw, policy=policy.default)
    assert isinstance(letter, EmailMessage)
    letter.add_related(b"small", "image", "png", cid="<logo>", disposition="inline", filename="image001.png")
    receive(letter.as_bytes(), to="garden@lists.test")
    assert read_post(Post.objects.get()).body == "Hello"


@pytest.mark.parametrize("is_neutral", [False, True])
def test_an_answer_with_a_subject_of_its_own_begins_a_topic(
    garden: Space, her: Participant, is_neutral: bool
) -> None:
    Participant.objects.update(is_neutral=is_neutral)
    post = making.post(making.participant(cast.member("Other"), garden, "Red Clover"))
    arrived = letters_to(her.person)[0]
    receive(answer(arrived, "Who can drive on Friday?"), to=str(arrived["Reply-To"]))
    begun = Post.objects.latest("pk")
    assert begun.thread != post.thread
    assert title_of(begun.thread) == "Who can drive on Friday?"
    assert read_post(begun).body == f"From: https://site.test/en/forum/t/{post.thread.uid}/\n\nI can."
    assert "began a new topic" in letters_to(her.person)[0].get_content()


@pytest.mark.parametrize("is_neutral", [False, True])
def test_an_answer_under_the_subject_we_gave_goes_on(
    garden: Space, her: Participant, is_neutral: bool
) -> None:
    Participant.objects.update(is_neutral=is_neutral)
    making.post(making.participant(cast.member("Other"), garden, "Red Clover"))
    arrived = letters_to(her.person)[0]
    receive(answer(arrived, f"AW: {arrived['Subject']}"), to=str(arrived["Reply-To"]))
    assert (Thread.objects.count(), Post.objects.count()) == (1, 2)


def test_a_fresh_letter_to_an_address_for_answers_may_be_called_anything(
    garden: Space, her: Participant
) -> None:
    making.post(making.participant(cast.member("Other"), garden, "Red Clover"))
    address = str(letters_to(her.person)[0]["Reply-To"])
    receive(write(address, "I can.", subject="My answer to the digest"), to=address)
    assert (Thread.objects.count(), Post.objects.count()) == (1, 2)
