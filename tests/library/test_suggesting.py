"""A reader suggests a resource or asks for another format, without account, cookie or script."""

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests.cast import SignedIn
from whrin.audit.models import Event
from whrin.kit.form_tokens import OLDEST
from whrin.library import actions
from whrin.library.actions.suggestions import AN_HOUR
from whrin.library.care_tasks import care_for_suggestions, send_answer
from whrin.library.models import Suggestion, Work
from whrin.people.models import Person

pytestmark = pytest.mark.django_db
PAGE = "/en/library/suggest/"
NOW = datetime.datetime(2026, 11, 22, 9, 0, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _own_store(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()


def token_in(page: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    return found[1]


def send(reader: Client, address: str = PAGE, *, after: float = 30, **written: Any) -> Any:
    """Open the page, fill it in for `after` seconds and send it."""
    with time_machine.travel(NOW, tick=False) as clock:
        token = token_in(reader.get(address).content.decode())
        clock.shift(after)
        return reader.post(address, {"token": token, "website": "", **written})


def test_a_reader_can_suggest_an_address_and_leaves_no_trace(reader: Client) -> None:
    assert "no-store" in reader.get(PAGE).headers["Cache-Control"]
    answer = send(reader, where="example.org/guide?utm_source=x", title="  A  guide ", note="Please!")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{PAGE}?sent=yes")
    found = Suggestion.objects.get()
    assert (found.address, found.title) == ("https://example.org/guide?utm_source=x", "A guide")
    assert (found.note, found.email, found.state) == ("Please!", "", "waiting")
    assert "Thank you" in reader.get(answer.headers["Location"]).content.decode()
    assert not reader.cookies


def test_a_doi_alone_is_enough(reader: Client) -> None:
    send(reader, where="https://doi.org/10.1000/ABC")
    assert (Suggestion.objects.get().doi, Suggestion.objects.get().address) == ("10.1000/abc", "")


def test_a_reader_can_send_a_file_whose_name_is_forgotten(reader: Client) -> None:
    upload = SimpleUploadedFile("maria-lopez.txt", b"Words for women")
    assert send(reader, file=upload).status_code == 302
    found = Suggestion.objects.get()
    assert "maria" not in found.file.name
    assert Path(found.file.path).read_bytes() == b"Words for women"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({}, "Give a web address, a DOI, a file"),
        ({"where": "not an address"}, "Write a whole web address"),
        ({"where": "javascript:alert(1)"}, "Write a whole web address"),
        ({"where": "https://a.org", "email": "nobody"}, "valid email"),
        ({"file": SimpleUploadedFile("a.exe", b"MZ\x00")}, "The library keeps PDF"),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF-" + b"x" * 900_001)}, "at most 900 kB"),
        ({"where": "https://a.org", "website": "https://spam.example"}, "Please send it once more"),
    ],
)
def test_what_cannot_be_kept_is_told_and_what_she_typed_stays(
    reader: Client, wrong: dict[str, Any], told: str
) -> None:
    answer = send(reader, note="Why it matters", **wrong)
    page = answer.content.decode()
    assert (answer.status_code, told in page, "Why it matters" in page) == (422, True, True)
    assert "spam.example" not in page
    assert (Suggestion.objects.count(), Event.objects.count()) == (0, 0)


@pytest.mark.parametrize(("seconds", "told"), [(1, "That was very quick"), (OLDEST + 60, "open for long")])
def test_a_form_that_comes_too_soon_or_too_late_is_sent_once_more(
    reader: Client, seconds: float, told: str
) -> None:
    answer = send(reader, after=seconds, where="https://a.org/1")
    assert (answer.status_code, Suggestion.objects.count()) == (422, 0)
    page = answer.content.decode()
    assert told in page and "https://a.org/1" in page
    with time_machine.travel(NOW + datetime.timedelta(seconds=seconds + 30)):
        again = reader.post(PAGE, {"token": token_in(page), "where": "https://a.org/1"})
    assert (again.status_code, Suggestion.objects.count()) == (302, 1) if seconds == 1 else True


@pytest.mark.parametrize("token", ["", "forged", "suggest:1abc:forged"])
def test_a_forged_token_keeps_a_programme_out(reader: Client, token: str) -> None:
    assert reader.post(PAGE, {"token": token, "where": "https://a.org"}).status_code == 422
    assert not Suggestion.objects.exists()


def test_one_address_sent_three_times_waits_once(reader: Client) -> None:
    for number, where in enumerate(("http://www.a.org/x/", "https://a.org/x", "a.org/x?utm_source=z")):
        send(reader, where=where, note=f"Note {number}")
    assert [each.note.split("\n\n") for each in Suggestion.objects.all()] == [["Note 0", "Note 1", "Note 2"]]
    send(reader, where="https://a.org/x", email="one@example.org")
    assert Suggestion.objects.get().email == "one@example.org"
    send(reader, where="https://a.org/x", email="two@example.org")
    assert Suggestion.objects.count() == 2, "each who wants an answer gets one"


def test_what_the_library_has_is_shown_and_not_kept(reader: Client) -> None:
    work = actions.add_work(title="Here", language="en", kind="report", addresses=["https://a.org/x"])
    draft = send(reader, where="https://a.org/x")
    assert draft.status_code == 302, "what is not public is not told"
    Suggestion.objects.all().delete()
    actions.publish(work=work, by=None)
    page = send(reader, where="http://a.org/x").content.decode()
    assert f"/en/library/{work.slug}/en/" in page
    assert not Suggestion.objects.exists()


def test_a_reader_can_ask_for_another_format_of_a_public_work(reader: Client) -> None:
    work = actions.add_work(title="دليل", language="ar", kind="report")
    assert reader.get(f"{PAGE}?work={work.slug}").status_code == 404
    actions.publish(work=work, by=None)
    address = f"{PAGE}?work={work.slug}"
    assert 'dir="rtl">دليل</a>' in reader.get(address).content.decode()
    assert send(reader, address).status_code == 422
    assert send(reader, address, format="audio", email="she@example.org").status_code == 302
    found = Suggestion.objects.get()
    assert (found.wish, found.work, found.format) == ("format", work, "audio")


def test_an_hour_has_only_so_many_places(reader: Client) -> None:
    for number in range(AN_HOUR):
        assert send(reader, where=f"https://a.org/{number}").status_code == 302
    answer = send(reader, where="https://a.org/more", note="Kept on the page")
    assert (answer.status_code, Suggestion.objects.count()) == (429, AN_HOUR)
    assert "Kept on the page" in answer.content.decode()


def test_no_answer_is_offered_where_no_mail_is_sent(reader: Client, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert 'name="email"' not in reader.get(PAGE).content.decode()


# --- The desk -------------------------------------------------------------------------------------


def wish(**fields: Any) -> Suggestion:
    return Suggestion.objects.create(**{"address": "https://a.org/x", "title": "A guide", **fields})


def test_a_librarian_accepts_and_a_draft_begins(editor: Person, tasks_at_once: None) -> None:
    found = wish(email="she@example.org", email_language="es", note="Why")
    client = SignedIn(editor)
    assert "A guide" in client.get(reverse("care:suggestions")).content.decode()
    address = reverse("care:suggestion", args=[found.pk])
    assert "A guide" in client.get(address).content.decode()
    answer = client.post(address, {"accept": "yes", "title": "A guide", "kind": "report", "language": "es"})
    work = Work.objects.get()
    assert answer.headers["Location"] == reverse("works:edit", args=[work.pk])
    assert (work.status, str(work), work.staff_note) == ("draft", "A guide", "Why")
    assert work.versions.get().links.get().address == "https://a.org/x"
    found.refresh_from_db()
    assert (found.state, found.work, found.email) == ("accepted", work, "")
    assert [letter.to for letter in mail.outbox] == [["she@example.org"]]


def test_a_doi_alone_becomes_a_draft_once(editor: Person) -> None:
    first, second = wish(address="", title="", doi="10.1/x"), wish(address="", title="", doi="10.1/x")
    client = SignedIn(editor)
    written = {"accept": "yes", "title": "10.1/x", "kind": "journal-article", "language": "und"}
    for found in (first, second):
        client.post(reverse("care:suggestion", args=[found.pk]), written)
    assert Work.objects.get().doi == "10.1/x"
    second.refresh_from_db()
    assert second.state == "waiting"


def test_a_librarian_declines_only_with_a_reason(editor: Person, tasks_at_once: None) -> None:
    found = wish(email="she@example.org", email_language="en")
    address = reverse("care:suggestion", args=[found.pk])
    SignedIn(editor).post(address, {"decline": "yes", "reply": " "})
    found.refresh_from_db()
    assert (found.state, mail.outbox) == ("waiting", [])
    SignedIn(editor).post(address, {"decline": "yes", "reply": "It is about cars."})
    found.refresh_from_db()
    assert (found.state, found.reason, found.email) == ("declined", "It is about cars.", "")
    assert "It is about cars." in mail.outbox[0].body
    SignedIn(editor).post(address, {"decline": "yes", "reply": "Once more"})
    assert len(mail.outbox) == 1
    found.refresh_from_db()
    assert found.reason == "It is about cars."


def test_a_suggested_file_goes_with_the_draft_or_says_why_not(editor: Person, reader: Client) -> None:
    send(reader, title="A leaflet", file=SimpleUploadedFile("a.txt", b"Words"))
    found = Suggestion.objects.get()
    client = SignedIn(editor)
    file = client.get(reverse("care:suggested-file", args=[found.pk]))
    assert b"".join(file.streaming_content) == b"Words"  # type: ignore[attr-defined]  # a file response
    written = {"accept": "yes", "title": "A leaflet", "kind": "report", "language": "en"}
    page = client.post(reverse("care:suggestion", args=[found.pk]), written, follow=True).content.decode()
    assert "gives no right to keep a copy" in page
    assert Work.objects.get().versions.get().files.count() == 0


def test_an_answer_is_sent_once_and_tried_again_when_the_mail_was_down(tasks_at_once: None) -> None:
    today = datetime.datetime.now(datetime.UTC).date()
    found = wish(email="a@b.org", email_language="fr", state="declined", reason="No", answered_on=today)
    care_for_suggestions()
    send_answer.call(found.pk)
    assert len(mail.outbox) == 1
    late = wish(email="c@d.org", state="declined", answered_on=today - datetime.timedelta(days=15))
    care_for_suggestions()
    late.refresh_from_db()
    assert (late.email, len(mail.outbox)) == ("", 1)


def test_a_suggestion_is_forgotten_a_year_after_the_answer_with_its_file(reader: Client) -> None:
    send(reader, title="Old", file=SimpleUploadedFile("a.txt", b"Words"))
    old = Suggestion.objects.get()
    path = Path(old.file.path)
    today = datetime.datetime.now(datetime.UTC).date()
    Suggestion.objects.update(state="declined", answered_on=today - datetime.timedelta(days=366))
    kept = wish(state="declined", answered_on=today - datetime.timedelta(days=364))
    waiting = wish()
    assert care_for_suggestions() == 1
    assert list(Suggestion.objects.all()) == [kept, waiting]
    assert not path.exists()


def test_the_queue_asks_the_same_number_of_questions_for_one_and_for_three(
    editor: Person, django_assert_num_queries: Any
) -> None:
    work = actions.add_work(title="Here", language="en", kind="report")
    client, address = SignedIn(editor), reverse("care:suggestions")
    wish(wish="format", work=work, format="audio", address="")
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for number in range(2):
        other = actions.add_work(title=f"Other {number}", language="en", kind="report")
        wish(wish="format", work=other, format="large", address="")
    with django_assert_num_queries(len(one)):
        client.get(address)


def test_who_may_not_edit_sees_no_suggestions(db: None) -> None:
    outsider = Person.objects.create_user("outsider", password="long enough for this", is_staff=True)
    found = wish()
    client = SignedIn(outsider)
    for name, arguments in (("suggestions", []), ("suggestion", [found.pk]), ("suggested-file", [found.pk])):
        assert client.get(reverse(f"care:{name}", args=arguments)).status_code in {302, 403}
    assert client.post(
        reverse("care:suggestion", args=[found.pk]), {"decline": "", "reply": "x"}
    ).status_code in {
        302,
        403,
    }
    found.refresh_from_db()
    assert found.state == "waiting"
