"""A form is answered on the web: without a cookie or a script, page by page, and on another day."""

import re
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from tests.architecture.test_weights import MOST, weight
from tests.surveys import making
from whrin.people.models import Person
from whrin.surveys import actions
from whrin.surveys.models import Answer, Attachment, Draft, DraftFile, Form
from whrin.surveys.queries import xml_of

TABLE = """
| survey |
| | type | name | label::English (en) | label::العربية (ar) | required | constraint | constraint_message |
| | begin_group | one | First | أولا | | | |
| | text | name | What shall we call you? | ما اسمك؟ | yes | | |
| | integer | age | How old are you? | كم عمرك؟ | | . > 17 | Only from 18 years on. |
| | end_group | | | | | | |
| | begin_repeat | room | Rooms | غرف | | | |
| | text | beds | Beds | أسرة | | | |
| | end_repeat | | | | | | |
| | image | picture | A picture | صورة | | | |
| settings |
| | form_title | form_id | version | default_language |
| | Sample visit | small | {version} | English (en) |
"""
NAME, AGE = "/data/one/name", "/data/one/age"
PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\0IEND\xaeB`\x82"


@pytest.fixture
def form(coordinator: Person) -> Form:
    return making.open_form(coordinator, table=TABLE)


def page_of(response: Any) -> str:
    """Return what the page says; a redirect has none."""
    assert response.status_code == 200, response
    return str(response.content.decode())


def field(page: str, name: str) -> str:
    """Return what stands in a field."""
    found = re.search(rf'name="{re.escape(name)}"[^>]*value="([^"]*)"', page)
    assert found, name
    return found[1]


def begin(reader: Client, **more: Any) -> str:
    """Begin with the first page, and return the address of the draft."""
    led = reader.post("/en/surveys/small/", {NAME: "Sample", AGE: "30", "act": "next", **more})
    assert led.status_code == 302, led.content.decode()
    return str(led["Location"]).partition("later/")[0]


def press(reader: Client, address: str, act: str = "next", **fields: Any) -> Any:
    """Send a page as a browser does that has just loaded it."""
    revision = field(page_of(reader.get(address)), "revision")
    return reader.post(address, {"revision": revision, "act": act, **fields})


def send(reader: Client, draft: str) -> Any:
    return reader.post(
        f"{draft}review/", {"revision": field(page_of(reader.get(f"{draft}review/")), "revision")}
    )


def receipt_in(response: Any) -> str:
    found = re.search(r'<p class="code" dir="ltr"><b>([^<]+)</b>', page_of(response))
    assert found
    return found[1]


def answers() -> list[str]:
    return [xml_of(answer.editions.all()[0]) for answer in Answer.objects.order_by("pk")]


def test_a_visitor_answers_leaves_comes_back_by_her_words_sends_and_corrects(
    form: Form, reader: Client
) -> None:
    assert "What shall we call you?" in page_of(reader.get("/en/surveys/small/"))
    draft = begin(reader)
    words = re.findall(r"<li><b[^>]*>(\w+)</b>", page_of(reader.get(f"{draft}later/")))
    assert len(words) == 6
    back = reader.post("/ar/surveys/small/resume/", {"words": " ".join(words).upper()})
    assert back["Location"] == draft.replace("/en/", "/ar/")
    rooms = reader.get(back["Location"], follow=True)
    assert "أسرة" in page_of(rooms)
    led = press(reader, rooms.redirect_chain[-1][0], **{"/data/room[1]/beds": "4"})
    led = press(reader, led["Location"], "add")
    led = press(reader, led["Location"], **{"/data/room[2]/beds": "2"})
    picture = SimpleUploadedFile("IMG_20260101.png", PICTURE, "image/png")
    led = press(reader, press(reader, led["Location"])["Location"], **{"/data/picture": picture})
    assert led["Location"] == draft.replace("/en/", "/ar/") + "review/"
    code = receipt_in(send(reader, draft))
    (sent,) = answers()
    assert "<beds>4</beds>" in sent and "<beds>2</beds>" in sent and "<picture>picture.png</picture>" in sent
    assert not Draft.objects.exists() and Attachment.objects.get().digest
    corrected = reader.post("/en/surveys/receipt/", {"code": code.lower(), "act": "correct"})["Location"]
    press(reader, corrected.replace("review/", "p/one~name/"), **{NAME: "Other", AGE: "31"})
    assert "receipt stays the same" in page_of(send(reader, corrected.removesuffix("review/")))
    assert "<name>Other</name>" in answers()[0] and Attachment.objects.filter(is_missing=False).count() == 2
    reader.post("/en/surveys/receipt/", {"code": code, "act": "withdrawn"})
    assert not Answer.objects.exists()
    assert reader.cookies == {}


def test_what_is_refused_stands_in_its_field_and_what_is_right_is_kept(form: Form, reader: Client) -> None:
    refused = reader.post("/en/surveys/small/", {NAME: "Sample", AGE: "old", "act": "next"})
    assert refused.status_code == 422
    page = refused.content.decode()
    assert field(page, AGE) == "old" and 'href="#q~one~age"' in page
    address = re.findall(r'action="([^"]*/p/[^"]*)"', page)[0]
    assert field(page_of(reader.get(address)), NAME) == "Sample"
    young = press(reader, address, **{NAME: "Sample", AGE: "12"})
    assert "Only from 18 years on." in young.content.decode()
    assert not Answer.objects.exists()


def test_she_changes_the_language_in_the_midst_and_loses_no_word(form: Form, reader: Client) -> None:
    address = f"{begin(reader)}p/one~name/"
    led = press(reader, address, "language:العربية (ar)", **{NAME: "Changed", AGE: "30"})
    assert led["Location"] == address.replace("/en/", "/ar/")
    page = page_of(reader.get(led["Location"]))
    assert "ما اسمك؟" in page and field(page, NAME) == "Changed"
    typed = press(reader, address, "language:العربية (ar)", **{NAME: "Changed", AGE: "many"})
    assert field(page_of(typed), AGE) == "many" and "ما اسمك؟" in page_of(typed)


def test_two_people_in_one_draft_see_each_others_words_and_nothing_is_lost(
    form: Form, reader: Client
) -> None:
    address = f"{begin(reader)}p/one~name/"
    stale = field(page_of(reader.get(address)), "revision")
    press(reader, address, **{NAME: "First", AGE: "40"})
    late = reader.post(address, {"revision": stale, "act": "next", NAME: "Second", AGE: "40"})
    assert late.status_code == 409
    page = late.content.decode()
    assert field(page, NAME) == "Second" and "<dd>First</dd>" in re.sub(
        r'<span dir="auto">(.*?)</span>', r"\1", page
    )
    assert field(page_of(reader.get(address)), NAME) == "First"
    again = reader.post(
        address, {"revision": field(page, "revision"), "act": "next", NAME: "Second", AGE: "40"}
    )
    assert again.status_code == 302
    assert field(page_of(reader.get(address)), NAME) == "Second"


def test_a_second_press_of_send_shows_the_same_receipt_and_later_none(form: Form, reader: Client) -> None:
    draft = begin(reader)
    revision = field(page_of(reader.get(f"{draft}review/")), "revision")
    first = receipt_in(reader.post(f"{draft}review/", {"revision": revision}))
    assert receipt_in(reader.post(f"{draft}review/", {"revision": revision})) == first
    assert Answer.objects.count() == 1
    assert reader.get(draft).status_code == 410
    with time_machine.travel("2099-01-01"):
        assert first not in reader.post(f"{draft}review/", {"revision": revision}).content.decode()


def test_no_form_can_take_the_name_of_a_page(coordinator: Person) -> None:
    with pytest.raises(ValidationError):
        actions.create_form(form_id="receipt", by=coordinator)
    assert not Form.objects.exists()


def test_an_answer_for_which_nobody_can_seal_is_not_corrected_and_stays(form: Form, reader: Client) -> None:
    draft = begin(reader)
    code = receipt_in(send(reader, draft))
    Form.objects.update(is_sensitive=True)
    refused = reader.post("/en/surveys/receipt/", {"code": code, "act": "correct"})
    assert refused.status_code == 409 and "Nobody is named yet" in refused.content.decode()
    assert Answer.objects.count() == 1 and not Draft.objects.exists()


def test_guessed_thrown_away_and_withdrawn_are_told_alike(form: Form, reader: Client) -> None:
    draft = begin(reader)
    assert reader.post(f"{draft}away/").status_code == 200
    assert not Draft.objects.exists()
    gone, guessed = reader.get(draft), reader.get("/en/surveys/small/a/guessed/")
    assert gone.status_code == guessed.status_code == 404
    assert "no answers here" in gone.content.decode() and "no answers here" in guessed.content.decode()
    wrong = reader.post("/en/surveys/receipt/", {"code": "ABCD", "act": "withdrawn"})
    assert wrong.status_code == 422
    assert (
        reader.post("/en/surveys/small/resume/", {"words": "one two three four five six"}).status_code == 422
    )


def test_a_form_that_closes_meanwhile_loses_nothing_and_says_so(
    form: Form, reader: Client, coordinator: Person
) -> None:
    draft = begin(reader)
    actions.close_form(form=form, by=coordinator)
    refused = send(reader, draft)
    assert refused.status_code == 409 and "takes no answers now" in refused.content.decode()
    assert field(page_of(reader.get(f"{draft}p/one~name/")), NAME) == "Sample"
    assert reader.get("/en/surveys/small/").status_code == 410
    assert not Answer.objects.exists()


def test_her_draft_moves_to_the_next_version_and_tells_what_is_new(
    form: Form, reader: Client, coordinator: Person
) -> None:
    draft = begin(reader)
    newer = TABLE.replace(
        "| | integer | age |", "| | text | town | Which town? | أي مدينة؟ | | | |\n| | integer | old |"
    )
    making.publish(form, coordinator, newer, version="2")
    page = page_of(reader.get(f"{draft}review/", follow=True))
    assert "Which town?" in page and "How old are you?" in page and "30" in page
    reader.post(f"{draft}news/")
    assert field(page_of(reader.get(f"{draft}p/one~name/")), NAME) == "Sample"
    send(reader, draft)
    assert 'version="2"' in answers()[0]


def test_a_file_that_is_too_large_is_refused_by_name_and_the_rest_is_kept(form: Form, reader: Client) -> None:
    draft = begin(reader)
    large = SimpleUploadedFile("a.png", PICTURE + b"\0" * 5_000_000, "image/png")
    refused = press(reader, f"{draft}p/picture/", **{"/data/picture": large})
    assert refused.status_code == 422 and "larger than 5 MB" in refused.content.decode()
    small = SimpleUploadedFile("a.png", PICTURE, "image/png")
    press(reader, f"{draft}p/picture/", **{"/data/picture": small})
    assert DraftFile.objects.count() == 1
    press(reader, f"{draft}p/picture/", **{"/data/picture~gone": "1"})
    assert not DraftFile.objects.exists()


def test_her_words_stand_on_the_page_when_the_database_cannot_write(form: Form, reader: Client) -> None:
    address = f"{begin(reader)}p/one~name/"
    revision = field(page_of(reader.get(address)), "revision")

    def refuse(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith(("UPDATE", "INSERT")):
            raise OperationalError("database or disk is full")
        return execute(sql, *rest)

    with connection.execute_wrapper(refuse):
        full = reader.post(address, {"revision": revision, "act": "next", NAME: "Not lost", AGE: "30"})
        first = reader.post("/en/surveys/small/", {"act": "next", NAME: "Nor this", AGE: "30"})
    assert full.status_code == 503 and field(full.content.decode(), NAME) == "Not lost"
    assert first.status_code == 503 and field(first.content.decode(), NAME) == "Nor this"
    assert field(page_of(reader.get(address)), NAME) == "Sample"


@pytest.mark.parametrize(
    ("wishes", "status"),
    [
        ({"opens_on": "2099-01-01"}, 403),
        ({"closes_on": "2001-01-01"}, 410),
        ({"audience": "invited"}, 403),
        ({"audience": "members"}, 302),
        ({"audience": "once"}, 302),
        ({"is_sensitive": True}, 503),
        ({"state": "draft"}, 404),
        ({"state": "archived"}, 404),
    ],
    ids=lambda value: str(value) if isinstance(value, int) else "-".join(value),
)
def test_a_visitor_is_told_why_a_form_is_not_hers_to_answer(
    form: Form, reader: Client, wishes: dict[str, Any], status: int
) -> None:
    Form.objects.update(**wishes)
    assert reader.get("/en/surveys/small/").status_code == status
    assert reader.post("/en/surveys/small/", {NAME: "A", "act": "next"}).status_code == status
    assert not Draft.objects.exists()


def test_a_member_answers_once_and_only_from_our_own_page(
    form: Form, member: Person, sign_in: Any, coordinator: Person
) -> None:
    form.audience = "once"
    form.save()
    actions.open_form(form=form, by=coordinator)
    browser = sign_in(member)
    draft = begin(browser)
    signed_out = Client()
    assert send(signed_out, draft)["Location"].startswith("/account/login/")
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = browser.cookies
    assert careful.post(f"{draft}review/", {"revision": "1"}).status_code == 403
    assert not Answer.objects.exists()
    receipt_in(send(browser, draft))
    assert browser.get("/en/surveys/small/").status_code == 409


def test_pages_of_a_draft_are_kept_by_nobody_and_fit_into_one_flight(form: Form, reader: Client) -> None:
    start = reader.get("/ar/surveys/small/")
    assert weight(start.content) < MOST
    draft = begin(reader)
    for address in (f"{draft}p/one~name/", f"{draft}later/", f"{draft}review/"):
        response = reader.get(address)
        assert weight(response.content) < MOST
        assert response["Referrer-Policy"] == "no-referrer"
        assert "no-store" in response["Cache-Control"] and "noindex" in response["X-Robots-Tag"]
        title = re.search(r"<title>(.*?) ·", response.content.decode())
        assert title and title[1] == "Questions"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_surveys_asks_the_database_as_often_for_three_as_for_one(
    coordinator: Person, reader: Client, django_assert_num_queries: Any, rows: int
) -> None:
    for number in range(rows):
        making.open_form(coordinator, f"form{number}", TABLE)
    reader.get(reverse("filling:list"))
    with django_assert_num_queries(3):
        page = page_of(reader.get(reverse("filling:list")))
    assert page.count("Sample visit") == rows
