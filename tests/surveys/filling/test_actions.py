"""What is begun on the web is kept under its secret alone, sent once, corrected, withdrawn by its receipt."""

import datetime
from io import BytesIO

import pytest
import time_machine

from tests.surveys import making
from tests.surveys.test_keeping import ForNamedPeople
from whrin.kit.daily import daily_chores
from whrin.people.models import Person
from whrin.surveys import actions
from whrin.surveys.actions import drafts, receipts, sending
from whrin.surveys.drafting import Opened, State, files_of, find_by_phrase, find_draft, receipt_of
from whrin.surveys.enums import AnswerState, Audience, Way
from whrin.surveys.models import Answer, AnswerEdition, Attachment, Draft, DraftFile, Form, Ticket, Version
from whrin.surveys.queries import blocks_of, xml_of
from whrin.surveys.replaying import replayed
from whrin.surveys.sealing import register_sealer

FIRST = """
| survey |
| | type | name | label |
| | text | name | Your name here |
| | text | age | How old? |
| | time | hour | What time? |
| | dateTime | moment | When? |
| | select_one ab | way | Which way? |
| | begin_repeat | room | Rooms |
| | text | beds | Beds |
| | end_repeat | | |
| choices |
| | list_name | name | label |
| | ab | a | By bus |
| | ab | b | On foot |
| settings |
| | form_title | form_id | version |
| | Small form | small | {version} |
"""
SECOND = (
    FIRST.replace("| text | name |", "| text | called |")
    .replace("| text | age |", "| integer | age |")
    .replace("| | ab | b | On foot |", "| | ab | c | By boat |")
    .replace("| | begin_repeat", "| | text | town | Which town? |\n| | begin_repeat")
)
MOMENTS = {"/data/hour": "14:30:00.000Z", "/data/moment": "2026-03-01T14:30:00.000Z"}
ANSWERS = {"/data/name": "A", "/data/way": "b", "/data/age": "forty", "/data/room[2]/beds": "2", **MOMENTS}


def begin(form: Form, **answers: str) -> Opened:
    given = {f"/data/{name}": text for name, text in answers.items()} or {"/data/name": "A"}
    version = form.versions.all()[0]
    return drafts.begin_draft(version=version, state=State(answers=given), language="es")


def keep(opened: Opened, name: str, kind: str, content: bytes) -> None:
    drafts.save_draft(opened=opened, files=[actions.SentFile(name, kind, BytesIO(content))])


def again(opened: Opened) -> Opened:
    found = find_draft(opened.draft.version.form, opened.secret)
    assert found
    return found


@pytest.fixture
def form(coordinator: Person) -> Form:
    return making.open_form(coordinator)


def test_a_visitor_finds_her_draft_by_its_address_and_by_six_words_however_typed(form: Form) -> None:
    opened = begin(form)
    words = opened.state.phrase.split()
    assert len(words) == 6
    assert find_by_phrase(form, "1. " + ",  ".join(words).upper()) == opened.secret
    assert again(opened).state.answers == {"/data/name": "A"}
    assert find_by_phrase(form, "one two three four five six") == ""
    assert find_draft(form, "guessed") is None


def test_nothing_in_the_rows_opens_a_draft(form: Form) -> None:
    opened = begin(form)
    keep(opened, "house.png", "image/png", b"picture")
    rows = [*Draft.objects.values(), *DraftFile.objects.values()]
    for told in (opened.secret, opened.state.phrase, "house.png", "picture", "/data/name"):
        assert told not in str(rows)


def test_two_people_in_one_draft_do_not_write_over_each_other(form: Form) -> None:
    one = begin(form)
    two = again(one)
    two.state.answers["/data/name"] = "Two"
    drafts.save_draft(opened=two)
    one.state.answers["/data/name"] = "One"
    with pytest.raises(drafts.DraftMoved):
        drafts.save_draft(opened=one)
    assert again(one).state.answers == {"/data/name": "Two"}


def test_a_draft_goes_thirty_days_after_the_last_change_with_its_files(form: Form) -> None:
    with time_machine.travel("2026-01-01"):
        old, kept = begin(form), begin(form)
        keep(old, "a", "", b"a")
    with time_machine.travel("2026-01-20"):
        drafts.save_draft(opened=kept)
    with time_machine.travel("2026-02-10"):
        daily_chores()["surveys_drafts"]()
    assert Draft.objects.get().mark == kept.draft.mark
    assert not DraftFile.objects.exists()
    assert Draft.objects.get().expires_on == datetime.date(2026, 2, 19)


def test_what_is_sent_is_kept_once_and_a_second_press_tells_the_same_receipt(form: Form) -> None:
    opened = begin(form)
    stale = again(opened)
    sent = sending.send_draft(opened=opened, by=None)
    assert "<name>A</name>" in xml_of(AnswerEdition.objects.get(way=Way.WEB))
    assert not Draft.objects.exists()
    with pytest.raises(sending.DraftIsGone):
        sending.send_draft(opened=stale, by=None)
    assert sending.sent_before(form, opened.secret) == sent
    assert sent.receipt == receipt_of(opened.secret)
    assert Answer.objects.count() == 1


