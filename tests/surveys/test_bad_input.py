"""What goes wrong on the web and at the desk: an answer with the right status, where the fault is, and not a
word lost.
"""

import inspect
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client, RequestFactory

from tests.forum.roles import browser_of
from tests.surveys import making
from whrin.people.models import Person
from whrin.surveys import actions
from whrin.surveys.drafting import find_draft
from whrin.surveys.enums import Way
from whrin.surveys.filling.ending import review
from whrin.surveys.instances import read_instance
from whrin.surveys.models import Answer, Form
from whrin.surveys.sessions import session_for
from whrin.surveys.xlsform import read_sheets

TABLE = """
| survey |
| | type | name | label | required | relevant |
| | text | name | What shall we call you? | yes | |
| | begin_group | more | More | | ${{name}} != 'Nobody' |
| | text | story | What happened? | | |
| | end_group | | | | |
| settings |
| | form_title | form_id | version |
| | Sample visit | small | {version} |
"""
NAME, STORY = "/data/name", "/data/more/story"
WORDS = "A sample of much that was written"


@pytest.fixture
def form(coordinator: Person) -> Form:
    return making.open_form(coordinator, table=TABLE)


def begin(reader: Client, name: str = "Sample") -> str:
    """Begin with the first page, and return the address of the draft."""
    led = reader.post("/en/surveys/small/", {NAME: name, "act": "next"})
    assert led.status_code == 302, led.content.decode()
    return str(led["Location"]).partition("later/")[0]


def said(response: Any, status: int) -> str:
    """Return what a page says that has this status."""
    assert response.status_code == status, response.content.decode()
    return str(response.content.decode())


def send(reader: Client, draft: str) -> str:
    page = said(reader.get(f"{draft}review/"), 200)
    revision = page.partition('name="revision" value="')[2].partition('"')[0]
    assert "Your answers have arrived." in said(reader.post(f"{draft}review/", {"revision": revision}), 200)
    return revision


def test_a_page_that_another_tab_took_away_gives_back_what_was_written_on_it(
    form: Form, reader: Client
) -> None:
    draft = begin(reader)
    reader.post(f"{draft}p/name/", {NAME: "Nobody"})
    page = said(reader.post(f"{draft}p/more~story/", {STORY: WORDS}), 409)
    assert WORDS in page and f'href="{draft}"' in page
    assert reader.post(f"{draft}p/more~story/", {STORY: " "}).status_code == 302


def test_back_after_sending_says_that_it_was_sent_and_gives_back_what_is_new(
    form: Form, reader: Client
) -> None:
    draft = begin(reader)
    revision = send(reader, draft)
    # Pressed twice, "Send" shows the same receipt twice.
    assert "Your receipt" in said(reader.post(f"{draft}review/", {"revision": revision}), 200)
    page = said(reader.post(f"{draft}p/more~story/", {STORY: WORDS}), 410)
    assert WORDS in page and "Your receipt" not in page
    assert "Thrown away" not in said(reader.post(f"{draft}away/"), 410)
    assert Answer.objects.count() == 1


def test_both_answers_to_send_pressed_twice_in_one_moment_show_the_receipt(
    form: Form, reader: Client, rf: RequestFactory
) -> None:
    draft = begin(reader)
    # The second one has found the draft before the first has sent it.
    found = find_draft(form, draft.rstrip("/").rpartition("/")[2])
    revision = send(reader, draft)
    second = rf.post(f"{draft}review/", {"revision": revision})
    second.user, second.session = AnonymousUser(), SessionStore()
    assert "Your receipt" in said(inspect.unwrap(review)(second, found), 200)
    assert Answer.objects.count() == 1


def test_a_form_that_was_closed_meanwhile_says_so_on_each_page_and_keeps_what_is_written(
    form: Form, coordinator: Person, reader: Client
) -> None:
    draft = begin(reader)
    actions.close_form(form=form, by=coordinator)
    assert WORDS in said(reader.post("/en/surveys/small/", {NAME: WORDS}), 410)
    assert reader.post(f"{draft}p/more~story/", {STORY: WORDS}).status_code == 302
    page = said(reader.get(f"{draft}p/more~story/"), 200)
    assert WORDS in page and "takes no answers now" in page
    actions.delete_form(form=form, by=coordinator)
    for address in (f"{draft}p/more~story/", "/en/surveys/small/"):
        assert WORDS in said(reader.post(address, {STORY: WORDS}), 404)


