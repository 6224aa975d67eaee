import datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests import cast
from tests.cast import SignedIn
from tests.incidents.making import STORY, World, opened_by, standing, tell
from tests.vault.making import Holder, holder, unlock
from whrin.incidents.actions.standings import end_standing
from whrin.incidents.enums import Role, StandingState
from whrin.incidents.models import Report, Standing, Team
from whrin.incidents.opening import open_with_vault
from whrin.incidents.queries import report_for
from whrin.kit.days import today
from whrin.people.models import Person
from whrin.places.models import Region
from whrin.vault.envelopes import CannotOpen

PEOPLE = "incidents:people"


def _administrator(name: str) -> Person:
    return Person.objects.create_user(name, password=cast.PASSWORD, is_staff=True, is_superuser=True)


def propose(client: Client, name: str, role: Role, team: Team | None = None) -> int:
    """Propose somebody through the page; return its status."""
    data = {"name": name, "role": role.value, "team": team.pk if team else ""}
    return client.post(reverse(PEOPLE), data).status_code


@pytest.mark.django_db
def test_two_administrators_name_the_first_two_coordinators_and_are_out_then() -> None:
    amina, zoya = cast.coordinator(), _administrator("zoya")
    one, other = SignedIn(amina), SignedIn(zoya)
    cast.member("Kite")
    assert one.get(reverse(PEOPLE)).status_code == 200
    for elsewhere in ("care", "care_exports", "outlines", "count", "audit", "terms", "voices"):
        assert one.get(reverse(f"incidents:{elsewhere}")).status_code == 404
    assert propose(one, "Kite", Role.COORDINATOR) == 302
    kites = Standing.objects.get()
    other.post(reverse("incidents:people_confirm", args=[kites.pk]))
    assert Standing.objects.get().state == StandingState.PROPOSED  # one alone could confirm nobody

    cast.member("Owl")
    propose(one, "owl ", Role.COORDINATOR)
    other.post(reverse("incidents:people_confirm", args=[kites.pk]))
    assert [found.state for found in Standing.objects.order_by("pk")] == ["confirmed", "proposed"]
    assert one.get(reverse(PEOPLE)).status_code == 404
    assert one.post(reverse("incidents:people_confirm", args=[kites.pk + 1])).status_code == 404


def test_a_coordinator_names_by_a_name_that_she_knows_and_keeps_what_she_typed(room: World) -> None:
    standing(cast.member("Kite"), Role.COORDINATOR)
    browser = SignedIn(Standing.objects.get(role=Role.COORDINATOR).person)
    cast.member("Owl")
    answer = browser.post(reverse(PEOPLE), {"name": "Nobody Here", "role": "intake", "team": ""})
    assert answer.status_code == 422
    assert "Nobody Here" in answer.content.decode()
    assert propose(browser, "Owl", Role.CASEWORKER) == 422  # without a team
    assert not Standing.objects.filter(state=StandingState.PROPOSED).exists()

    assert propose(browser, "Owl", Role.CASEWORKER, room.team) == 302
    waiting = Standing.objects.get(state=StandingState.PROPOSED)
    browser.post(reverse("incidents:people_confirm", args=[waiting.pk]))
    assert Standing.objects.filter(state=StandingState.PROPOSED).exists()  # nobody confirms her own proposal
    browser.post(reverse("incidents:people_end", args=[waiting.pk]))
    assert not Standing.objects.filter(pk=waiting.pk).exists()
    assert not Report.objects.filter(needs_key=True).exists()


def test_a_caseworker_sees_who_can_read_and_who_is_new_and_names_nobody(room: World) -> None:
    Standing.objects.filter(person=room.wren.person).update(since=today() - datetime.timedelta(days=30))
    page = room.wren.client.get(reverse(PEOPLE)).content.decode()
    assert "Heron" in page
    assert "Propose" not in page
    assert "New here" in room.wren.client.get(reverse("incidents:care")).content.decode()
    assert "New here" not in room.heron.client.get(reverse("incidents:care")).content.decode()
    assert propose(room.wren.client, "Heron", Role.COORDINATOR) == 404
    theirs = Standing.objects.get(person=room.heron.person)
    room.wren.client.post(reverse("incidents:people_end", args=[theirs.pk]))
    assert Standing.objects.filter(pk=theirs.pk).exists()


