"""What becomes of a letter that came in."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from tests import cast
from tests.mailing.circle import Circle
from tests.mailing.letters import HER, PASSED, bring, letter
from whrin.mailing import answering
from whrin.mailing.addresses import confirm_address, message_id, reply_address, return_address
from whrin.mailing.letters import composer_of
from whrin.mailing.lists import Wish
from whrin.mailing.models import Inbound, KnownLetter, Outgoing
from whrin.mailing.pipeline import work_once
from whrin.people.models import Address, Person

pytestmark = pytest.mark.django_db


def come_in(raw: bytes, **envelope: str) -> Inbound:
    row = bring(raw, **envelope)
    work_once()
    row.refresh_from_db()
    return row


def test_a_member_whose_letter_is_vouched_for_posts_to_the_list(circle: Circle, writer: Person) -> None:
    row = come_in(letter(Authentication_Results=PASSED))
    assert (row.state, row.kind, row.person) == (Inbound.State.DONE, Inbound.Kind.POST, writer)
    assert [(said.person, said.subject, said.body) for said in circle.said] == [
        (writer, "Water", "The well is open again.")
    ]


def test_what_she_wrote_is_nowhere_in_clear(circle: Circle) -> None:
    row = come_in(letter(Authentication_Results=PASSED))
    assert "well" not in row.sealed
    assert HER not in str(vars(row))


def test_a_letter_handed_over_twice_is_posted_once(circle: Circle) -> None:
    for _time in range(2):
        come_in(letter(Authentication_Results=PASSED))
    assert len(circle.said) == Inbound.objects.count() == 1


def test_the_same_letter_by_another_way_is_posted_once(circle: Circle) -> None:
    come_in(letter(Authentication_Results=PASSED))
    come_in(letter(Authentication_Results=PASSED, Received="by another.example"))
    assert (len(circle.said), Inbound.objects.count()) == (1, 2)


def test_another_letter_under_a_used_number_is_posted_as_well(circle: Circle) -> None:
    come_in(letter(Authentication_Results=PASSED))
    come_in(letter(Authentication_Results=PASSED, body="Something else."))
    assert [said.body for said in circle.said] == ["The well is open again.", "Something else."]


@pytest.mark.parametrize(
    "results",
    [
        "",
        "mx.elsewhere.example; spf=pass smtp.mailfrom=her.example",
        "mx.lists.test; spf=fail smtp.mailfrom=her.example",
        "mx.lists.test; spf=pass smtp.mailfrom=other.example",
        "mx.lists.test; dkim=pass header.d=evilher.example",
        "mx.lists.test; dkim=pass header.d=example",
        "mx.lists.test; (spf=pass smtp.mailfrom=her.example) spf=none",
    ],
)
def test_a_forged_sender_cannot_post(circle: Circle, writer: Person, results: str) -> None:
    headers = {"Authentication_Results": results} if results else {}
    row = come_in(letter(**headers))
    assert (row.state, circle.said) == (Inbound.State.HELD, [])
    asked = Outgoing.objects.get()
    assert (asked.kind, asked.person, asked.to) == (answering.ASK, writer, "")


def test_a_pass_forged_beside_our_own_servers_word_is_worth_nothing(circle: Circle) -> None:
    raw = b"Authentication-Results: mx.lists.test; spf=fail smtp.mailfrom=her.example\r\n" + letter(
        Authentication_Results=PASSED
    )
    assert come_in(raw).state == Inbound.State.HELD
    assert circle.said == []


def test_a_letter_with_two_senders_is_nobodys(circle: Circle) -> None:
    raw = b"From: other@elsewhere.example\r\n" + letter(Authentication_Results=PASSED)
    assert come_in(raw).kind == Inbound.Kind.UNKNOWN
    assert circle.said == []


def test_she_confirms_a_held_letter_by_answering(circle: Circle, writer: Person) -> None:
    held = come_in(letter())
    question = composer_of(answering.ASK)(str(held.pk), writer)  # type: ignore[misc]  # registered
    assert question is not None
    where = question.headers["Reply-To"]
    assert where == confirm_address("heron", held.pk)
    come_in(letter(to=where, number="2@her.example", body="yes"), to=where)
    work_once()
    held.refresh_from_db()
    assert (held.state, len(circle.said)) == (Inbound.State.DONE, 1)


def test_a_stranger_with_the_address_of_a_confirmation_confirms_nothing(circle: Circle) -> None:
    held = come_in(letter())
    where = confirm_address("heron", held.pk)
    come_in(letter(to=where, sender="eve@elsewhere.example"), to=where, sender="eve@elsewhere.example")
    work_once()
    held.refresh_from_db()
    assert (held.state, circle.said) == (Inbound.State.HELD, [])


def test_a_stolen_reply_address_is_useless_to_a_stranger(circle: Circle, writer: Person) -> None:
    where = reply_address("heron", writer, "post-1")
    row = come_in(letter(to=where, sender="eve@elsewhere.example"), to=where, sender="eve@elsewhere.example")
    assert (row.state, row.person, circle.said) == (Inbound.State.HELD, writer, [])
    assert [(each.kind, each.person) for each in Outgoing.objects.all()] == [(answering.ASK, writer)]


def test_another_member_cannot_use_her_reply_address(circle: Circle, writer: Person) -> None:
    other = cast.member("Grey Wren", email="wren@wren.example")
    circle.inside.add(other.pk)
    where = reply_address("heron", writer, "post-1")
    row = come_in(
        letter(
            to=where,
            sender="wren@wren.example",
            Authentication_Results="mx.lists.test; spf=pass smtp.mailfrom=wren.example",
        ),
        to=where,
    )
    assert (row.state, row.person, circle.said) == (Inbound.State.HELD, writer, [])


def test_she_answers_at_her_own_reply_address(circle: Circle, writer: Person) -> None:
    where = reply_address("heron", writer, "post-1")
    come_in(letter(to=where, subject="Re: Water"), to=where)
    assert [(said.answers, said.thread, said.subject) for said in circle.said] == [
        ("post-1", "thread of post-1", "Water")
    ]


def test_an_answer_to_the_bare_list_finds_its_thread_by_our_message_id(
    circle: Circle, writer: Person
) -> None:
    come_in(
        letter(
            Authentication_Results=PASSED,
            In_Reply_To="<unknown@elsewhere.example>",
            References=f"<{message_id('heron', writer, 'post-9')}> <unknown@elsewhere.example>",
        )
    )
    assert circle.said[0].answers == "post-9"


def test_an_answer_to_a_letter_of_hers_finds_its_thread(circle: Circle) -> None:
    come_in(letter(Authentication_Results=PASSED))
    come_in(letter(Authentication_Results=PASSED, number="2@x", In_Reply_To="<1@her.example>", body="More"))
    assert circle.said[1].answers == "said-1"
    assert KnownLetter.objects.count() == 2


def test_a_stranger_is_never_answered(circle: Circle) -> None:
    for to in ("heron@lists.test", "heron-join@lists.test", "heron-request@lists.test"):
        row = come_in(
            letter(to=to, sender="eve@elsewhere.example", subject="help"),
            to=to,
            sender="eve@elsewhere.example",
        )
        assert (row.state, row.kind, row.sealed) == (Inbound.State.DONE, Inbound.Kind.UNKNOWN, "")
    assert (Outgoing.objects.count(), circle.said, circle.wishes) == (0, [], [])


def test_a_member_outside_the_list_is_told_so(circle: Circle, writer: Person) -> None:
    circle.inside.clear()
    come_in(letter(Authentication_Results=PASSED))
    assert (circle.said, Outgoing.objects.get().kind) == ([], answering.ANSWER)


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ({"Auto_Submitted": "auto-replied"}, Inbound.Kind.AUTOMATIC),
        ({"Precedence": "bulk"}, Inbound.Kind.AUTOMATIC),
        ({"List_Id": "<heron.lists.test>"}, Inbound.Kind.LOOP),
        ({"X_Loop": "plover@lists.test"}, Inbound.Kind.LOOP),
    ],
)
def test_machines_are_neither_heard_nor_answered(circle: Circle, headers: dict[str, str], kind: str) -> None:
    row = come_in(letter(Authentication_Results=PASSED, **headers))
    assert (row.state, row.kind, row.sealed) == (Inbound.State.DONE, kind, "")
    assert (circle.said, Outgoing.objects.count()) == ([], 0)


def test_a_letter_that_goes_in_circles_is_dropped(circle: Circle) -> None:
    raw = b"Received: by a.example\r\n" * 30 + letter(Authentication_Results=PASSED)
    assert come_in(raw).kind == Inbound.Kind.LOOP
    assert circle.said == []


def test_the_eleventh_letter_within_ten_minutes_waits_and_is_not_lost(circle: Circle) -> None:
    for number in range(12):
        come_in(letter(Authentication_Results=PASSED, number=f"{number}@x", body=f"{number}"))
    assert len(circle.said) == 10
    assert Inbound.objects.filter(state=Inbound.State.WAITING).count() == 2
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=11)):
        work_once()
    assert len(circle.said) == 12


def test_a_forger_cannot_fill_the_house_or_slow_her_down(circle: Circle) -> None:
    for number in range(25):
        come_in(letter(number=f"{number}@x"))
    assert Inbound.objects.filter(state=Inbound.State.HELD).count() == 20
    assert Outgoing.objects.count() == 5, "she is asked no more than five times a day"
    come_in(letter(Authentication_Results=PASSED))
    assert len(circle.said) == 1


def test_a_letter_that_breaks_the_work_is_tried_five_times_and_then_left(
    circle: Circle, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = bring(letter(Authentication_Results=PASSED))
    Inbound.objects.update(sealed="v1:broken")
    for _time in range(5):
        with time_machine.travel(timezone.now() + datetime.timedelta(hours=1)):
            work_once()
        Inbound.objects.update(lease_until=None)
    row.refresh_from_db()
    assert (row.state, row.attempts, row.trouble) == (Inbound.State.DEAD, 5, "CannotOpenError")


def test_a_letter_of_a_killed_worker_is_taken_up_when_its_lease_ends(circle: Circle) -> None:
    row = bring(letter(Authentication_Results=PASSED))
    Inbound.objects.update(lease_until=timezone.now() + datetime.timedelta(minutes=5))
    assert work_once() == 0
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=6)):
        assert work_once() == 1
    row.refresh_from_db()
    assert (row.state, len(circle.said)) == (Inbound.State.DONE, 1)


def test_what_fails_halfway_leaves_nothing_behind(circle: Circle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(circle, "outcome", object())  # breaks what comes after the list was given it
    row = bring(letter(Authentication_Results=PASSED))
    work_once()
    row.refresh_from_db()
    assert row.state == Inbound.State.WAITING
    assert KnownLetter.objects.count() == 0


# Commands


@pytest.mark.parametrize(
    ("to", "subject", "body", "wish", "word"),
    [
        ("heron-leave@lists.test", "", "", Wish.LEAVE, ""),
        ("heron-request@lists.test", "daily", "", Wish.DAILY, ""),
        ("heron-request@lists.test", "Re: Pause 14", "", Wish.PAUSE, "14"),
        ("heron-request@lists.test", "", "\nsemanal\n", Wish.WEEKLY, ""),
        ("heron-request@lists.test", "Bonjour", "rien", Wish.NOTHING, ""),
        ("heron-request@lists.test", "الحالة", "حالة", Wish.STATUS, ""),
    ],
)
def test_a_member_obtains_what_she_asks_for_by_letter(
    circle: Circle, writer: Person, to: str, subject: str, body: str, wish: Wish, word: str
) -> None:
    row = come_in(letter(to=to, subject=subject, body=body, Authentication_Results=PASSED), to=to)
    assert circle.wishes == [(writer.pk, wish, word)]
    answer = composer_of(answering.ANSWER)(str(row.pk), writer)  # type: ignore[misc]  # registered
    assert answer is not None
    assert answer.text == f"done: {wish.value}"
    assert "done" not in row.sealed_answer


def test_nobody_joins_before_she_confirmed_from_her_own_address(circle: Circle, writer: Person) -> None:
    to = "heron-join@lists.test"
    held = come_in(letter(to=to, Authentication_Results=PASSED), to=to)
    assert (held.state, circle.wishes) == (Inbound.State.HELD, [])
    where = confirm_address("heron", held.pk)
    come_in(letter(to=where, number="2@x"), to=where)
    work_once()
    assert circle.wishes == [(writer.pk, Wish.JOIN, "")]


def test_a_forged_command_changes_nothing(circle: Circle) -> None:
    to = "heron-leave@lists.test"
    assert come_in(letter(to=to), to=to).state == Inbound.State.HELD
    assert circle.wishes == []


def test_the_word_mute_in_answer_to_a_message_silences_its_topic(circle: Circle, writer: Person) -> None:
    where = reply_address("heron", writer, "post-1")
    come_in(letter(to=where, body="Mute"), to=where)
    assert (circle.wishes, circle.said) == ([(writer.pk, Wish.MUTE, "thread of post-1")], [])


def test_what_cannot_be_understood_is_answered_with_help(circle: Circle, writer: Person) -> None:
    to = "heron-request@lists.test"
    row = come_in(letter(to=to, subject="hello?", body="?", Authentication_Results=PASSED), to=to)
    answer = composer_of(answering.ANSWER)(str(row.pk), writer)  # type: ignore[misc]  # registered
    assert answer is not None
    assert "mute" in answer.text


@pytest.mark.django_db(transaction=True)
def test_her_account_is_deleted_by_letter_once_she_confirmed(circle: Circle, writer: Person) -> None:
    to = "heron-request@lists.test"
    held = come_in(letter(to=to, subject="delete me", Authentication_Results=PASSED), to=to)
    assert (held.state, Person.objects.filter(pk=writer.pk).exists()) == (Inbound.State.HELD, True)
    question = composer_of(answering.ASK)(str(held.pk), writer)  # type: ignore[misc]  # registered
    assert question is not None
    assert "cannot be undone" in question.text
    where = confirm_address("heron", held.pk)
    come_in(letter(to=where, number="2@x"), to=where)
    work_once()
    assert not Person.objects.filter(pk=writer.pk).exists()
    assert (Inbound.objects.filter(pk=held.pk).count(), Outgoing.objects.count()) == (0, 0)


# Letters that came back


def bounce(status: str) -> bytes:
    return (
        "From: MAILER-DAEMON@mx.example\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        f"Final-Recipient: rfc822; {HER}\r\nAction: failed\r\nStatus: {status}\r\n\r\n--b--\r\n"
    ).encode()


def test_two_hard_returns_within_two_days_put_her_address_on_hold(circle: Circle, writer: Person) -> None:
    where = return_address("heron", writer)
    come_in(bounce("5.1.1"), to=where, sender="")
    come_in(bounce("5.1.1") + b"again\r\n", to=where, sender="")
    assert not Address.objects.get().on_hold, "one a day counts"
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1)):
        row = come_in(bounce("5.1.1") + b"later\r\n", to=where, sender="")
    assert Address.objects.get().on_hold
    assert (row.kind, row.sealed) == (Inbound.Kind.BOUNCE, "")


def test_a_full_mailbox_for_a_week_puts_nothing_on_hold(circle: Circle, writer: Person) -> None:
    where = return_address("heron", writer)
    for day in range(7):
        with time_machine.travel(timezone.now() + datetime.timedelta(days=day)):
            come_in(bounce("4.2.2") + str(day).encode(), to=where, sender="")
    assert not Address.objects.get().on_hold
    assert writer.returned.score == 70


def test_a_holiday_answer_to_a_list_letter_is_no_return(circle: Circle, writer: Person) -> None:
    where = return_address("heron", writer)
    row = come_in(letter(to=where, Auto_Submitted="auto-replied"), to=where)
    assert row.kind == Inbound.Kind.AUTOMATIC
    assert not hasattr(writer, "returned")
