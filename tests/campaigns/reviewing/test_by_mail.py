"""Those who work on a paper talk about it and sign it off by letter, and nobody does so in their name."""

import zlib
from email.message import EmailMessage

import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings

from tests import cast
from tests.campaigns import making
from tests.forum.mail import letters_to, receive, write
from tests.mailing.letters import HER, open_post_office
from whrin.campaigns.actions.remarks import make_remark
from whrin.campaigns.actions.seats import settle_letters
from whrin.campaigns.actions.signing_off import send_to_review
from whrin.campaigns.enums import Verdict
from whrin.campaigns.models import Paper, Paragraph, Remark, SignOff, Version
from whrin.campaigns.remarks_by_mail.answers import parts_of, verdict_in
from whrin.campaigns.remarks_by_mail.lists import list_name
from whrin.campaigns.words import words_of
from whrin.mailing.models import Outgoing
from whrin.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _post_office(settings: Settings) -> None:
    open_post_office(settings)
    cache.clear()


@pytest.fixture
def paper(other_member: Person) -> Paper:
    """A paper of Grey Wren's with three paragraphs."""
    made = making.paper(other_member)
    for words in ("Care is cheaper.", "Prison is dear.", "Women pay twice."):
        making.say(made, "summary", words)
    return made


@pytest.fixture
def heron(paper: Paper) -> Person:
    """A reviewer who has an address."""
    return making.seat(paper, cast.member(lived=True, email=HER))


@pytest.fixture
def version(paper: Paper, heron: Person, other_member: Person) -> Version:
    return send_to_review(paper=paper, by=other_member)


def _reads_words(paper: Paper, person: Person) -> None:
    settle_letters(paper=paper, by=person, wants_letters=True, is_neutral=False)


def _letter_to(person: Person) -> EmailMessage:
    [arrived] = letters_to(person)
    return arrived


def _answer(
    arrived: EmailMessage, body: str, *, sender: str = HER, result: str = "pass", sign: str = ""
) -> None:
    raw = write(
        str(arrived["Reply-To"]),
        body,
        subject=f"Re: {arrived['Subject']}",
        sender=sender,
        number=f"{zlib.crc32((sign + body).encode())}@her.example",
    )
    receive(raw.replace(b"dkim=pass", f"dkim={result}".encode()), to=str(arrived["Reply-To"]), sender=sender)


def _nth(paper: Paper, number: int) -> Paragraph:
    return paper.paragraphs.exclude(kind="heading").filter(wordings__text__contains=" is ")[number - 1]


def test_a_letter_says_nothing_of_the_paper_unless_she_wants_words(
    paper: Paper, heron: Person, other_member: Person
) -> None:
    about = _nth(paper, 2)
    make_remark(paper=paper, by=other_member, text="Too harsh?", language="en", paragraph=about)
    arrived = str(_letter_to(heron))
    for said in ("Too harsh", "Prison", "Care, not punishment", "Grey Wren"):
        assert said not in arrived
    _reads_words(paper, heron)
    make_remark(paper=paper, by=other_member, text="Too harsh still?", language="en", paragraph=about)
    words = _letter_to(heron).get_content()
    for said in ("Too harsh still?", "§2 Prison is dear.", "Grey Wren:"):
        assert said in words


def test_her_answer_becomes_an_answer_and_a_number_begins_a_remark_on_that_paragraph(
    paper: Paper, heron: Person, other_member: Person
) -> None:
    said = make_remark(
        paper=paper, by=other_member, text="Too harsh?", language="en", paragraph=_nth(paper, 2)
    )
    arrived = _letter_to(heron)
    _answer(
        arrived, "No, it is true.\n§1 Cheaper than what?\n3: Say by how much.\nAnd where.\n12:30 is noon."
    )
    answer, first, third = Remark.objects.exclude(pk=said.pk)
    assert (answer.answers, answer.paragraph, answer.person) == (said, said.paragraph, heron)
    assert [words_of(one).text for one in (answer, first, third)] == [
        "No, it is true.",
        "Cheaper than what?",
        "Say by how much.\nAnd where.\n12:30 is noon.",
    ]
    assert [one.paragraph.wordings.get().text for one in (first, third) if one.paragraph] == [
        "Care is cheaper.",
        "Women pay twice.",
    ]
    assert not letters_to(heron), "what was simply kept needs no answer"


