"""Whoever heard it writes it down; what she wrote is the caseworkers' then."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests import cast
from tests.incidents.making import CARRIED, STORY, World, opened_by, standing
from whrin.incidents.enums import Role
from whrin.incidents.models import Report
from whrin.people.models import Person
from whrin.vault.models import CodeKey

_CODE = re.compile(r'class="code" dir="ltr">([\d ]+)<')


@pytest.fixture
def lark(room: World) -> Person:
    """Somebody who takes in what she hears, and reads nothing."""
    person = cast.member("Lark")
    standing(person, Role.INTAKE)
    return person


def _given(client: Client, **answers: object) -> dict[str, object]:
    page = client.get(reverse("incidents:enter")).content.decode()
    found = CARRIED.search(page)
    assert found
    asked = {"carried": found.group(1), "channel": "phone", "language": "fr", "what": STORY, "country": "KE"}
    return {**asked, "wants": ["count"], "wants_code": "on", **answers}


def test_an_intake_person_writes_down_a_call_once_with_a_file_and_cannot_open_it_afterwards(
    room: World, lark: Person
) -> None:
    client = cast.SignedIn(lark)
    given = _given(client, uses=["quote"], said_so="on")
    pages = []
    for _press in range(2):
        file = SimpleUploadedFile("letter.jpg", b"picture", "image/jpeg")
        pages.append(client.post(reverse("incidents:enter"), {**given, "chosen": file}).content.decode())

    report = Report.objects.get()
    one = opened_by(room.heron, report)
    assert (one.told.channel, one.told.entered_by, one.told.language) == ("phone", "intake", "fr")
    assert one.consent.quote
    assert [head.name for _file, head in one.files()] == ["letter.jpg"]
    codes = [_CODE.findall(page) for page in pages]
    assert codes[0] == codes[1]
    hers = Client().post(reverse("incidents:come_back"), {"code": codes[0][0]}).content.decode()
    assert STORY in hers
    assert client.get(reverse("incidents:care_report", args=[report.pk])).status_code == 404


def test_what_she_typed_is_kept_when_nobody_said_who_allowed_it(room: World) -> None:
    given = _given(room.heron.client, uses=["quote"])
    answer = room.heron.client.post(reverse("incidents:enter"), given)

    assert answer.status_code == 422
    assert STORY in answer.content.decode()
    assert not Report.objects.exists()


def test_without_a_code_none_is_shown_and_others_find_no_such_page(room: World) -> None:
    given = _given(room.wren.client, channel="letter", wants_code="")
    for _press in range(2):
        page = room.wren.client.post(reverse("incidents:enter"), given).content.decode()

    assert not _CODE.search(page)
    report = Report.objects.get()
    assert not CodeKey.objects.exists()
    assert opened_by(room.wren, report).told.entered_by == "caseworker"
    desk = room.wren.client.get(reverse("incidents:care_report", args=[report.pk])).content.decode()
    assert "She has no code" in desk
    for person in (cast.coordinator(), cast.member("Kite")):
        assert cast.SignedIn(person).get(reverse("incidents:enter")).status_code == 404
