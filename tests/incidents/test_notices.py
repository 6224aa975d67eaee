import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests import cast
from tests.incidents.making import World, standing, tell
from whrin.incidents.caring.notices import compose_notice, tell_caseworkers
from whrin.incidents.enums import ReportState, Role
from whrin.incidents.models import Report
from whrin.mailing.models import Outgoing

pytestmark = pytest.mark.once


def test_a_caseworker_is_told_once_a_day_and_the_letter_says_nothing(room: World) -> None:
    cache.clear()
    teal = cast.member("Teal", email="teal@mail.example")
    standing(teal, Role.CASEWORKER, room.team)
    with time_machine.travel("2026-11-22"):
        assert tell_caseworkers() == 0
        report, code = tell()
        assert tell_caseworkers() == 1
        tell()
        assert tell_caseworkers() == 0
    with time_machine.travel("2026-11-23"):
        assert tell_caseworkers() == 1
        Report.objects.update(state=ReportState.WAITING)
        assert compose_notice("", teal) is None
        page = Client().post(reverse("incidents:come_back"), {"code": code})
        again = {"ticket": page.context["ticket"], "go": "write", "text": "Again."}
        Client().post(reverse("incidents:come_back"), again)
    with time_machine.travel("2026-11-24"):
        assert tell_caseworkers() == 1
        letter = compose_notice("", teal)

    assert letter is not None
    assert "/account/" in letter.text
    assert not {"report", "care", "tell", str(report.pk)} & set(
        f"{letter.subject} {letter.text}".lower().split()
    )
    assert Outgoing.objects.filter(person=teal).exists()
