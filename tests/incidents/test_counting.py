"""From reports to figures: rows are sealed for analysts, published once by two people, and then gone."""

import json
from datetime import UTC, datetime
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.incidents.making import World, standing
from tests.vault.making import Holder, holder, unlock
from whrin.incidents.actions import send_report, set_consent, withdraw_report
from whrin.incidents.actions.answering import count_report
from whrin.incidents.content import Coded, Consent, Told
from whrin.incidents.counting.chores import shuffle_rows
from whrin.incidents.counting.releasing import (
    CountedAnew,
    NotByHer,
    NotOver,
    TooFew,
    digest_of,
    propose_release,
    quarter_to_release,
    second_release,
)
from whrin.incidents.counting.tallying import open_rows
from whrin.incidents.enums import Role
from whrin.incidents.figures_key import NeedsTwo, make_statistics_key
from whrin.incidents.models import Counted, Release, Report
from whrin.incidents.opening import OpenReport, open_with_vault
from whrin.incidents.statistics import add_coded, statistics_key
from whrin.people.models import Person
from whrin.vault.actions import new_code_number
from whrin.vault.holders import upon_opening
from whrin.vault.models import SharedKey

AUTUMN, WINTER = datetime(2026, 9, 20, tzinfo=UTC), datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
def analysts(room: World) -> list[Holder]:
    """Two analysts, and the key that rows are sealed to; Wren is coordinator as well."""
    standing(room.wren.person, Role.COORDINATOR)
    found = [holder(name="Ibis"), holder(name="Crane")]
    for one in found:
        standing(one.person, Role.ANALYST)
    make_statistics_key(by=room.wren.person)
    return found


def _counted(times: int, quarter: str = "2026-Q3", region: str = "network-asia") -> None:
    key = statistics_key()
    assert key
    for place in range(times):
        kinds = ["child-removed", *(["extortion"] if place % 2 else [])]
        add_coded(Coded(kinds=kinds, actors=["police"], region=region, quarter=quarter), key)


def _sent(room: World, *, allows: bool = True) -> OpenReport:
    told = Told(what="Canary", country="KG", kinds=["extortion"], actors=["police"])
    report, _new = send_report(
        told=told, consent=Consent(count=allows), code=new_code_number(), once=new_code_number()
    )
    return open_with_vault(room.heron.opened, [report])[0]


def _again(room: World, one: OpenReport) -> OpenReport:
    report = Report.objects.select_related("key").get(pk=one.report.pk)
    return open_with_vault(room.heron.opened, [report])[0]


@time_machine.travel(AUTUMN, tick=False)
def test_an_analyst_reads_coded_fields_and_a_caseworker_never(room: World, analysts: list[Holder]) -> None:
    one = _sent(room)
    rows = open_rows(analysts[0].opened).rows
    assert list(rows) == [UUID(one.summary.counted)]
    assert rows[UUID(one.summary.counted)] == Coded(
        kinds=["extortion"],
        actors=["police"],
        region="network-eastern-europe-central-asia",
        quarter="2026-Q3",
    )
    assert open_rows(room.heron.opened).rows == {}
    assert open_with_vault(analysts[0].opened, [one.report]) == []


def test_what_she_allows_later_decides_whether_she_is_counted(room: World, analysts: list[Holder]) -> None:
    one = _sent(room, allows=False)
    assert not Counted.objects.exists()
    set_consent(one=one, consent=Consent(count=True))
    first = Counted.objects.get()
    count_report(one=_again(room, one))
    assert Counted.objects.get().pk != first.pk
    set_consent(one=_again(room, one), consent=Consent())
    assert not Counted.objects.exists()
    set_consent(one=_again(room, one), consent=Consent(count=True))
    withdraw_report(one=_again(room, one))
    assert not Counted.objects.exists()


