"""What somebody tries who wants to know, or to disturb, and two people in one moment: each of these once
worked.
"""

import datetime
from dataclasses import replace

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from tests.incidents.making import STORY, World, carried_in, opened_by, standing, tell, walk
from tests.vault.making import Holder, holder
from whrin.incidents.actions import Incoming, add_files, withdraw_report, write_message
from whrin.incidents.actions.caring import recode, save_summary
from whrin.incidents.actions.rekeying import rekey_report
from whrin.incidents.actions.standings import end_standing
from whrin.incidents.enums import Priority, Role
from whrin.incidents.figures_key import make_statistics_key
from whrin.incidents.models import Counted, Export, Message, Report, SealedFile, Team
from whrin.incidents.returning.pages import Visit, _twice, _write
from whrin.incidents.returning.tickets import report_of
from whrin.incidents.writing import EditedMeanwhile
from whrin.people.leaving import erasures
from whrin.places.models import Region
from whrin.vault.actions import new_shared_key, open_code
from whrin.vault.actions.codes import _TURNS
from whrin.vault.envelopes import new_pair
from whrin.vault.models import SharedKey

WRITTEN = "Canary: she was told that her son would be taken."


def _visit(code: str) -> Visit:
    row, pair = open_code(code)
    return Visit(row, pair.secret, report_of(row, pair.secret))


def _signed_out(one: Holder) -> Client:
    """Return her browser: she was signed in for too long."""
    session = one.client.session
    session["opened"] = 0
    session.save()
    return one.client


def test_what_a_caseworker_typed_after_her_session_ended_waits_under_no_key_of_the_site(room: World) -> None:
    report, _code = tell()
    address = reverse("incidents:care_report", args=[report.pk])
    answer = _signed_out(room.heron).post(address, {"go": "redact", "text": WRITTEN, "seen": "1"})
    assert answer.status_code == 302
    kept = room.heron.client.session
    assert "vault-unsent" in kept
    assert "unsent" not in kept


def test_what_was_heard_and_typed_after_her_session_ended_is_given_back_at_once(room: World) -> None:
    answer = _signed_out(room.heron).post(reverse("incidents:enter"), {"what": WRITTEN})
    assert answer.status_code == 403
    assert WRITTEN in answer.content.decode()
    assert "unsent" not in room.heron.client.session


def test_she_writes_while_a_caseworker_arranges_and_nothing_is_lost(room: World) -> None:
    report, code = tell()
    visit, hers = _visit(code), opened_by(room.heron, report)
    save_summary(
        one=hers, summary=replace(hers.summary, priority=Priority.HIGH), seen=1, by=room.heron.person
    )
    write_message(one=visit.one, text=WRITTEN, language="en")
    now = opened_by(room.heron, report)
    assert (now.summary.priority, now.summary.waits_for) == (Priority.HIGH, "us")
    assert [words.text for words in now.messages()] == [WRITTEN]


def test_she_writes_while_her_report_gets_another_key_and_nothing_is_lost(room: World) -> None:
    report, code = tell()
    visit = _visit(code)
    rekey_report(opened=room.heron.opened, report=Report.objects.select_related("key").get(pk=report.pk))
    with pytest.raises(EditedMeanwhile):
        add_files(one=visit.one, files=[Incoming("a.jpg", "image/jpeg", 1, [b"a"])])
    assert not SealedFile.objects.exists()
    request = RequestFactory().post("/", {"text": WRITTEN})
    _twice(visit, lambda: _write(request, visit))
    assert [words.text for words in opened_by(room.heron, report).messages()] == [WRITTEN]


def test_withdrawing_while_it_is_coded_anew_leaves_nothing_counted(room: World) -> None:
    new_shared_key(purpose="statistics", holders=[room.wren.personal])
    report, code = tell()
    visit, hers = _visit(code), opened_by(room.heron, report)
    recode(one=hers, summary=replace(hers.summary, country="UG"), seen=1, by=room.heron.person)
    assert Counted.objects.count() == 1
    withdraw_report(one=visit.one)
    assert not Counted.objects.exists()
    assert not SharedKey.objects.filter(purpose="report").exists()


