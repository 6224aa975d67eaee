"""Who signed, for everybody: numbers, names that are shown, the badge."""

import csv
import io
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.campaigns.signed import sign_as
from whrin.campaigns.actions.erasing import erase_call
from whrin.campaigns.enums import Authority, Shows, Signer, SignState
from whrin.campaigns.models import Call
from whrin.places.models import Country

pytestmark = pytest.mark.django_db
PAGE = "/en/act/papers/care-not-punishment/signatures/"


def people(call: Call, many: int) -> None:
    cache.clear()
    begin = call.signatures.count()
    for number in range(begin, begin + many):
        sign_as(call, f"Woman {number}", country=Country.objects.get(pk="MX"))


def test_a_visitor_sees_numbers_and_the_names_that_are_shown(reader: Client, call: Call) -> None:
    mexico = Country.objects.get(pk="MX")
    sign_as(call, "Ana Lopez", country=mexico)
    assert "Others signed without being named." not in reader.get(PAGE).content.decode()
    cache.clear()
    sign_as(call, "Eva Hidden", shows=Shows.COUNTED, country=mexico)
    sign_as(call, "Mia Held", state=SignState.HELD)
    sign_as(call, "Zed Waiting", state=SignState.WAITING)
    sign_as(call, "Claimed Union", kind=Signer.ORGANISATION, authority=Authority.CLAIMED)
    sign_as(call, "Zora Network", kind=Signer.ORGANISATION, country=Country.objects.get(pk="KE"))
    page = reader.get(PAGE).content.decode()
    assert page.index("Zora Network") < page.index("Ana Lopez")
    assert "Others signed without being named." in page
    for name in ("Eva Hidden", "Mia Held", "Zed Waiting", "Claimed Union"):
        assert name not in page
    assert "<b>2</b> people" in page and "<b>1</b> organisations" in page
    rows = list(csv.DictReader(io.StringIO(reader.get(PAGE + "csv/").content.decode("utf-8-sig"))))
    found = {row["country"]: (row["people"], row["organisations"]) for row in rows}
    assert found == {"MX": ("2", "0"), "KE": ("0", "1")}
    assert b"People: 2" in reader.get(PAGE + "feed/").content


def test_the_list_asks_as_often_for_three_as_for_one(
    reader: Client, call: Call, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    people(call, 1)
    reader.get(PAGE)
    for many in (1, 3):
        people(call, many)
        with django_assert_num_queries(6):
            reader.get(PAGE)


def test_numbers_stay_when_everything_else_is_erased(reader: Client, call: Call) -> None:
    people(call, 2)
    sign_as(call, "Zora Network", kind=Signer.ORGANISATION)
    erase_call(call=call)
    page = reader.get(PAGE).content.decode()
    assert "<b>2</b> people" in page and "Zora Network" in page and "Woman" not in page


def test_the_badge_stands_on_pages_of_others(reader: Client, call: Call) -> None:
    people(call, 3)
    answer = reader.get("/en/act/papers/care-not-punishment/badge.svg")
    drawn = ElementTree.fromstring(answer.content)
    assert drawn[0].text == "Signed by 3" and drawn.get("width") == "240"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "max-age" in answer["Cache-Control"] and not answer.cookies
    assert b"href" not in answer.content and b"<script" not in answer.content


def test_what_is_withdrawn_is_gone_and_what_is_not_there_is_not(reader: Client, call: Call) -> None:
    call.paper.state, call.paper.withdrawn_because = "withdrawn", "A mistake"
    call.paper.save()
    assert reader.get(PAGE).status_code == 410
    assert reader.get("/en/act/papers/other/signatures/").status_code == 404
    assert reader.get(PAGE + "csv/").status_code == 404
