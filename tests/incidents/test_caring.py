from django.test import Client
from django.urls import reverse

from tests import cast
from tests.incidents.making import STORY, World, opened_by, standing, tell
from whrin.incidents.enums import ReportState, Role
from whrin.incidents.models import Report


def test_a_caseworker_finds_reads_and_answers_and_she_reads_the_answer_with_her_code(room: World) -> None:
    report, code = tell(kinds=["child-removed"], wants=["urgent"])
    page = reverse("incidents:care_report", args=[report.pk])

    assert str(report.pk) in room.heron.client.get(reverse("incidents:care")).content.decode()
    shown = room.heron.client.get(page)
    assert STORY in shown.content.decode()
    assert shown["Cache-Control"].count("no-store")
    for _ in range(2):
        room.heron.client.post(page, {"go": "answer", "text": "We are here.", "once": "same"})

    back = Client().post(reverse("incidents:come_back"), {"code": code}).content.decode()
    assert back.count("We are here.") == 1
    assert opened_by(room.wren, report).summary.waits_for == "her"


def test_two_caseworkers_at_once_lose_no_words(room: World) -> None:
    report, _code = tell()
    page = reverse("incidents:care_report", args=[report.pk])
    entry = {"go": "add", "notion": "notes", "seen": "1"}
    first = room.heron.client.post(page, {**entry, "words": "She has a lawyer."})
    second = room.wren.client.post(page, {**entry, "words": "She has no lawyer."})

    assert (first.status_code, second.status_code) == (302, 409)
    assert "She has no lawyer." in second.content.decode()
    assert [note["words"] for note in opened_by(room.heron, report).care.notes] == ["She has a lawyer."]


def test_an_administrator_an_analyst_and_a_caseworker_of_another_team_find_nothing(room: World) -> None:
    report, _code = tell()
    ibis = cast.member("Ibis")
    standing(ibis, Role.ANALYST)
    for person in (cast.coordinator(), ibis, cast.member("Kite")):
        client = cast.SignedIn(person)
        assert client.get(reverse("incidents:care")).status_code == 404
        assert client.get(reverse("incidents:care_report", args=[report.pk])).status_code == 404


def test_a_closed_report_goes_after_90_days_and_opens_again_when_she_writes(room: World) -> None:
    report, code = tell()
    room.heron.client.post(reverse("incidents:care_report", args=[report.pk]), {"go": "close"})
    report.refresh_from_db()
    assert report.keep_until is not None
    assert report.closed_on is not None
    assert (report.keep_until - report.closed_on).days == 90

    page = Client().post(reverse("incidents:come_back"), {"code": code})
    Client().post(
        reverse("incidents:come_back"), {"ticket": page.context["ticket"], "go": "write", "text": "Again."}
    )
    assert Report.objects.get().state == ReportState.OPEN
    assert Report.objects.get().keep_until is None


def test_what_was_changed_on_the_disk_is_told_and_nothing_of_it_is_shown(room: World) -> None:
    first, _code = tell()
    second, _code = tell(what="Another story.")
    Report.objects.filter(pk=second.pk).update(summary=bytes(first.summary))

    listed = room.heron.client.get(reverse("incidents:care")).content.decode()
    assert str(first.pk) in listed
    assert str(second.pk) not in listed
    assert "1 report cannot be opened" in listed


def test_a_caseworker_codes_what_it_is_and_what_she_told_stays(room: World) -> None:
    report, _code = tell(kinds=["child-removed"])
    page = reverse("incidents:care_report", args=[report.pk])
    coded = {"go": "recode", "kinds": ["custody-lost"], "actors": ["court"], "country": "UG", "seen": "1"}
    room.heron.client.post(page, coded)

    one = opened_by(room.wren, report)
    assert (one.summary.kinds, one.summary.actors, one.summary.country) == (["custody-lost"], ["court"], "UG")
    assert one.told.kinds == ["child-removed"]
