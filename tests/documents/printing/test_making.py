"""Files on demand: the first who asks waits, everybody behind her has the same file, and it goes again."""

import datetime
from pathlib import Path

import pytest
import time_machine
from django.core.signals import request_finished
from django.db import IntegrityError, close_old_connections, transaction
from django.http import FileResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from tests.documents.printing.makers import document
from whrin.documents.models import PrintedFile
from whrin.documents.printing import TooManyAtOnce, answer_with, made_document, storing
from whrin.documents.printing.making import MOST_WAITING, mark_of
from whrin.documents.printing.tasks import make_printed

pytestmark = pytest.mark.django_db
BODY = "<p>Twelve services.</p>"


@pytest.fixture(autouse=True)
def place(settings: Settings, tmp_path: Path) -> Path:
    settings.VAR = tmp_path
    return tmp_path / "printed"


def ask(address: str = "/en/brief.pdf?sheet=a4", body: str = BODY) -> HttpResponseBase:
    made = made_document(document(body=body), form="pdf")
    answer = answer_with(RequestFactory().get(address), made, name="kenya-2026", back="/en/places/ke/")
    # As Django's own test client does: the end of a request must not end the test's transaction.
    request_finished.disconnect(close_old_connections)
    answer.close()
    request_finished.connect(close_old_connections)
    return answer


def page_of(answer: HttpResponseBase) -> str:
    assert isinstance(answer, TemplateResponse)
    return answer.render().content.decode()


def test_a_visitor_waits_on_a_page_that_renews_itself_and_then_has_the_file(
    place: Path, tasks_kept: None
) -> None:
    waiting = ask()
    assert waiting.status_code == 202
    assert waiting["Refresh"] == "2;url=/en/brief.pdf?sheet=a4&waited=1"
    assert "no-store" in waiting["Cache-Control"]
    [row] = PrintedFile.objects.all()
    make_printed.func(row.mark)
    make_printed.func(row.mark)
    ready = ask("/en/brief.pdf?sheet=a4&waited=1")
    assert ready.status_code == 200
    assert 'href="/en/brief.pdf?sheet=a4"' in page_of(ready)
    given = ask()
    assert given["Content-Type"] == "application/pdf"
    assert given["Content-Disposition"] == 'inline; filename="kenya-2026.pdf"'
    assert isinstance(given, FileResponse)
    assert given["Content-Length"] == str(storing.path_of(row).stat().st_size)
    assert sorted(path.suffix for path in place.iterdir()) == [".lock", ".pdf"]


def test_two_who_ask_for_the_same_have_one_file_and_others_have_others(tasks_kept: None) -> None:
    ask()
    ask()
    ask(body="<p>Thirteen services.</p>")
    assert PrintedFile.objects.count() == 2
    assert len({mark_of(document(), "pdf", sheet) for sheet in ("a4", "letter", "leaflet", "pocket")}) == 4


def test_who_has_the_file_is_not_sent_it_again(tasks_at_once: None) -> None:
    tag = ask()["ETag"]
    made = made_document(document(body=BODY), form="pdf")
    request = RequestFactory().get("/en/brief.pdf", headers={"If-None-Match": tag})
    assert answer_with(request, made, name="kenya-2026", back="/").status_code == 304


def test_a_visitor_is_told_why_there_is_no_file(tasks_at_once: None, place: Path) -> None:
    failed = ask(body="<p>漢</p>")
    assert failed.status_code == 503
    page = page_of(failed)
    assert "signs that our fonts do not have" in page
    assert 'href="/en/places/ke/"' in page
    assert list(place.glob("*.asked")) == []


def test_a_file_whose_making_was_cut_off_or_that_was_lost_is_made_again(
    tasks_kept: None, place: Path
) -> None:
    ask()
    PrintedFile.objects.update(state=PrintedFile.State.MAKING, done=1)
    assert ask().status_code == 202
    [row] = PrintedFile.objects.all()
    make_printed.func(row.mark)
    storing.path_of(row).unlink()
    assert ask().status_code == 202
    make_printed.func(row.mark)
    assert ask().status_code == 200


def test_nobody_can_have_the_house_print_without_end(tasks_kept: None) -> None:
    day = datetime.date(2026, 11, 22)
    PrintedFile.objects.bulk_create(
        PrintedFile(mark=f"{number:064x}", form="pdf", sheet="a4", day=day) for number in range(MOST_WAITING)
    )
    with pytest.raises(TooManyAtOnce):
        ask()
    assert PrintedFile.objects.count() == MOST_WAITING


def test_what_nobody_asks_for_is_erased_with_its_file(tasks_at_once: None, place: Path) -> None:
    with time_machine.travel("2026-11-20 12:00Z", tick=False):
        ask()
        ask(body="<p>Asked for again.</p>")
    with time_machine.travel("2026-11-22 12:00Z", tick=False):
        ask(body="<p>Asked for again.</p>")
        assert storing.sweep_printed() == 1
    [row] = PrintedFile.objects.all()
    assert [path.name for path in place.glob("*.pdf")] == [f"{row.mark}.pdf"]


def test_a_file_that_is_made_has_something_in_it() -> None:
    day = datetime.date(2026, 11, 22)
    with pytest.raises(IntegrityError, match="printed_file_made_has_size"), transaction.atomic():
        PrintedFile.objects.create(mark="a" * 64, form="pdf", sheet="a4", day=day, state="made", size=0)
    assert not PrintedFile.objects.exists()
