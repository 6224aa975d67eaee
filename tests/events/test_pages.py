"""The calendar and its records, as visitors and members read them."""

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from tests import cast
from tests.cast import SignedIn
from tests.events.making import day, deadline, in_days, meeting, session
from whrin.events.actions import keep_record, say_going
from whrin.events.enums import State
from whrin.events.models import Going, UnderReview, Watcher

pytestmark = pytest.mark.django_db
LIST = "/en/calendar/"


def words(browser: Client, path: str, status: int = 200) -> str:
    answer = browser.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def test_a_visitor_sees_what_comes_and_what_nobody_announced(client: Client) -> None:
    session()
    session("unknown", starts=None, ends=None, months="2;6-7")
    session("over", starts=in_days(-9), ends=in_days(-8))
    session("hidden", state=State.DRAFT)
    day("draft-day", state=State.DRAFT)
    shown = words(client, LIST)
    assert shown.index("Made-up seventh") < shown.index("Made-up unknown")
    assert "Usually in: February, June–July" in shown
    assert not any(word in shown for word in ("Made-up over", "Made-up hidden", "Made-up draft-day"))
    over = words(client, f"{LIST}?past=yes")
    assert "Made-up over" in over and "Made-up seventh" not in over
    assert client.get(f"{LIST}sessions/hidden/").status_code == 404
    assert client.get(f"{LIST}draft-day/").status_code == 404


def test_the_list_asks_as_often_for_three_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    deadline(session("one"))
    meeting("one-hour")
    for slugs in ((), ("two", "three")):
        for slug in slugs:
            deadline(session(slug))
            meeting(f"{slug}-hour")
        client.get(LIST)  # What an edition keeps is kept now.
        with django_assert_num_queries(7):
            client.get(LIST)


def test_a_visitor_finds_sessions_and_days_by_words(client: Client) -> None:
    session("trees", names={"en": "Session on orchards", "es": "Período sobre huertos"})
    day()
    shown = words(client, f"{LIST}?q=orchard")
    assert "Session on orchards" in shown and "day-of-trees" not in shown
    assert "Período sobre huertos" in words(client, "/es/calendar/?q=huertos")
    assert "Nothing is listed here" in words(client, f"{LIST}?q=zqxv")


def test_a_session_shows_both_days_of_a_deadline_and_who_is_looked_at(client: Client) -> None:
    found = session(starts=in_days(42))
    deadline(found, on=in_days(5))
    keep_record(row=UnderReview(session=found, country_id="KE", note="fourth cycle"), by=None)
    shown = words(client, f"{LIST}sessions/seventh/")
    assert f'datetime="{in_days(5)}"' in shown and f'datetime="{in_days(0)}"' in shown
    assert "6 weeks before" in shown and "Kenya" in shown and "fourth cycle" in shown
    assert "Members who go" not in shown


def test_what_was_withdrawn_says_so(client: Client) -> None:
    found = session()
    found.state = State.WITHDRAWN
    keep_record(row=found, by=None)
    words(client, f"{LIST}sessions/seventh/", 410)
    assert "seventh" not in words(client, LIST)


def test_a_member_says_that_she_goes_and_is_named_only_if_she_allows_it(client: Client) -> None:
    found, heron, wren = session(), cast.member("Blue Heron"), cast.member("Grey Wren")
    SignedIn(heron).post(f"{LIST}sessions/seventh/part/", {"act": "go"})
    say_going(session=found, by=wren, may_be_named=True)
    shown = words(SignedIn(heron), f"{LIST}sessions/seventh/")
    assert ">2: " in shown and "Grey Wren" in shown
    assert "Blue Heron" not in words(SignedIn(wren), f"{LIST}sessions/seventh/")
    assert "Grey Wren" not in words(client, f"{LIST}sessions/seventh/")
    SignedIn(heron).post(f"{LIST}sessions/seventh/part/", {"act": "watch"})
    SignedIn(heron).post(f"{LIST}sessions/seventh/part/", {"act": "stay"})
    assert list(Going.objects.values_list("person", flat=True)) == [wren.pk]
    assert Watcher.objects.get().person == heron


def test_a_visitor_cannot_say_that_she_goes(client: Client) -> None:
    session()
    assert client.post(f"{LIST}sessions/seventh/part/", {"act": "go"}).status_code == 302
    assert not Going.objects.exists()


def test_a_meeting_is_shown_in_its_zone_in_utc_and_in_hers(client: Client) -> None:
    import datetime

    found = meeting()
    found.begins_at = datetime.datetime(2030, 1, 15, 22, 30, tzinfo=datetime.UTC)
    found.ends_at = datetime.datetime(2030, 1, 15, 23, 30, tzinfo=datetime.UTC)
    keep_record(row=found, by=None)
    shown = words(client, f"{LIST}evening/?zone=Asia/Kathmandu")
    for zone, begins in (
        ("Nairobi, UTC+03:00", "2030-01-16T01:30:00+03:00"),
        ("UTC", "2030-01-15T22:30:00+00:00"),
        ("Kathmandu, UTC+05:45", "2030-01-16T04:15:00+05:45"),
    ):
        assert f'{zone}</dt><dd><time datetime="{begins}"' in shown
    assert words(client, f"{LIST}evening/?zone=../../etc/passwd").count("<time") == 2
    assert "rooms.example.org" not in shown


def test_a_table_and_a_feed_hold_the_same_as_the_list(client: Client) -> None:
    session(names={"en": "=HYPERLINK(1)"})
    day()
    table = b"".join(client.get(f"{LIST}csv/").streaming_content).decode()  # type: ignore[attr-defined]
    assert "'=HYPERLINK(1)" in table and "Made-up day-of-trees" in table
    assert "Made-up day-of-trees" in words(client, f"{LIST}feed/?kind=day")
    assert "HYPERLINK" not in words(client, f"{LIST}feed/?kind=day")
    words(client, f"{LIST}?page=9", 404)
