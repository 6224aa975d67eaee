"""Questions at the desk: uploaded, judged, tried out, published, taken away."""

import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from tests.surveys import making
from whrin.kit.days import today
from whrin.people.models import Person
from whrin.surveys import actions
from whrin.surveys.models import Form, Version
from whrin.surveys.xlsform import read_sheets, write_xlsx

SignIn = Callable[[Person], Client]
PAGE = "/desk/forms/small/questions/"
TABLE = """
| survey |
| | type | name | label::English (en) | label::Arabic (ar) | relevant | required |
| | text | place | Which place? | أي مكان؟ | | yes |
| | select_one yn | open | Is it open? | هل هو مفتوح؟ | | |
| | integer | beds | How many beds? | | ${open} = 'yes' | |
| choices |
| | list_name | name | label::English (en) | label::Arabic (ar) |
| | yn | yes | Yes | نعم |
| | yn | no | No | لا |
| settings |
| | form_title |
| | Places |
"""


@pytest.fixture
def desk(coordinator: Person, sign_in: SignIn) -> Client:
    """Return the browser of a coordinator who has made a form."""
    actions.create_form(form_id="small", by=coordinator)
    return sign_in(coordinator)


def upload(desk: Client, data: bytes, name: str = "form.md") -> "str":
    """Upload a form and return the page."""
    sent = desk.post(PAGE, {"sheets": SimpleUploadedFile(name, data)}, follow=True)
    return sent.content.decode()


def test_an_author_uploads_a_workbook_sees_what_is_missing_and_publishes_it(desk: Client) -> None:
    page = upload(desk, write_xlsx(read_sheets(TABLE.encode())), "form.xlsx")
    assert "Missing translations" in page and "beds has no label in this language: Arabic (ar)." in page
    assert "English (en)" in page and "To mend" not in page
    mark = desk.get(PAGE + "publish/").context["mark"]
    answer = desk.post(PAGE + "publish/", {"mark": mark, "name": "first"}, follow=True)
    assert "Version first is published." in answer.content.decode()
    assert Version.objects.get().name == "first" and Form.objects.get().sheets_in_work is None


def test_faults_are_said_at_their_line_and_what_was_uploaded_stays(desk: Client) -> None:
    page = upload(desk, TABLE.replace("${open} = 'yes'", "slected(${open}, 'yes')").encode())
    assert "There is no function called slected." in page and "To mend before it can be published" in page
    page = upload(desk, TABLE.replace("${open}", "${opne}").encode())
    assert "There is no question called opne." in page
    assert Form.objects.get().sheets_in_work and desk.get(PAGE + "publish/").status_code == 302
    page = upload(desk, TABLE.replace("| yn | no |", "| yn | yes |").encode())
    assert "This name is there twice: yes." in page
    assert not Version.objects.exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty."),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "This is no form"),
        (b"\xd0\xcf\x11\xe0 locked", "locked with a password"),
    ],
)
def test_what_is_no_form_is_refused_and_the_work_before_stays(desk: Client, data: bytes, words: str) -> None:
    upload(desk, TABLE.encode())
    before = Form.objects.get().sheets_in_work
    answer = desk.post(PAGE, {"sheets": SimpleUploadedFile("a.png", data)})
    assert answer.status_code == 422 and words in answer.content.decode()
    assert Form.objects.get().sheets_in_work == before


def test_a_missing_file_is_named_and_given(desk: Client) -> None:
    page = upload(desk, making.VISIT.format(version="").encode())
    assert "towns.csv" in page and "missing" in page and "publish/" not in page
    damaged = SimpleUploadedFile("towns.csv", "name,label\nx,Orléans\n".encode("cp1252"))
    page = desk.post(PAGE, {"act": "files", "file": damaged}, follow=True).content.decode()
    assert "cannot be read" in page and "publish/" not in page
    desk.post(PAGE, {"act": "files", "file": SimpleUploadedFile("towns.csv", making.TOWNS)})
    mark = desk.get(PAGE + "publish/").context["mark"]
    desk.post(PAGE + "publish/", {"mark": mark})
    assert bytes(Version.objects.get().media.get().content) == making.TOWNS


