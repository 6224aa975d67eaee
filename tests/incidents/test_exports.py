from django.test import Client
from django.urls import reverse

from tests.incidents.making import STORY, World, tell
from whrin.audit.models import Event
from whrin.incidents.models import Export, Report


def _ask(room: World, report: Report, use: str) -> int:
    address = reverse("incidents:care_ask_export", args=[report.pk])
    return room.heron.client.post(address, {"use": use}).status_code


def test_words_leave_only_when_two_agree_and_the_log_tells_no_word(room: World) -> None:
    report, _code = tell(uses=["court"])
    assert _ask(room, report, "court") == 302
    wish = Export.objects.get()
    taken = reverse("incidents:care_taken", args=[wish.pk, "txt"])
    assert room.heron.client.get(taken).status_code == 403

    answer = {"wish": str(wish.pk), "go": "agree"}
    assert room.heron.client.post(reverse("incidents:care_exports"), answer).status_code == 403
    assert room.heron.client.get(taken).status_code == 403
    room.wren.client.post(reverse("incidents:care_exports"), answer)
    got = room.heron.client.get(taken)
    assert STORY in got.content.decode()
    assert room.wren.client.get(taken).status_code == 404
    assert Event.objects.filter(verb="took out", about=f"incidents.Report:{report.pk}").exists()
    assert not any("Canary" in str(row) for row in Event.objects.values())


def test_what_she_does_not_allow_leaves_neither_now_nor_when_she_takes_it_back(room: World) -> None:
    report, code = tell(uses=["court"])
    assert _ask(room, report, "urgent") == 403
    _ask(room, report, "court")
    wish = Export.objects.get()
    room.wren.client.post(reverse("incidents:care_exports"), {"wish": str(wish.pk), "go": "agree"})

    page = Client().post(reverse("incidents:come_back"), {"code": code})
    Client().post(
        reverse("incidents:come_back"), {"ticket": page.context["ticket"], "go": "allow", "seen": "1"}
    )
    got = room.heron.client.get(reverse("incidents:care_taken", args=[wish.pk, "json"]))
    assert got.status_code == 403
    assert STORY not in got.content.decode()


def test_a_quotation_is_the_redacted_story_alone(room: World) -> None:
    report, _code = tell(uses=["quote"], kinds=["child-removed"])
    _ask(room, report, "quote")
    wish = Export.objects.get()
    room.wren.client.post(reverse("incidents:care_exports"), {"wish": str(wish.pk), "go": "agree"})
    taken = reverse("incidents:care_taken", args=[wish.pk, "txt"])
    assert room.heron.client.get(taken).status_code == 403

    page = reverse("incidents:care_report", args=[report.pk])
    room.heron.client.post(page, {"go": "redact", "text": "Her child was taken.", "seen": "1"})
    got = room.heron.client.get(taken).content.decode()
    assert "Her child was taken." in got
    assert STORY not in got