def test_a_released_report_is_never_counted_again(room: World, analysts: list[Holder]) -> None:
    with time_machine.travel(AUTUMN, tick=False):
        one = _sent(room)
        _counted(19)
    with time_machine.travel(WINTER, tick=False):
        second_release(
            release=propose_release(opened=analysts[0].opened, quarter="2026-Q3"), by=analysts[1].person
        )
        assert not Counted.objects.exists()
        count_report(one=_again(room, one))
        set_consent(one=_again(room, one), consent=Consent())
        set_consent(one=_again(room, one), consent=Consent(count=True))
        assert not Counted.objects.exists()


@time_machine.travel(WINTER, tick=False)
def test_two_people_publish_and_the_rows_are_gone(analysts: list[Holder], room: World) -> None:
    _counted(25)
    _counted(3, quarter="2026-Q2", region="network-oceania")
    _counted(5, quarter="2026-Q4")
    release = propose_release(opened=analysts[0].opened, quarter=quarter_to_release())
    assert release.tables["total"] == 30
    assert release.tables["kinds"]["extortion"] == 15
    # All of them: dominance.
    assert release.tables["kinds"]["child-removed"] is None
    for somebody in (analysts[0].person, room.heron.person):
        with pytest.raises(NotByHer):
            second_release(release=release, by=somebody)
    assert Counted.objects.count() == 33
    second_release(release=release, by=room.wren.person)
    assert Counted.objects.count() == 5
    published = Release.objects.get()
    assert (published.state, published.rows) == (Release.State.PUBLISHED, [])
    told = {name: getattr(published, name) for name in ("quarter", "rules", "tables")}
    assert published.digest == digest_of(json.loads(json.dumps(told)))
    # Rows that come late are for the next release; this one is never counted again.
    _counted(20)
    with pytest.raises(NotOver):
        propose_release(opened=analysts[0].opened, quarter="2026-Q3")


@time_machine.travel(WINTER, tick=False)
def test_a_proposal_falls_when_a_report_is_taken_back(analysts: list[Holder]) -> None:
    _counted(20)
    release = propose_release(opened=analysts[0].opened, quarter="2026-Q3")
    Counted.objects.first().delete()  # type: ignore[union-attr]  # there are twenty
    with pytest.raises(CountedAnew):
        second_release(release=release, by=analysts[1].person)
    assert Counted.objects.count() == 19
    assert not Release.objects.filter(state=Release.State.PUBLISHED).exists()


@time_machine.travel(WINTER, tick=False)
def test_nine_reports_wait_for_the_next_quarter(analysts: list[Holder]) -> None:
    _counted(9)
    with pytest.raises(TooFew):
        propose_release(opened=analysts[0].opened, quarter="2026-Q3")
    assert not Release.objects.exists()
    assert Counted.objects.count() == 9


@time_machine.travel(WINTER, tick=False)
def test_a_fresh_key_opens_nothing_of_before_for_her_who_left(room: World, analysts: list[Holder]) -> None:
    ibis, crane = analysts
    _counted(1)
    jay = holder(name="Jay")
    standing(jay.person, Role.ANALYST)
    crane.person.incident_standings.all().delete()
    make_statistics_key(by=room.wren.person)
    _counted(2)
    assert len(open_rows(ibis.opened).rows) == 3
    assert len(open_rows(crane.opened).rows) == 1
    assert open_rows(jay.opened).closed == 1
    for work in upon_opening().values():
        work(ibis.opened)
    assert open_rows(jay.opened).closed == 0
    ibis.person.incident_standings.all().delete()
    with pytest.raises(NeedsTwo):
        make_statistics_key(by=room.wren.person)
    assert SharedKey.objects.filter(purpose="statistics").count() == 2


def test_places_of_rows_are_drawn_by_lot_every_day(analysts: list[Holder]) -> None:
    _counted(30)
    before = {row.pk: bytes(row.sealed) for row in Counted.objects.all()}
    assert shuffle_rows() == 30
    assert {row.pk: bytes(row.sealed) for row in Counted.objects.all()} == before