def test_each_member_sends_once_and_a_refused_answer_stays_a_draft(
    coordinator: Person, member: Person
) -> None:
    form = making.open_form(coordinator, audience=Audience.ONCE)
    opened = begin(form)
    with pytest.raises(sending.NotAMember):
        sending.send_draft(opened=opened, by=None)
    sending.send_draft(opened=opened, by=member)
    second = begin(form)
    with pytest.raises(actions.HasAnswered):
        sending.send_draft(opened=second, by=member)
    assert (Answer.objects.count(), Ticket.objects.count(), Draft.objects.count()) == (1, 1, 1)


def test_a_closed_form_takes_nothing_and_the_draft_and_the_seat_stay(coordinator: Person) -> None:
    form = making.open_form(coordinator, audience=Audience.INVITED)
    seat, other = actions.invitations.invite(
        form=form, number=2, last_day=datetime.date(2099, 1, 1), by=coordinator
    )
    opened = begin(form)
    opened.state.seat = seat
    Form.objects.update(closes_on="2001-01-01")
    with pytest.raises(actions.FormIsClosed):
        sending.send_draft(opened=again_with(opened, seat), by=None)
    assert form.invitations.filter(is_used=False).count() == 2
    Form.objects.update(closes_on=None)
    sending.send_draft(opened=again_with(opened, seat), by=None)
    late = begin(form)
    with pytest.raises(actions.invitations.SeatTaken):
        sending.send_draft(opened=again_with(late, seat), by=None)
    sending.send_draft(opened=again_with(late, other), by=None)
    assert Answer.objects.count() == 2


def again_with(opened: Opened, seat: str) -> Opened:
    found = again(opened)
    found.state.seat = seat
    return found


def test_a_visitor_corrects_with_her_receipt_and_withdraws_for_good(form: Form) -> None:
    code = sending.send_draft(opened=begin(form), by=None).receipt
    opened = receipts.begin_correction(code=code.lower().replace("-", " "), language="en")
    assert opened.state.answers["/data/name"] == "A"
    opened.state.answers["/data/name"] = "B"
    corrected = sending.send_draft(opened=opened, by=None)
    assert corrected.is_correction
    answer = Answer.objects.get()
    assert answer.state == AnswerState.EDITED
    assert ["<name>B<" in xml_of(edition) for edition in answer.editions.all()] == [True, False]
    receipts.withdraw_answer(code=code)
    assert not Answer.objects.exists()
    with pytest.raises(receipts.NoSuchReceipt):
        receipts.withdraw_answer(code=code)
    assert sending.sent_before(form, opened.secret) is None


def test_files_come_along_when_an_answer_is_sent_and_corrected(coordinator: Person) -> None:
    form = making.open_form(coordinator, "visit", making.VISIT)
    opened = begin(form, voice="a.m4a")
    keep(opened, "a.m4a", "audio/mp4", b"voice")
    keep(opened, "unused.m4a", "audio/mp4", b"no")
    code = sending.send_draft(opened=opened, by=None).receipt
    assert [b"".join(blocks_of(file)) for file in Attachment.objects.all()] == [b"voice"]
    correction = receipts.begin_correction(code=code, language="en")
    assert set(files_of(correction)) == {"a.m4a"}
    sending.send_draft(opened=correction, by=None)
    assert Attachment.objects.filter(is_missing=False).count() == 2


def test_a_draft_moves_to_the_next_version_and_tells_what_did_not_fit(coordinator: Person) -> None:
    form = making.open_form(coordinator, table=FIRST)
    old = form.versions.get()
    making.publish(form, coordinator, SECOND, version="2")
    form.renames = {"/data/name": "/data/called"}
    form.save()
    new = Version.objects.get(name="2")
    moved = replayed(old, new, ANSWERS)
    assert moved.answers["/data/called"] == "A"
    assert moved.answers["/data/room[2]/beds"] == "2"
    assert MOMENTS.items() <= moved.answers.items()
    assert moved.left_out == [("How old?", "forty"), ("Which way?", "On foot")]
    assert moved.new == ["Which town?"]


ASKED = """
| survey |
| | type | name | label | relevant |
| | text | name | Name | |
| | text | more | More | ${{name}} = 'A' |
| settings |
| | form_title | form_id | version |
| | Small form | small | {version} |
"""


def test_what_has_become_irrelevant_is_not_sent(coordinator: Person) -> None:
    form = making.open_form(coordinator, table=ASKED)
    sending.send_draft(opened=begin(form, name="A", more="first"), by=None)
    sending.send_draft(opened=begin(form, name="B", more="second"), by=None)
    sent = [xml_of(edition) for edition in AnswerEdition.objects.order_by("pk")]
    assert "<more>first</more>" in sent[0] and "second" not in sent[1]


def test_a_sensitive_answer_cannot_be_opened_and_another_takes_its_place(coordinator: Person) -> None:
    register_sealer(ForNamedPeople())
    try:
        form = making.open_form(coordinator, is_sensitive=True)
        code = sending.send_draft(opened=begin(form), by=None).receipt
        opened = receipts.begin_correction(code=code, language="en")
        assert opened.state.answers == {}
        opened.state.answers["/data/name"] = "B"
        before = Answer.objects.get()
        assert sending.send_draft(opened=opened, by=None).receipt == code
        assert Answer.objects.get().pk != before.pk
        receipts.withdraw_answer(code=code)
        assert not Answer.objects.exists()
    finally:
        register_sealer(None)
