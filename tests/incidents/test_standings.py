import pytest

from tests import cast
from tests.incidents.making import STORY, World, opened_by, standing, tell
from tests.vault.making import holder, unlock
from whrin.incidents.actions.rekeying import rekey_report
from whrin.incidents.actions.standings import (
    NotTogether,
    NotYours,
    confirm_standing,
    end_standing,
    propose_standing,
)
from whrin.incidents.enums import Role
from whrin.incidents.models import Standing
from whrin.incidents.opening import open_with_vault
from whrin.incidents.rules import has_role
from whrin.incidents.weeks import week_of
from whrin.kit.days import today
from whrin.vault.actions import RotatedMeanwhile
from whrin.vault.envelopes import CannotOpen


def test_two_people_name_a_third_and_nobody_names_herself(room: World) -> None:
    standing(room.heron.person, Role.COORDINATOR)
    standing(room.wren.person, Role.COORDINATOR)
    kite = cast.member("Kite")
    with pytest.raises(NotYours):
        propose_standing(person=room.heron.person, role=Role.INTAKE, by=room.heron.person)
    proposed = propose_standing(person=kite, role=Role.INTAKE, by=room.heron.person)
    with pytest.raises(NotYours):
        confirm_standing(standing=proposed, by=room.heron.person)
    assert not has_role(kite, Role.INTAKE)

    confirm_standing(standing=proposed, by=room.wren.person)
    assert has_role(kite, Role.INTAKE)


def test_nobody_is_all(room: World) -> None:
    standing(room.wren.person, Role.COORDINATOR)
    for role in (Role.ANALYST, Role.AUDITOR):
        with pytest.raises(NotTogether):
            propose_standing(person=room.heron.person, role=role, by=room.wren.person)
    assert Standing.objects.filter(person=room.heron.person).count() == 1


def test_an_administrator_names_the_first_and_no_more_once_there_is_a_coordinator(room: World) -> None:
    admin, kite = cast.coordinator(), cast.member("Kite")
    propose_standing(person=kite, role=Role.COORDINATOR, by=admin)
    standing(room.wren.person, Role.COORDINATOR)

    with pytest.raises(NotYours):
        propose_standing(person=kite, role=Role.AUDITOR, by=admin)
    assert not has_role(admin, *Role)


def test_a_new_caseworker_reads_earlier_reports_once_a_colleague_opens_her_keys(room: World) -> None:
    report, _code = tell()
    kite = holder(name="Kite")
    standing(kite.person, Role.CASEWORKER, room.team)
    assert open_with_vault(kite.opened, [report]) == []

    unlock(room.heron.client, room.heron.person, room.heron.phrase)
    assert opened_by(kite, report).told.what == STORY


def test_one_who_is_taken_away_opens_nothing_and_the_report_gets_another_key(room: World) -> None:
    standing(room.wren.person, Role.COORDINATOR)
    report, code = tell()
    heron_before = opened_by(room.heron, report)
    end_standing(standing=room.heron.person.incident_standings.get(), by=room.wren.person)
    assert open_with_vault(room.heron.opened, [report]) == []

    unlock(room.wren.client, room.wren.person, room.wren.phrase)
    after = opened_by(room.wren, report)
    assert after.report.key_id != heron_before.report.key_id
    assert after.told.what == STORY
    assert not after.report.needs_key
    with pytest.raises(CannotOpen):
        _ = type(heron_before)(after.report, heron_before.pair).told
    assert code


def test_two_rotations_at_once_are_one(room: World) -> None:
    report, _code = tell()
    rekey_report(opened=room.heron.opened, report=report)
    with pytest.raises(RotatedMeanwhile):
        rekey_report(opened=room.wren.opened, report=report)

    assert opened_by(room.wren, report).told.what == STORY
    assert report.week == week_of(today())
