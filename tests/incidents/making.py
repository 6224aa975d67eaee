"""People and reports for tests. Reports are told through the real forms, page by page."""

import re
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.vault.making import Holder, holder
from whrin.incidents.content import Consent, Told
from whrin.incidents.enums import Role, StandingState
from whrin.incidents.models import Report, Standing, Team
from whrin.incidents.opening import OpenReport, open_with_vault
from whrin.incidents.telling.steps import STEPS
from whrin.kit.days import today
from whrin.people.models import Person

#: A story with words that are found wherever they leak.
STORY = "Canary: they took my daughter at the clinic."
CARRIED = re.compile(r'name="carried" value="([^"]+)"')
CODE = re.compile(r'name="code" value="(\d{20})"')
TICKET = re.compile(r'name="ticket" value="([^"]+)"')
ONCE = re.compile(r'name="once" value="([^"]+)"')


@dataclass
class World:
    """`team` takes everything; `heron` and `wren` are its caseworkers."""

    team: Team
    heron: Holder
    wren: Holder


def standing(person: Person, role: Role, team: Team | None = None) -> Standing:
    """Return a confirmed standing."""
    return Standing.objects.create(
        person=person, role=role, team=team, state=StandingState.CONFIRMED, since=today()
    )


def world() -> World:
    """Make a team of everything with two caseworkers."""
    team = Team.objects.create(slug="everyone", name="Everyone")
    heron, wren = holder(name="Heron"), holder(name="Wren")
    for one in (heron, wren):
        standing(one.person, Role.CASEWORKER, team)
    return World(team, heron, wren)


def post(client: Client, carried: str, **data: Any) -> str:
    """Send one page of the questions; return the next one."""
    answer = client.post(reverse("incidents:ask"), {"carried": carried, **data})
    return answer.content.decode()


def carried_in(page: str) -> str:
    """Return what a page carries."""
    found = CARRIED.search(page)
    assert found, page
    return found.group(1)


def walk(client: Client | None = None, **answers: Any) -> str:
    """Answer every question; return what the last page, where she looks through it, carries."""
    client = client or Client()
    given = {"kinds": [], "what": STORY, "country": "KE", "wants": ["count", "contact"], **answers}
    page = client.post(reverse("incidents:ask")).content.decode()
    for step in STEPS:
        own = {name: given[name] for name in step.fields() if name in given}
        page = post(client, carried_in(page), step=step.name, go="on", **own)
    return carried_in(page)


def tell(client: Client | None = None, **answers: Any) -> tuple[Report, str]:
    """Tell a report through the forms; return it, and its code."""
    client = client or Client()
    known = set(Report.objects.values_list("pk", flat=True))
    carried = walk(client, **answers)
    page = post(client, carried, go="send")
    found = CODE.search(page)
    assert found, page
    return Report.objects.exclude(pk__in=known).get(), found.group(1)


def opened_by(one: Holder, report: Report) -> OpenReport:
    """Return a report as a caseworker opens it."""
    fresh = Report.objects.select_related("key", "team").get(pk=report.pk)
    return open_with_vault(one.opened, [fresh])[0]


def told(**values: Any) -> tuple[Told, Consent]:
    """Return what a report may say."""
    return Told(what=STORY, country="KE", **values), Consent(count=True)
