"""Who comes to a meeting: registered by letter or as a member, told in time, and forgotten."""

import datetime
import json
import re

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests import cast
from tests.cast import SignedIn
from tests.events.making import LINK, deadline, in_days, meeting, session
from whrin.events.actions import (
    forget_who_came,
    keep_record,
    remind_of_deadlines,
    remind_of_meetings,
    say_going,
    watch_session,
)
from whrin.events.enums import Coming, State
from whrin.events.models import Going, Occasion, Registration, Watcher
from whrin.events.sealing import link_of
from whrin.kit.form_tokens import new_token
from whrin.mailing.composing import compose
from whrin.mailing.models import Outgoing
from whrin.surveys.enums import FormState
from whrin.surveys.filling.addresses import form_address
from whrin.surveys.models import Form

pytestmark = pytest.mark.django_db
PAGE = "/en/calendar/evening/register/"


def letters() -> list[tuple[str, str]]:
    """Return where the letters that wait go and what they say, as they would go now; take them out."""
    found = []
    for row in Outgoing.objects.select_related("person__address", "person__data_key"):
        ready = compose(row)
        if ready is not None:
            found.append((ready.recipient, ready.content.decode().replace("=\r\n", "").replace("\r\n", "\n")))
    Outgoing.objects.all().delete()
    return found


def sent(browser: Client, address: str = "wren@example.org", name: str = "Quiet Fern") -> int:
    with time_machine.travel(timezone.now() - datetime.timedelta(minutes=1)):
        token = new_token("meeting")
    return browser.post(PAGE, {"name": name, "email": address, "token": token}).status_code


def test_a_visitor_gets_the_link_only_after_she_confirms_and_takes_it_back(client: Client) -> None:
    meeting()
    assert sent(client) == 302
    ((recipient, asked),) = letters()
    assert recipient == "wren@example.org" and LINK not in asked and "evening" not in asked
    page = re.search(r"http://\S+(/en/calendar/coming/[a-z2-7]+/)", asked).group(1)  # type: ignore[union-attr]
    shown = client.get(page).content.decode()
    assert LINK not in shown and Registration.objects.get().state == Coming.WAITING
    client.post(page, {"act": "confirm"})
    client.post(page, {"act": "confirm"})
    ((_recipient, told),) = letters()
    assert LINK in told and LINK in client.get(page).content.decode()
    client.post(page, {"act": "back"})
    assert not Registration.objects.exists()
    assert client.get(page).status_code == 404


def test_what_else_is_asked_stands_beside_the_link_and_where_nobody_registers_on_the_page() -> None:
    found, browser = meeting(), SignedIn(cast.member(email="heron@example.org"))
    found.form = Form.objects.create(form_id="evening", state=FormState.OPEN)
    keep_record(row=found, by=None)
    form = form_address(found.form)
    page = "/en/calendar/evening/"
    assert form not in browser.get(page).text and form not in browser.get(PAGE).text
    browser.post(PAGE, {"name": "Blue Heron"})
    told = browser.get(PAGE).text
    assert LINK in told and form in told
    found.takes_registrations = False
    keep_record(row=found, by=None)
    assert form in browser.get(page).text


def test_who_registers_twice_is_there_once_and_nobody_can_flood_a_mailbox(client: Client) -> None:
    meeting()
    for address in ("wren@example.org", "WREN@example.org ", "wren@example.org", "wren@example.org"):
        assert sent(client, address) == 302
    assert Registration.objects.count() == 1
    assert len(letters()) == 3


def test_nothing_of_who_comes_stands_in_clear(client: Client) -> None:
    meeting()
    sent(client)
    row = Registration.objects.get()
    kept = json.dumps([row.sealed, row.mark, row.told]) + Outgoing.objects.get().to
    assert "wren" not in kept.casefold() and "Fern" not in kept
    assert LINK not in Occasion.objects.get().sealed_link


def test_a_wrong_form_keeps_what_she_typed_and_a_programme_is_not_let_in(client: Client) -> None:
    meeting()
    assert sent(client, "no-address") == 422
    answer = client.post(
        PAGE, {"name": "Quiet Fern", "email": "a@example.org", "token": new_token("meeting")}
    )
    assert answer.status_code == 422 and "Quiet Fern" in answer.content.decode()
    assert not Registration.objects.exists()


def test_a_member_registers_with_her_account_and_sees_the_link_there() -> None:
    meeting()
    browser = SignedIn(cast.member(email="heron@example.org"))
    assert LINK not in browser.get(PAGE).content.decode()
    assert browser.post(PAGE, {"name": "Blue Heron"}).status_code == 302
    browser.post(PAGE, {"name": "Blue Heron"})
    assert Registration.objects.get().state == Coming.COMING
    assert LINK in browser.get(PAGE).content.decode()
    ((recipient, told),) = letters()
    assert recipient == "heron@example.org" and LINK in told
    browser.post(PAGE, {"act": "back"})
    assert not Registration.objects.exists()


def test_a_meeting_that_is_over_takes_nobody(client: Client) -> None:
    meeting(hours=-3)
    assert client.get(PAGE).status_code == 410
    assert sent(client) == 410
    assert not Registration.objects.exists()


def test_the_registered_are_reminded_a_day_and_an_hour_before_and_once() -> None:
    found = meeting(hours=48)
    SignedIn(cast.member(email="heron@example.org")).post(PAGE, {"name": "Blue Heron"})
    letters()
    assert found.begins_at is not None
    assert remind_of_meetings() == 0
    for hours, wanted in ((23, 1), (20, 0), (1, 1), (0.5, 0)):
        with time_machine.travel(found.begins_at - datetime.timedelta(hours=hours), tick=False):
            assert remind_of_meetings() == wanted
            assert len(letters()) == wanted