@time_machine.travel(WINTER, tick=False)
def test_the_public_page_shows_what_was_published_and_nothing_before(analysts: list[Holder]) -> None:
    page = Client().get(reverse("incidents:figures"))
    assert "Nothing is published yet." in page.content.decode()
    assert Client().get(reverse("incidents:figures_csv")).status_code == 404
    _counted(25)
    release = propose_release(opened=analysts[0].opened, quarter="2026-Q3")
    assert "Nothing is published yet." in Client().get(reverse("incidents:figures")).content.decode()
    second_release(release=release, by=analysts[1].person)
    page = Client().get(reverse("incidents:figures"))
    text = page.content.decode()
    assert "about 25 reports" in text
    assert "CEDAW 2" in text
    lines = Client().get(reverse("incidents:figures_csv")).content.decode().splitlines()
    assert any(line.startswith("2026-Q3,2026-11-22,no,kinds,extortion,") and ",10," in line for line in lines)
    assert any(",kinds,child-removed," in line and ",hidden," in line for line in lines)
    assert Client().get(reverse("incidents:figures"), {"quarter": "2026-Q2"}).status_code == 404


@time_machine.travel(WINTER, tick=False)
def test_an_analyst_counts_at_the_desk_and_the_coordinator_publishes(
    room: World, analysts: list[Holder]
) -> None:
    _counted(25)
    assert room.heron.client.get(reverse("incidents:count")).status_code == 404
    ibis = analysts[0].client
    unlock(ibis, analysts[0].person, analysts[0].phrase)
    ibis.post(reverse("incidents:count_propose"))
    release = Release.objects.get()
    second = reverse("incidents:count_second", args=[release.pk])
    assert second not in ibis.get(reverse("incidents:count")).content.decode()
    ibis.post(second)
    assert Release.objects.get().state == Release.State.PROPOSED
    wren = room.wren.client
    assert second in wren.get(reverse("incidents:count")).content.decode()
    wren.post(second)
    assert Release.objects.get().state == Release.State.PUBLISHED
    assert wren.post(second).status_code == 404


def test_a_coordinator_makes_the_key_for_two_analysts_or_more(room: World) -> None:
    standing(room.wren.person, Role.COORDINATOR)
    make = reverse("incidents:count_key")
    assert room.heron.client.post(make).status_code == 404
    room.wren.client.post(make)
    assert statistics_key() is None
    for name in ("Ibis", "Crane"):
        standing(holder(name=name).person, Role.ANALYST)
    room.wren.client.post(make)
    key = statistics_key()
    assert key and not key.grants.filter(personal__person=room.wren.person).exists()
    assert Person.objects.filter(vault_keys__grants__shared=key).count() == 2


@pytest.mark.django_db
def test_a_regions_page_tells_its_number_and_a_hidden_one_is_not_there() -> None:
    tables = {"total": 40, "regions": {"network-asia": 25, "network-oceania": None}}
    Release.objects.create(
        quarter="2026-Q3", tables=tables, rules={}, digest="", day=AUTUMN, state=Release.State.PUBLISHED
    )
    told = [
        Client().get(f"/en/places/regions/network-{name}/").content.decode() for name in ("asia", "oceania")
    ]
    assert "about 25 reports" in told[0]
    assert "What women told us" not in told[1]


@pytest.mark.django_db
@pytest.mark.parametrize("releases", [1, 3])
def test_many_quarters_cost_no_more_questions(
    releases: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    empty: dict[str, int] = {}
    for number in range(1, releases + 1):
        Release.objects.create(
            quarter=f"2026-Q{number}",
            tables={"total": 40, "kinds": {"extortion": 20}, "actors": empty, "regions": empty},
            rules={"smallest": 10, "step": 5},
            digest="",
            day=AUTUMN,
            state=Release.State.PUBLISHED,
        )
    reader = Client()
    reader.get(reverse("incidents:figures"))
    with django_assert_num_queries(4):
        assert b"CEDAW" in reader.get(reverse("incidents:figures")).content
