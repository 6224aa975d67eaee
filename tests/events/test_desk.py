"""The calendar as editors keep it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import SignedIn
from tests.events.making import LINK, body, day, deadline, meeting, session
from whrin.events.models import Body, Deadline, FollowUp, Occasion, Session
from whrin.events.sealing import link_of
from whrin.library.actions import publish
from whrin.library.enums import Status
from whrin.library.models import Work
from whrin.people.models import Person

pytestmark = pytest.mark.django_db
DESK = "/desk/calendar"
HEAD = "name,kind,typical_month,fixed_date,recurrence,usual_place,organiser,public_page,source,note\n"


def test_an_editor_writes_a_body_a_session_a_deadline_and_what_followed(editor: Person) -> None:
    writes = SignedIn(editor)
    writes.post(f"{DESK}/bodies/new/", {"tongue": "en", "name": "Commission on Gardens", "kind": "un"})
    made = Body.objects.get()
    writes.post(
        f"{DESK}/sessions/new/",
        {"tongue": "es", "name": "Sesión", "body": made.pk, "starts": "2030-03-11", "state": "public"},
    )
    found = Session.objects.get()
    assert (found.names, str(found.starts)) == ({"es": "Sesión"}, "2030-03-11")
    given = {"tongue": "en", "session": found.pk, "kind": "oral", "weeks_before": "2"}
    assert writes.post(f"{DESK}/deadlines/new/?of={found.pk}", given).status_code == 302
    assert str(Deadline.objects.get().day) == "2030-02-25"
    decided = {
        "session": found.pk,
        "kind": "resolution",
        "text": "Plant.",
        "language": "en",
        "on": "2030-03-12",
    }
    assert writes.post(f"{DESK}/decisions/new/", decided).status_code == 302
    step = {"tongue": "en", "decision": found.decisions.get().pk, "country": "KE", "on": "2030-04-01"}
    writes.post(f"{DESK}/follow-up/new/", {**step, "state": "planned"})
    writes.post(
        f"{DESK}/follow-up/{FollowUp.objects.get().pk}/", {**step, "state": "done", "on": "2030-05-01"}
    )
    assert list(FollowUp.objects.values_list("state", "is_current")) == [("done", True), ("planned", False)]
    for name in ("bodies", "sessions", "deadlines", "decisions", "follow-up", "occasions", "reviews"):
        assert writes.get(f"{DESK}/{name}/").status_code == 200
        assert writes.get(f"{DESK}/{name}/new/").status_code == 200


def test_another_language_is_added_and_the_first_stays(editor: Person) -> None:
    found = session()
    given = {"tongue": "fr", "name": "Séance", "body": found.body_id, "state": "public", "opened": "0"}
    assert SignedIn(editor).post(f"{DESK}/sessions/{found.pk}/", given).status_code == 302
    found.refresh_from_db()
    assert found.names == {"en": "Made-up seventh session", "fr": "Séance"}
    late = SignedIn(editor).post(f"{DESK}/sessions/{found.pk}/", {**given, "name": "Autre"})
    assert late.status_code == 409 and "Autre" in late.content.decode()
    found.refresh_from_db()
    assert found.names["fr"] == "Séance"


def test_hours_are_those_of_the_zone_and_the_link_is_sealed(editor: Person) -> None:
    given = {
        "tongue": "en",
        "name": "Evening",
        "kind": "meeting",
        "zone": "Asia/Kathmandu",
        "state": "public",
        "begins_at": "2030-01-15T10:00",
        "ends_at": "2030-01-15T11:00",
        "spoken": "en, ne",
        "takes_registrations": "on",
        "link": LINK,
    }
    writes = SignedIn(editor)
    assert writes.post(f"{DESK}/occasions/new/", given).status_code == 302
    found = Occasion.objects.get()
    assert found.begins_at is not None and found.begins_at.isoformat() == "2030-01-15T04:15:00+00:00"
    assert (found.languages, link_of(found)) == (["en", "ne"], LINK)
    shown = writes.get(f"{DESK}/occasions/{found.pk}/").content.decode()
    assert 'value="2030-01-15T10:00"' in shown and LINK in shown
    for wrong in (
        {"zone": "Nowhere/Land"},
        {"ends_at": "2030-01-15T09:00"},
        {"spoken": "?!"},
        {"name": ""},
        {"link": "javascript:0"},
    ):
        answer = writes.post(f"{DESK}/occasions/new/", {**given, **wrong})
        assert answer.status_code == 422
    assert Occasion.objects.count() == 1


def test_a_deadline_can_be_taken_out_again(editor: Person) -> None:
    row = deadline(session())
    SignedIn(editor).post(f"{DESK}/deadlines/{row.pk}/remove/")
    assert not Deadline.objects.exists()
    found = day()
    SignedIn(editor).post(f"{DESK}/occasions/{found.pk}/remove/")
    assert Occasion.objects.exists()


@pytest.mark.parametrize(
    "lines",
    [
        "Tree day,international day,,02-30,,,,,,\n",
        "Tree day,feast,,06-26,,,,,,\n",
        "Tree day,international day,13,,,,,,,\n",
        "Session of nobody,UN session,3,,,,,,,\n",
        ",international day,6,,,,,,,\n",
        "Tree day,international day,6,,,,,javascript:alert(1),,\n",
    ],
)
def test_a_table_with_a_fault_changes_nothing_and_the_line_is_named(editor: Person, lines: str) -> None:
    body()
    good = "Good day,international day,6,06-26,yearly,worldwide,,,,\n"
    file = SimpleUploadedFile("t.csv", (HEAD + good + lines).encode())
    answer = SignedIn(editor).post(f"{DESK}/import/", {"table": file})
    assert answer.status_code == 422 and "Line 3" in answer.content.decode()
    assert not Occasion.objects.exists()


def test_a_table_comes_in_once(editor: Person) -> None:
    body()
    lines = (
        '"Commission on Gardens, regular",UN session,2;6-7,,yearly,Geneva,,,,Short.\n'
        "Tree day,campaign period,11,11-25/12-10,yearly,worldwide,Gardeners,,https://example.org,\n"
    )
    for _time in range(2):
        file = SimpleUploadedFile("t.csv", (HEAD + lines).encode())
        assert SignedIn(editor).post(f"{DESK}/import/", {"table": file}).status_code == 302
    assert (Session.objects.get().months, Session.objects.get().note) == ("2;6-7", {"en": "Yearly. Short."})
    found = Occasion.objects.get()
    assert (found.yearly, found.yearly_to, found.kind) == ("11-25", "12-10", "campaign-day")
    nul = (HEAD + "Bee day,international day,6,,,,,https://example.org/\x00,\x00,\n").encode()
    for broken in (b"\xff\xfe", b"name\nx\n", b"", nul):
        file = SimpleUploadedFile("t.csv", broken or b"\n")
        assert SignedIn(editor).post(f"{DESK}/import/", {"table": file}).status_code == 422
    assert Occasion.objects.count() == 1


def test_a_meeting_keeps_its_link_when_something_else_is_changed(editor: Person) -> None:
    found = meeting()
    shown = SignedIn(editor).get(f"{DESK}/occasions/{found.pk}/").context["asked"]
    given = {name: shown[name].value() for name in shown.fields if shown[name].value() not in (None, False)}
    SignedIn(editor).post(f"{DESK}/occasions/{found.pk}/", {**given, "place": "Here", "opened": "0"})
    found.refresh_from_db()
    assert (found.place, link_of(found)) == ("Here", LINK)


def test_a_recording_becomes_a_draft_of_the_library_and_is_shown_once_published(editor: Person) -> None:
    found, writes = meeting(hours=-5), SignedIn(editor)
    wanted = {"title": "The evening, recorded", "address": "https://films.example.org/1"}
    writes.post(f"{DESK}/occasions/{found.pk}/recording/", wanted)
    work = found.works.get()
    assert work.status == Status.DRAFT
    assert "The evening, recorded" not in writes.get("/en/calendar/evening/").content.decode()
    publish(work=work, by=None)
    assert "The evening, recorded" in writes.get("/en/calendar/evening/").content.decode()
    for wrong in ({"slug": "nothing-there"}, {"title": "x", "address": "javascript:alert(1)"}, {}):
        writes.post(f"{DESK}/occasions/{found.pk}/recording/", wrong)
    assert found.works.count() == Work.objects.count() == 1
