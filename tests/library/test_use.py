"""Use is counted by day and never by person; robots and broken connections do not count."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.cast import SignedIn
from tests.library.pages.conftest import attach, shelve
from whrin.library.actions.use import gather_use
from whrin.library.models import DayOfUse, StoredFile, Work
from whrin.library.use import count, count_openings, inbox, is_robot
from whrin.people.models import Person

__all__ = ["attach", "shelve"]
pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 20)
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path


@pytest.fixture
def stored(shelve: Any, attach: Any) -> StoredFile:
    return attach(shelve("guide", en="A guide", es="Una guía"), b"0123456789", name="a.pdf")


def fetch(stored: StoredFile, *, agent: str = BROWSER, method: str = "get", **headers: str) -> int:
    client = Client(headers={"User-Agent": agent, **headers})
    answer = getattr(client, method)(f"/en/library/guide/files/{stored.pk}/a.pdf")
    # Reading it to its end closes the file.
    answer.getvalue()
    return int(answer.status_code)


def figures() -> list[tuple[str, str, int, int]]:
    gather_use()
    rows = DayOfUse.objects.values_list("work__slug", "language", "opened", "fetched")
    return [(slug, language, opened, fetched) for slug, language, opened, fetched in rows]


def test_a_download_is_counted_and_nothing_else_is_kept(stored: StoredFile) -> None:
    assert fetch(stored) == 200
    today = timezone.now().date().isoformat()
    assert inbox().read_text() == f"{today}\tguide\ten\tfetched\t1\n"
    assert figures() == [("guide", "en", 0, 1)]
    assert not inbox().exists()
    fetch(stored)
    fetch(stored)
    assert figures() == [("guide", "en", 0, 3)]
    assert figures() == [("guide", "en", 0, 3)], "gathering twice counts once"


def test_a_broken_connection_a_question_and_a_robot_do_not_count(stored: StoredFile) -> None:
    tag = f'"{stored.sha256}"'
    assert fetch(stored, Range="bytes=0-3") == 206
    assert fetch(stored, Range="bytes=4-") == 206
    assert fetch(stored, Range="bytes=99-") == 416
    assert fetch(stored, **{"If-None-Match": tag}) == 304
    assert fetch(stored, method="head") == 200
    assert (
        fetch(stored, agent="Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)") == 200
    )
    assert fetch(stored, agent="") == 200
    assert figures() == [("guide", "en", 0, 1)]


@pytest.mark.parametrize(
    ("agent", "expected"),
    [
        (BROWSER, False),
        (
            "Mozilla/5.0 (Linux; Android 9; CUBOT X19) Chrome/120 Mobile Safari/537.36",
            False,
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1", False),
        ("curl/8.0", True),
        ("Mozilla/5.0 (compatible; bingbot/2.0)", True),
        ("", True),
    ],
)
def test_a_robot_is_told_by_what_it_calls_itself(agent: str, expected: bool) -> None:
    assert is_robot(agent) == expected


def test_openings_are_counted_by_path_in_the_language_that_was_shown(shelve: Any) -> None:
    shelve("guide", en="A guide", es="Una guía")
    pages = [
        ("/en/library/guide/", 3), ("/es/library/guide/", 2), ("/fr/library/guide/es/", 4),
        ("/en/library/", 9), ("/en/library/guide/files/1/a.pdf", 9),
        ("/en/library/nobody/", 9), ("/en/about/", 9),
        ("/en/library/guide/", 0), ("/en/library/guide\t/", 9), ("", 9),
    ]  # fmt: skip
    count_openings(pages, DAY)
    assert figures() == [("guide", "en", 3, 0), ("guide", "es", 6, 0)]


def test_what_was_merged_counts_for_the_one_that_stays_and_a_broken_line_for_nothing(shelve: Any) -> None:
    stays = shelve("stays")
    Work.objects.create(
        slug="went", kind="report", original_language="en", status="withdrawn", withdrawn_because="-",
        merged_into=stays,
    )  # fmt: skip
    count(slug="went", language="en", day=DAY, what="opened", number=2)
    count(slug="stays", language="en", day=DAY, what="opened")
    with inbox().open("a") as lines:
        lines.write("half a li\n\n2026-11-20\tstays\ten\tstolen\t5\n")
    assert figures() == [("stays", "en", 3, 0)]


def test_a_gathering_that_was_cut_off_is_taken_up_by_the_next(shelve: Any) -> None:
    shelve("guide")
    count(slug="guide", language="en", day=DAY, what="fetched")
    inbox().rename(inbox().with_suffix(".gathering"))
    count(slug="guide", language="en", day=DAY, what="fetched")
    assert figures() == [("guide", "en", 0, 1)]
    assert figures() == [("guide", "en", 0, 2)]


# --- The desk -------------------------------------------------------------------------------------


def use_page(person: Person, **asked: str) -> str:
    return str(SignedIn(person).get(reverse("care:use"), {"until": "2026-11-22", **asked}).content.decode())


def test_a_librarian_reads_use_by_day_month_work_and_language(editor: Person, shelve: Any) -> None:
    work = shelve("guide", en="A guide", es="Una guía")
    assert "Nothing was counted" in use_page(editor)
    DayOfUse.objects.create(day=DAY, work=work, language="en", fetched=7)
    DayOfUse.objects.create(day=DAY, work=work, language="es", fetched=4)
    DayOfUse.objects.create(day=datetime.date(2026, 9, 1), work=work, language="en", fetched=50)
    by_day = use_page(editor)
    assert "20 November 2026" in by_day or "Nov. 20, 2026" in by_day
    assert 'value="11"' in by_day and 'value="50"' not in by_day
    assert "Opened" not in by_day, "what is not counted is not shown as nought"
    assert 'value="50"' in use_page(editor, by="month", since="2026-01-01")
    assert "A guide" in use_page(editor, by="work")
    assert "Spanish" in use_page(editor, by="language")
    DayOfUse.objects.filter(language="es").update(opened=3)
    assert "Opened" in use_page(editor)
    for strange in ({"since": "2026-13-45"}, {"by": "person"}, {"p": "-1"}, {"since": "x", "until": "y"}):
        assert SignedIn(editor).get(reverse("care:use"), strange).status_code == 200


def test_figures_are_saved_as_a_table(editor: Person, shelve: Any) -> None:
    work = shelve("guide")
    DayOfUse.objects.create(day=DAY, work=work, language="en", opened=2, fetched=7)
    for way, line in (("day", "2026-11-20,2,7"), ("month", "2026-11,2,7"), ("work", "guide,2,7")):
        answer = SignedIn(editor).get(
            reverse("care:use"), {"by": way, "format": "csv", "until": "2026-11-22"}
        )
        assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
        assert answer.getvalue().decode().splitlines()[1] == line


def test_the_table_asks_as_much_for_one_as_for_three(
    editor: Person, shelve: Any, django_assert_num_queries: Any
) -> None:
    client, address = SignedIn(editor), f"{reverse('care:use')}?by=work&until=2026-11-22"
    DayOfUse.objects.create(day=DAY, work=shelve("a"), language="en", fetched=7)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for name in "bc":
        DayOfUse.objects.create(day=DAY, work=shelve(name), language="en", fetched=1)
    with django_assert_num_queries(len(one)):
        client.get(address)


def test_who_may_not_edit_sees_no_figures() -> None:
    outsider = Person.objects.create_user("outsider", password="long enough for this", is_staff=True)
    assert SignedIn(outsider).get(reverse("care:use")).status_code in {302, 403}