def test_a_long_form_is_judged_and_published_by_tasks(desk: Client, tasks_at_once: None) -> None:
    rows = "".join(f"| | text | q{number} | Q |\n" for number in range(1100))
    long = "| survey |\n| | type | name | label |\n" + rows
    assert "It is being looked through." in upload(desk, long.encode())
    mark = desk.get(PAGE + "publish/").context["mark"]
    desk.post(PAGE + "publish/", {"mark": mark, "name": "long"})
    assert Version.objects.get().name == "long"
    upload(desk, long.replace("q7 ", "q8888 ").encode())
    mark = desk.get(PAGE + "publish/").context["mark"]
    page = desk.post(PAGE + "publish/", {"mark": mark, "name": "long"}, follow=True).content.decode()
    assert "There is a version long already." in page and Version.objects.count() == 1


def test_a_question_that_is_called_otherwise_now_stays_the_same(desk: Client, coordinator: Person) -> None:
    form = making.publish(Form.objects.get(), coordinator)
    upload(desk, making.SMALL.format(version="2").replace("| name | Name", "| called | Name").encode())
    page = desk.get(PAGE + "publish/")
    assert page.context["chosen"] == {"/data/name": "/data/called"}
    fields = {"mark": page.context["mark"], "name": "1", "same:/data/name": "/data/called"}
    refused = desk.post(PAGE + "publish/", fields)
    assert refused.status_code == 422 and "There is a version 1 already." in refused.content.decode()
    desk.post(PAGE + "publish/", fields | {"name": "2"})
    form.refresh_from_db()
    assert form.renames == {"/data/name": "/data/called"}


def test_sheets_that_name_a_version_again_are_published_under_the_day(
    desk: Client, coordinator: Person
) -> None:
    making.publish(Form.objects.get(), coordinator)
    upload(desk, making.SMALL.format(version="1").encode())
    page = desk.get(PAGE + "publish/")
    assert page.context["name"] == "" and "Without one it is called by the day." in page.content.decode()
    desk.post(PAGE + "publish/", {"mark": page.context["mark"], "name": ""})
    assert Version.objects.count() == 2 and Version.objects.latest("pk").name == f"{today():%Y%m%d}01"


def test_a_form_is_tried_out_page_by_page_in_both_languages_and_nothing_is_kept(desk: Client) -> None:
    upload(desk, TABLE.encode())
    first = desk.get(PAGE + "try/work/")
    assert "Which place?" in first.content.decode()
    state = first.context["state"]
    arabic = desk.post(
        PAGE + "try/work/", {"state": state, "act": "language:Arabic (ar)", "/data/place": "A"}
    )
    assert "أي مكان؟" in arabic.content.decode() and 'dir="rtl"' in arabic.content.decode()
    again = desk.post(
        PAGE + "try/work/", {"state": arabic.context["state"], "act": "next", "/data/place": ""}
    )
    assert again.status_code == 422
    fields = {"state": again.context["state"], "act": "next", "/data/place": "A", "/data/open": "no"}
    end = desk.post(PAGE + "try/work/", fields)
    assert end.context["shown"] is None and not end.context["unfinished"]
    forged = desk.post(PAGE + "try/work/", {"state": "forged", "act": "next"})
    assert forged.context["shown"] is not None
    assert not Form.objects.get().answers.exists()


def test_sheets_are_taken_away_as_they_came(desk: Client, coordinator: Person) -> None:
    upload(desk, TABLE.encode())
    book = load_workbook(io.BytesIO(desk.get(PAGE + "work.xlsx").content))
    assert book["survey"]["C2"].value == "Which place?"
    version = actions.publish_work(form=Form.objects.get(), by=coordinator)
    assert read_sheets(desk.get(f"{PAGE}{version.pk}.csv").content)["choices"].rows[0]["name"] == "yes"
    assert desk.get(PAGE + "work.exe").status_code == 404


def test_an_editor_of_the_library_finds_no_questions(desk: Client, editor: Person, sign_in: SignIn) -> None:
    upload(desk, TABLE.encode())
    browser = sign_in(editor)
    for address in ("", "publish/", "try/work/", "edit/", "edit/1/", "edit/about/", "work.xlsx"):
        assert browser.get(PAGE + address, follow=True).status_code == 404
    browser.post(PAGE, {"act": "discard"})
    assert Form.objects.get().sheets_in_work


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_database_as_often_for_three_versions_as_for_one(
    desk: Client, coordinator: Person, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    form = Form.objects.get()
    for version in range(number):
        making.publish(form, coordinator, version=str(version))
    actions.save_work(form=form, sheets=read_sheets(TABLE.encode()), by=coordinator)
    desk.get(PAGE)
    with django_assert_num_queries(14):
        desk.get(PAGE)