def test_the_registered_hear_when_it_moves_and_when_it_does_not_take_place() -> None:
    found = meeting(hours=48)
    SignedIn(cast.member(email="heron@example.org")).post(PAGE, {"name": "Blue Heron"})
    letters()
    found.place = "Here"
    keep_record(row=found, by=None)
    assert letters() == []
    assert found.begins_at is not None
    found.begins_at = found.begins_at.replace(hour=9, minute=41) + datetime.timedelta(days=3)
    found.ends_at = found.begins_at + datetime.timedelta(hours=1)
    keep_record(row=found, by=None)
    ((_recipient, told),) = letters()
    assert "12:41" in told and "09:41" in told  # In Nairobi, and in UTC.
    hours, (found.begins_at, found.ends_at) = (found.begins_at, found.ends_at), (None, None)
    found.takes_registrations = False
    keep_record(row=found, by=None)
    ((_recipient, told),) = letters()
    assert "not take place at the hours" in told and "/en/calendar/" in told and LINK not in told
    found.begins_at, found.ends_at = hours
    keep_record(row=found, by=None)
    ((_recipient, told),) = letters()
    assert "12:41" in told and LINK in told
    found.state = State.WITHDRAWN
    keep_record(row=found, by=None)
    ((_recipient, told),) = letters()
    assert "does not take place" in told and LINK not in told


def test_members_who_asked_are_reminded_of_a_deadline_twice() -> None:
    found, heron = session(), cast.member(email="heron@example.org")
    deadline(found, on=in_days(10), weeks_before=None)
    watch_session(session=found, by=heron)
    now, told = timezone.now(), []
    for ahead in range(12):
        with time_machine.travel(now + datetime.timedelta(days=ahead), tick=False):
            told.append(remind_of_deadlines())
    assert [day for day, number in enumerate(told) if number] == [3, 8]
    (_recipient, said), *_rest = letters()
    assert "seventh" in said and "Commission" not in said


def test_a_month_after_nothing_is_known_of_who_came(client: Client) -> None:
    found, past = meeting(hours=1), session(starts=in_days(2), ends=in_days(3))
    heron = cast.member(email="heron@example.org")
    SignedIn(heron).post(PAGE, {"name": "Blue Heron"})
    say_going(session=past, by=heron, may_be_named=True)
    watch_session(session=past, by=heron)
    for days, left in ((29, 1), (40, 0)):
        with time_machine.travel(timezone.now() + datetime.timedelta(days=days), tick=False):
            forget_who_came()
            forget_who_came()
        assert [model.objects.count() for model in (Registration, Going, Watcher)] == [left] * 3
    found.refresh_from_db()
    assert (found.sealed_link, found.wrapped_key, found.takes_registrations) == ("", "", False)
    assert client.get("/en/calendar/evening/").status_code == 200


@pytest.mark.parametrize("how", ["no hours", "withdrawn", "a draft"])
def test_a_month_after_a_meeting_is_off_nothing_is_known_of_who_wanted_to_come(how: str) -> None:
    found = meeting(hours=24 * 300)
    SignedIn(cast.member(email="heron@example.org")).post(PAGE, {"name": "Blue Heron"})
    if how == "no hours":
        found.begins_at = found.ends_at = None
        found.takes_registrations = False
    else:
        found.state = State.WITHDRAWN if how == "withdrawn" else State.DRAFT
    keep_record(row=found, by=None)
    for days, left in ((20, 1), (30, 1), (31, 0)):
        with time_machine.travel(timezone.now() + datetime.timedelta(days=days), tick=False):
            if days == 20:
                # What is written on it meanwhile does not begin the time anew.
                keep_record(row=Occasion.objects.get(), by=None)
            forget_who_came()
        assert Registration.objects.count() == left
    found.refresh_from_db()
    assert (found.sealed_link, found.wrapped_key, found.takes_registrations) == ("", "", False)


def test_who_comes_is_kept_where_a_meeting_is_on_again_or_was_never_on() -> None:
    found, later = meeting(hours=24 * 300), meeting("later", hours=24 * 300, state=State.DRAFT)
    SignedIn(cast.member(email="heron@example.org")).post(PAGE, {"name": "Blue Heron"})
    for state in (State.WITHDRAWN, State.PUBLIC):
        found.state = state
        keep_record(row=found, by=None)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=40), tick=False):
        forget_who_came()
    assert Registration.objects.count() == 1
    for row in (found, later):
        row.refresh_from_db()
        assert link_of(row) == LINK


def test_who_never_says_that_it_was_she_is_forgotten_after_two_weeks(client: Client) -> None:
    meeting(hours=24 * 40)
    sent(client)
    SignedIn(cast.member()).post(PAGE, {"name": "Blue Heron"})
    for days, left in ((14, 2), (15, 1)):
        with time_machine.travel(timezone.now() + datetime.timedelta(days=days), tick=False):
            forget_who_came()
        assert Registration.objects.count() == left
    assert Registration.objects.get().state == Coming.COMING


def test_a_member_finds_all_of_it_in_her_export_and_nothing_is_left_when_she_goes() -> None:
    from whrin.events.registrations import erase, export

    meeting()
    found, heron = session(), cast.member(email="heron@example.org")
    SignedIn(heron).post(PAGE, {"name": "Blue Heron"})
    say_going(session=found, by=heron, may_be_named=False)
    watch_session(session=found, by=heron)
    assert export(heron) == {
        "goes_to": [{"session": "seventh", "may_be_named": False}],
        "is_reminded_of": ["seventh"],
        "registered_for": [{"meeting": "evening", "name": "Blue Heron", "day": in_days(0).isoformat()}],
    }
    erase(heron, keeps_words=False)
    assert not any(model.objects.exists() for model in (Registration, Going, Watcher))
