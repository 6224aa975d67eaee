from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests import cast
from tests.cast import SignedIn
from tests.incidents.making import World, standing, tell
from whrin.audit.actions import record
from whrin.incidents.enums import Role
from whrin.incidents.models import Report

LOG = "incidents:audit"


def auditor() -> SignedIn:
    """Return the browser of an auditor."""
    kite = cast.member("Kite")
    standing(kite, Role.AUDITOR)
    return SignedIn(kite)


def test_an_auditor_reads_who_did_what_and_opens_nothing(room: World) -> None:
    tell()
    report, browser = Report.objects.get(), auditor()
    address = reverse("incidents:care_report", args=[report.pk])
    assert room.heron.client.get(address).status_code == 200
    record(verb="add work", about=room.heron.person, by=room.heron.person)
    page = browser.get(reverse(LOG)).content.decode()
    assert ">opened<" in page
    assert address not in page
    assert "add work" not in page  # of another room
    assert browser.get(address).status_code == 404

    only = browser.get(reverse(LOG), {"verb": "opened", "by": room.wren.person.get_username(), "day": ""})
    assert f"{report.pk}" not in only.content.decode()
    assert browser.get(reverse(LOG), {"day": "no day", "page": "9" * 30}).status_code == 200


def test_an_auditor_saves_the_log_as_a_table_that_computes_nothing(room: World) -> None:
    record(verb="=1+1", about=room.team, by=room.heron.person)
    answer = auditor().get(reverse("incidents:audit_csv"), {"verb": "=1+1"})
    rows = b"".join(answer).decode().splitlines()  # type: ignore[call-overload]  # it streams
    assert len(rows) == 2
    assert ",'=1+1," in rows[1]


def test_the_log_asks_the_same_however_long_it_is(
    room: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = auditor()
    browser.get(reverse(LOG))
    for many in (1, 2):
        for _again in range(many):
            record(verb="opened", about=room.team, by=room.heron.person)
        with django_assert_num_queries(7):
            browser.get(reverse(LOG))