def test_a_paragraph_that_is_not_there_is_told_and_nothing_is_kept(
    paper: Paper, heron: Person, other_member: Person
) -> None:
    make_remark(paper=paper, by=other_member, text="Well?", language="en")
    _answer(_letter_to(heron), "§1 Good.\n§9 Wrong.")
    assert "no paragraph 9" in _letter_to(heron).get_content()
    assert Remark.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "verdict", "reason"),
    [
        ("Agree.\n\n> Please have a look", Verdict.AGREE, ""),
        ("Estoy de acuerdo", Verdict.AGREE, ""),
        ("needs changes: §2 is too harsh.\nSo is §3.", Verdict.CHANGE, "§2 is too harsh.\nSo is §3."),
        ("возражаю: это опасно", Verdict.OBJECT, "это опасно"),
    ],
)
def test_a_reviewer_signs_off_by_letter(
    version: Version, heron: Person, body: str, verdict: Verdict, reason: str
) -> None:
    arrived = _letter_to(heron)
    assert arrived["Subject"] == "Something waits for you"
    assert "agree" in arrived.get_content()
    _answer(arrived, body)
    hers = SignOff.objects.get()
    assert (hers.verdict, hers.person, hers.version) == (verdict, heron, version)
    told = _letter_to(heron).get_content()
    assert "Your answer counts." in told
    assert not reason or reason not in told
    assert not Remark.objects.exists()


def test_the_paper_itself_comes_with_numbers_for_whoever_wants_words(
    paper: Paper, version: Version, heron: Person
) -> None:
    _reads_words(paper, heron)
    words = _letter_to(heron).get_content()
    assert "§1 Care is cheaper." in words
    assert "§3 Women pay twice." in words
    assert "§4" not in words


@pytest.mark.parametrize("body", ["agree, but for the title", "I do not agree", "yes"])
def test_what_is_no_clear_word_is_kept_as_a_comment_and_counts_for_nothing(
    version: Version, heron: Person, body: str
) -> None:
    _answer(_letter_to(heron), body)
    assert not SignOff.objects.exists()
    assert words_of(Remark.objects.get()).text == body
    assert "not counted as a yes or a no" in _letter_to(heron).get_content()


def test_nobody_signs_off_in_her_name(version: Version, heron: Person) -> None:
    arrived = _letter_to(heron)
    _answer(arrived, "agree", sender="eve@elsewhere.example")
    _answer(arrived, "agree", result="fail", sign="2")
    assert not SignOff.objects.exists()
    asked = letters_to(heron)
    assert {str(one["Subject"]) for one in asked} == {"Was this you?"}
    _answer(asked[-1], "yes")
    assert SignOff.objects.get().verdict == Verdict.AGREE


def test_who_lost_her_seat_is_heard_no_more(paper: Paper, version: Version, heron: Person) -> None:
    arrived = _letter_to(heron)
    paper.seats.filter(person=heron).delete()
    _answer(arrived, "agree")
    assert not SignOff.objects.exists()
    assert not Remark.objects.exists()
    assert "went nowhere" in _letter_to(heron).get_content()


def test_an_answer_to_a_version_that_was_replaced_counts_for_nothing(
    paper: Paper, version: Version, heron: Person, other_member: Person
) -> None:
    arrived = _letter_to(heron)
    making.say(paper, "summary", "And more.")
    send_to_review(paper=paper, by=other_member)
    letters_to(heron)
    _answer(arrived, "agree")
    assert not SignOff.objects.exists()
    assert "not in review any more" in _letter_to(heron).get_content()


def test_one_word_or_one_click_stops_the_letters(paper: Paper, heron: Person, other_member: Person) -> None:
    make_remark(paper=paper, by=other_member, text="Well?", language="en")
    _answer(_letter_to(heron), "mute")
    letters_to(heron)
    make_remark(paper=paper, by=other_member, text="Well then?", language="en")
    assert not Outgoing.objects.exists()
    assert Remark.objects.count() == 2


def test_who_has_no_seat_writes_to_a_paper_in_vain(paper: Paper) -> None:
    eve = cast.member("Old Oak", email=HER)
    address = f"{list_name(paper)}@lists.test"
    receive(write(address, "Let me in."), to=address)
    assert not Remark.objects.exists()
    assert "went nowhere" in _letter_to(eve).get_content()


def test_words_of_agreement_and_numbers_are_read_in_every_language() -> None:
    for word in ("Agree", "de acuerdo", "D'accord !", "Согласна.", "أوافق", "concordo", "setuju"):
        found = verdict_in(word)
        assert found is not None and found.verdict is Verdict.AGREE, word
    assert [(one.number, one.text) for one in parts_of("§٢ نعم\n2026: a year", 3)] == [
        (2, "نعم\n2026: a year")
    ]
