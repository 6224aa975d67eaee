"""Libraries to harvest: when their day is, and who adds them."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from tests.cast import SignedIn
from whrin.library.actions.sources import save_source
from whrin.library.harvest_tasks import begin_harvests, is_due
from whrin.library.models import Source
from whrin.people.models import Person

pytestmark = pytest.mark.django_db


def source(address: str, **fields: object) -> Source:
    return Source.objects.create(address=address, name="Other library", **fields)


def test_harvests_begin_on_their_day(tasks_kept: None) -> None:
    today = datetime.date(2026, 11, 22)
    with time_machine.travel("2026-11-22T03:00:00Z", tick=False):
        cases = {
            "new": ({}, True),
            "rested": ({"last_tried": today - datetime.timedelta(days=7)}, True),
            "lately": ({"last_tried": today - datetime.timedelta(days=6)}, False),
            "cut": ({"last_tried": today - datetime.timedelta(days=1), "token": "x y"}, True),
            "today": ({"last_tried": today, "token": "x y"}, False),
        }
        for name, (fields, _due) in cases.items():
            source(f"https://{name}.example/oai", **fields)
        source("https://off.example/oai", is_active=False)
        found = {one.address.split("//")[1].split(".")[0]: is_due(one) for one in Source.objects.all()}
        assert {name: found[name] for name in cases} == {name: due for name, (_f, due) in cases.items()}
        assert begin_harvests() == 3


def test_a_new_address_is_harvested_from_its_beginning() -> None:
    other = source(
        "https://a.example/oai", harvested_until=datetime.datetime.now(tz=datetime.UTC), token="x y"
    )
    save_source(source=other)
    assert other.token
    other.set_spec = "papers"
    save_source(source=other)
    other.refresh_from_db()
    assert (other.harvested_until, other.token) == (None, "")


def test_an_editor_adds_a_library_and_harvests_it(
    editor: Person, sign_in: type[SignedIn], tasks_kept: None
) -> None:
    desk = sign_in(editor)
    filled = {
        "name": "Other", "address": "https://other.example/oai", "prefix": "mods", "set_spec": "",
        "every_days": "7", "publish": "on", "is_active": "on",
    }  # fmt: skip
    assert desk.post(reverse("harvests:add"), {**filled, "every_days": "0"}).status_code == 200
    assert not Source.objects.exists()
    assert desk.post(reverse("harvests:add"), filled).status_code == 302
    other = Source.objects.get()
    assert (other.prefix, other.publish) == ("mods", False)
    Source.objects.update(fault="There is no such server.")
    assert "There is no such server." in desk.get(reverse("harvests:index")).content.decode()
    assert "There is no such server." in desk.get(reverse("harvests:edit", args=[other.pk])).content.decode()
    assert desk.post(reverse("harvests:now", args=[other.pk])).status_code == 302
    assert desk.get(reverse("harvests:now", args=[other.pk])).status_code == 405
    assert desk.post(reverse("harvests:delete", args=[other.pk])).status_code == 302
    assert not Source.objects.exists()