def test_whoever_ends_her_own_role_is_out_at_once(room: World) -> None:
    report, _code = tell()
    own = Standing.objects.get(person=room.wren.person)
    answer = room.wren.client.post(reverse("incidents:people_end", args=[own.pk]))
    assert answer["Location"] == reverse("account_home")
    assert open_with_vault(room.wren.opened, [report]) == []
    assert room.wren.client.get(reverse("incidents:care")).status_code == 404


def test_the_last_reader_leaves_and_nothing_is_lost(room: World) -> None:
    end_standing(standing=Standing.objects.get(person=room.wren.person), by=room.wren.person)
    report, _code = tell()
    heron = room.heron
    assert end_standing(standing=Standing.objects.get(person=heron.person), by=heron.person) == 1
    with pytest.raises(Report.DoesNotExist):
        report_for(heron.person, report.pk)

    standing(heron.person, Role.CASEWORKER, room.team)
    assert opened_by(heron, report).told.what == STORY


def test_the_list_of_people_asks_the_same_however_many_there_are(
    room: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    wren = cast.member("Kite")
    standing(wren, Role.COORDINATOR)
    browser = SignedIn(wren)
    browser.get(reverse(PEOPLE))
    for more in ("", "Owl"):
        if more:
            standing(cast.member(more), Role.CASEWORKER, room.team)
            Team.objects.create(slug="more", name="More", region=Region.objects.first())
        with django_assert_num_queries(16):
            browser.get(reverse(PEOPLE))


def other_team(name: str = "Kite") -> tuple[Team, Holder]:
    """Return a team of a region, and its caseworker."""
    region = Region.objects.filter(scheme=Region.Scheme.NETWORK).first()
    team = Team.objects.create(slug="other", name="Other", region=region)
    kite = holder(name=name)
    standing(kite.person, Role.CASEWORKER, team)
    return team, kite


def test_a_report_goes_to_another_team_through_one_who_holds_it(room: World) -> None:
    report, _code = tell(country="")
    team, kite = other_team()
    before = opened_by(room.heron, report)
    address = reverse("incidents:care_report", args=[report.pk])
    answer = room.heron.client.post(address, {"go": "hand", "team": team.pk})
    assert answer["Location"] == reverse("incidents:care")
    assert room.heron.client.get(address).status_code == 404
    assert open_with_vault(room.wren.opened, [Report.objects.get()]) == []
    assert STORY in kite.client.get(address).content.decode()

    unlock(kite.client, kite.person, kite.phrase)  # seals it anew
    with pytest.raises(CannotOpen):
        _ = type(before)(Report.objects.get(), before.pair).told


def test_a_report_stays_where_nobody_of_the_other_team_could_open_it(room: World) -> None:
    report, _code = tell()
    empty = Team.objects.create(slug="empty", name="Empty", region=Region.objects.first())
    address = reverse("incidents:care_report", args=[report.pk])
    assert room.heron.client.post(address, {"go": "hand", "team": empty.pk}).status_code == 422
    assert Report.objects.get().team == room.team
    assert opened_by(room.heron, report).told.what == STORY


def test_a_coordinator_sees_how_many_reports_there_are_and_makes_teams(room: World) -> None:
    tell()
    kite = cast.member("Kite")
    standing(kite, Role.COORDINATOR)
    browser = SignedIn(kite)
    page = browser.get(reverse("incidents:outlines")).content.decode()
    assert "Everyone" in page
    assert STORY not in page
    assert str(Report.objects.get().pk) not in page
    region = Region.objects.filter(scheme=Region.Scheme.NETWORK).first()
    assert region
    browser.post(reverse("incidents:people_team"), {"team-name": "South", "team-region": region.pk})
    assert Team.objects.get(name="South").region == region
    again = browser.post(reverse("incidents:people_team"), {"team-name": "Twice", "team-region": region.pk})
    assert again.status_code == 422
    assert not Team.objects.filter(name="Twice").exists()