@pytest.mark.parametrize(
    "sent", [{NAME: "x" * 6_000_000}, {f"/data/{number}": "1" for number in range(1_100)}]
)
def test_more_than_a_form_can_be_is_called_too_large_and_not_nonsense(
    form: Form, reader: Client, sent: dict[str, str]
) -> None:
    assert "That is too large" in said(reader.post("/en/surveys/small/", sent), 413)


ROOMS = """
| survey |
| | type | name | label |
| | begin_repeat | room | Rooms |
| | text | beds | Beds |
| | end_repeat | | |
| settings |
| | form_title | form_id | version |
| | Sample rooms | small | {version} |
"""


def test_an_answer_with_more_rounds_than_a_page_shows_says_so_and_is_not_corrected_to_a_part(
    coordinator: Person,
) -> None:
    form = making.open_form(coordinator, table=ROOMS)
    rooms = "".join(f"<room><beds>{number}</beds></room>" for number in range(1_001))
    meta = "<meta><instanceID>uuid:1</instanceID></meta>"
    xml = f'<data id="small" version="1">{rooms}{meta}</data>'.encode()
    answer = actions.take_answer(
        version=form.versions.get(), instance=read_instance(xml), way=Way.PHONE
    ).answer
    desk = browser_of(coordinator)
    address = f"/desk/forms/small/answers/{answer.pk}/"
    page = said(desk.get(address), 200)
    assert "too long to be shown whole" in page and f'href="{address}correct/"' not in page
    for correct in (desk.get, desk.post):
        assert "too long to be shown whole" in said(correct(f"{address}correct/"), 409)
    assert answer.editions.count() == 1


TOWNS = """
| survey |
| | type | name | label |
| | select_one_from_file towns.csv | town | Town |
| settings |
| | form_title | form_id | version |
| | Sample towns | small | 1 |
"""


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (b"name,label\n" + b"t,T\n" * 5_001, "At most 5,000 rows of town"),
        (b"name,label\n" + b"t,T\n" * 60_000, "50,000 rows of towns.csv"),
        (b"name,label\n", "towns.csv cannot be read"),
        ("name,label\nt1,Köln\n".encode("latin-1"), "towns.csv cannot be read"),
    ],
    ids=["at once", "in all", "empty", "not UTF-8"],
)
def test_an_author_is_told_of_a_list_that_nobody_could_choose_from(
    coordinator: Person, rows: bytes, why: str
) -> None:
    form = actions.create_form(form_id="small", by=coordinator)
    with pytest.raises(actions.CannotPublish, match=why):
        actions.publish_version(
            form=form, sheets=read_sheets(TOWNS.encode()), by=coordinator, media={"towns.csv": rows}
        )
    assert not form.versions.exists()


@pytest.mark.parametrize(
    "content",
    [b'{"features": ["t1"]}', b'{"features": [{"geometry": "here"}]}', b"[" * 100_000],
    ids=["no feature", "no geometry", "too deep"],
)
def test_an_author_is_told_of_a_map_that_is_none(coordinator: Person, content: bytes) -> None:
    form = actions.create_form(form_id="small", by=coordinator)
    sheets = read_sheets(TOWNS.replace("towns.csv", "towns.geojson").encode())
    with pytest.raises(actions.CannotPublish, match=r"towns\.geojson cannot be read"):
        actions.publish_version(form=form, sheets=sheets, by=coordinator, media={"towns.geojson": content})


COUNTS = """
| survey |
| | type | name | label | repeat_count |
| | integer | number | How many? | |
| | begin_repeat | room | Rooms | ${{number}} |
| | begin_repeat | bed | Beds | ${{number}} |
| | text | who | Who sleeps here? | |
| | end_repeat | | | |
| | end_repeat | | | |
| settings |
| | form_title | form_id | version |
| | Sample rooms | small | {version} |
"""


def test_counts_within_counts_end_before_they_keep_the_site_busy(coordinator: Person) -> None:
    session = session_for(making.open_form(coordinator, table=COUNTS).versions.get())
    session.answer(session.at("/data/number"), "1000")
    assert 9_000 < sum(1 for _node in session.root.below()) < 11_000