def test_another_team_neither_sees_nor_answers_a_wish(room: World) -> None:
    other = holder(name="Stork")
    region = Region.objects.create(code="elsewhere", scheme=Region.Scheme.NETWORK)
    standing(other.person, Role.CASEWORKER, Team.objects.create(slug="other", name="Other", region=region))
    report, _code = tell(uses=["court"])
    room.heron.client.post(reverse("incidents:care_ask_export", args=[report.pk]), {"use": "court"})
    wish = Export.objects.get()
    page = reverse("incidents:care_exports")
    assert str(wish.pk) not in other.client.get(page).content.decode()
    assert other.client.post(page, {"wish": str(wish.pk), "go": "agree"}).status_code == 404
    wish.refresh_from_db()
    assert wish.state == "asked"
    assert str(wish.pk) in room.wren.client.get(page).content.decode()


def test_whoever_changes_the_public_half_in_the_database_is_sealed_nothing(room: World) -> None:
    report, code = tell()
    ticket = Client().post(reverse("incidents:come_back"), {"code": code}).context["ticket"]
    SharedKey.objects.filter(pk=report.key_id).update(public=new_pair().public)
    sent = Client().post(reverse("incidents:come_back"), {"ticket": ticket, "go": "write", "text": WRITTEN})
    assert sent.status_code == 410
    assert not Message.objects.exists()
    assert not room.heron.opened.pairs_of(SharedKey.objects.filter(pk=report.key_id))


def test_what_a_caseworker_could_read_gets_another_key_when_her_account_goes(room: World) -> None:
    report, _code = tell()
    answers, _pair = new_shared_key(purpose="answers", holders=[room.heron.personal])
    erasures()["incidents"](room.heron.person, False)  # noqa: FBT003 -- as it is called
    report.refresh_from_db()
    answers.refresh_from_db()
    assert report.needs_key
    assert answers.retired_on


def test_a_page_that_carries_more_than_fits_is_answered_kindly(db: None) -> None:
    page = Client().post(reverse("incidents:ask")).content.decode()
    many = ["x" * 30_000] * 40
    grown = Client().post(
        reverse("incidents:ask"), {"carried": carried_in(page), "step": "kinds", "kinds": many}
    )
    again = Client().post(
        reverse("incidents:ask"), {"carried": carried_in(grown.content.decode()), "go": "x"}
    )
    assert again.status_code == 200
    assert len(carried_in(again.content.decode())) < settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def test_whoever_floods_with_codes_leaves_threads_for_others_and_takes_no_place(room: World) -> None:
    _report, code = tell()
    cache.clear()
    held = [_TURNS.acquire(blocking=False) for _turn in range(2)]
    try:
        assert held == [True, True]
        assert Client().post(reverse("incidents:come_back"), {"code": code}).status_code == 503
    finally:
        for _turn in held:
            _TURNS.release()
    page = Client().post(reverse("incidents:come_back"), {"code": code}).content.decode()
    assert STORY in page


def test_a_page_that_was_left_open_for_more_than_a_day_ends(room: World) -> None:
    carried = walk()
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=25)):
        answer = Client().post(reverse("incidents:ask"), {"carried": carried, "go": "send"})

    assert answer.status_code == 400
    assert not Report.objects.exists()


def test_what_is_counted_after_an_analyst_left_is_sealed_to_a_fresh_key(room: World) -> None:
    analysts = [holder(name=name) for name in ("Ibis", "Kite", "Teal")]
    for one in analysts:
        standing(one.person, Role.ANALYST)
    standing(room.wren.person, Role.COORDINATOR)
    make_statistics_key(by=room.wren.person)
    end_standing(standing=analysts[0].person.incident_standings.get(), by=room.wren.person)
    tell(wants=["count"])

    key = Counted.objects.get().key
    assert not analysts[0].opened.pairs_of([key])
    assert analysts[1].opened.pairs_of([key])


def test_a_report_that_was_changed_on_the_disk_is_refused_kindly(room: World) -> None:
    report, code = tell()
    Report.objects.update(told=bytes(report.summary))

    page = room.heron.client.get(reverse("incidents:care_report", args=[report.pk]))
    assert page.status_code == 409
    assert Client().post(reverse("incidents:come_back"), {"code": code}).status_code == 410
