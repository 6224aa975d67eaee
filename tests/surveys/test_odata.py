"""A programme reads the feed of a form, strictly by what the metadata promises."""

import base64
import datetime
import json
from typing import Any
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.test import Client
from lxml import etree

from tests.cast import SignedIn
from tests.surveys import making
from tests.surveys.test_tables import HOUSE, take
from whrin.audit.models import Event
from whrin.people.models import Person
from whrin.surveys.actions.feeds import make_feed
from whrin.surveys.models import Answer, Feed, Form

ROOT = "/odata/house.svc/"
EDM = "{http://docs.oasis-open.org/odata/ns/edm}"


class Reader:
    """Asks as Excel does: name and password, JSON with minimal metadata; refuses what the metadata denies."""

    def __init__(self, secret: str) -> None:
        proof = base64.b64encode(f"whoever:{secret}".encode()).decode()
        self.client = Client(headers={"Authorization": f"Basic {proof}", "OData-MaxVersion": "4.0"})
        self.schema: Any = None

    def ask(self, address: str, status: int = 200, **headers: str) -> Any:
        response = self.client.get(address, headers=headers)
        assert response.status_code == status, response.content
        assert response["OData-Version"] == "4.0" and response["Cache-Control"].count("no-store")
        assert response["Content-Type"].startswith("application/json")
        return json.loads(response.content)

    def rows(self, name: str, **options: str) -> list[dict[str, Any]]:
        """Return all rows of a set, page after page, each checked against its type."""
        query = "&".join(f"${option}={quote(text)}" for option, text in options.items())
        address, found = f"{ROOT}{name}?{query}", []
        while address:
            page = self.ask(address)
            found += page["value"]
            address = page.get("@odata.nextLink", "").removeprefix("http://testserver")
        if "select" not in options:
            for row in found:
                self.check(row, name)
        return found

    def check(self, row: dict[str, Any], type_name: str) -> None:
        if self.schema is None:
            document = etree.fromstring(self.client.get(f"{ROOT}$metadata").content)
            self.schema = document.find(f".//{EDM}Schema")
        kind = self.schema.find(f"*[@Name='{type_name}']")
        told = {each.get("Name"): each for each in kind.findall(f"{EDM}Property")}
        assert set(row) == set(told)
        for name, value in row.items():
            self.check_value(value, told[name])

    def check_value(self, value: Any, told: Any) -> None:
        wanted = told.get("Type")
        if value is None:
            assert told.get("Nullable") != "false"
        elif wanted.startswith("Edm.Geography"):
            assert value["type"] == wanted.removeprefix("Edm.Geography")
        elif wanted == "Edm.Date":
            datetime.date.fromisoformat(value)
        elif wanted.startswith("Edm."):
            assert isinstance(value, {"Edm.Int64": int, "Edm.Double": float | int}.get(wanted, str))
        else:
            self.check(value, wanted.rpartition(".")[2])


@pytest.fixture(autouse=True)
def _nobody_has_guessed() -> None:
    cache.clear()


@pytest.fixture
def house(coordinator: Person) -> Form:
    """A house with rooms and guests, and one answer."""
    form = making.open_form(coordinator, "house", HOUSE, keeps_place=True, keeps_why="To find it.")
    take(form, "Sample house")
    return form


@pytest.fixture
def excel(house: Form, coordinator: Person) -> Reader:
    return Reader(make_feed(form=house, label="Sample workbook", by=coordinator)[1])


def test_the_metadata_keeps_the_rules_of_csdl(excel: Reader) -> None:
    document = etree.fromstring(excel.client.get(f"{ROOT}$metadata").content)
    schema = document.find(f".//{EDM}Schema")
    names = [each.get("Name") for each in schema]
    assert len(names) == len(set(names)) and all(name.isidentifier() for name in names)
    own = {f"{schema.get('Namespace')}.{name}" for name in names}
    for kind in schema.iter(f"{EDM}EntityType", f"{EDM}ComplexType"):
        told = [each.get("Name") for each in kind.findall(f"{EDM}Property")]
        assert len(told) == len(set(told)) and all(name.isidentifier() for name in told)
        assert all(key.get("Name") in told for key in kind.iter(f"{EDM}PropertyRef"))
    used = {
        each.get("Type") or each.get("EntityType") for each in schema.iter() if each.tag != f"{EDM}Schema"
    }
    assert all(name is None or name.startswith("Edm.") or name in own for name in used)
    named = {each["name"] for each in excel.ask(ROOT)["value"]}
    assert named == {"Submissions", "Submissions_room", "Submissions_room_guest"}


def test_rows_are_what_the_metadata_promises(excel: Reader) -> None:
    (row,) = excel.rows("Submissions")
    assert row["care"] == {"open": "y", "needs": "y n"} and row["place"]["coordinates"] == [36.82, -1.28]
    assert row["__system"]["reviewState"] == "received"
    rooms, guests = excel.rows("Submissions_room"), excel.rows("Submissions_room_guest")
    assert [room["beds"] for room in rooms] == [4, 2]
    assert {room["__Submissions_id"] for room in rooms} == {row["__id"]}
    assert [guest["__Submissions_room_id"] for guest in guests] == [rooms[0]["__id"]] * 2 + [rooms[1]["__id"]]
    assert excel.ask(f"{ROOT}Submissions({row['__id']})")["house"] == "Sample house"


def test_pages_follow_one_another_without_losing_or_doubling_a_row(excel: Reader, house: Form) -> None:
    for number in range(2, 8):
        take(house, f"House {number}", number=str(number))
    excel.client.defaults["HTTP_PREFER"] = "odata.maxpagesize=2"
    assert excel.ask(f"{ROOT}Submissions")["@odata.nextLink"]
    houses = [row["house"] for row in excel.rows("Submissions")]
    assert houses == ["Sample house", *(f"House {number}" for number in range(2, 8))]
    assert len(excel.rows("Submissions_room_guest")) == 21
    newest = excel.rows("Submissions", orderby="__system/submissionDate desc", top="5", skip="1")
    assert [row["house"] for row in newest] == [f"House {number}" for number in (6, 5, 4, 3, 2)]
    assert excel.rows("Submissions", skip="5", filter="contains(house,'House')")[0]["house"] == "House 7"
    counted = excel.ask(f"{ROOT}Submissions?$top=1&$count=true&$filter=startswith(house,%27House%27)")
    assert counted["@odata.count"] == 6 and len(counted["value"]) == 1
    assert excel.client.get(f"{ROOT}Submissions_room/$count").content == b"14"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("care/open eq 'y' and not (house eq 'Other')", 1),
        ("__system/reviewState eq 'approved' or house eq 'O''Brien'", 0),
        ("__system/submissionDate ge 2020-01-01T00:00:00Z and year(__system/submissionDate) gt 2020", 1),
        ("__system/submissionDate lt 2020-01-01", 0),
        ("town ne null and __system/formVersion eq '1'", 1),
        ("(agreed eq 'OK')", 1),
    ],
)
def test_a_filter_means_what_the_standard_says(excel: Reader, asked: str, found: int) -> None:
    assert len(excel.rows("Submissions", filter=asked)) == found
    assert excel.ask(f"{ROOT}Submissions?$count=true&$filter={quote(asked)}")["@odata.count"] == found


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("$filter=house eq", 400),
        ("$filter=nobody eq 'a'", 400),
        ("$filter=house eq 5", 400),
        ("$filter=house eq 'a' house", 400),
        ("$filter=" + "(" * 60, 400),
        ("$filter=tolower(house) eq 'a'", 501),
        ("$filter=place eq null", 501),
        ("$top=-1", 400),
        ("$skiptoken=1.1.2026-99-99", 400),
        ("$select=nobody", 400),
        ("$orderby=house", 501),
        ("$expand=*", 501),
        ("$format=atom", 501),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(excel: Reader, query: str, status: int) -> None:
    error = excel.ask(f"{ROOT}Submissions?{quote(query, safe='$=&')}", status)["error"]
    assert error["code"] and error["message"]


def test_selected_columns_alone_are_given(excel: Reader) -> None:
    (row,) = excel.rows("Submissions", select="house,care/open")
    assert row == {"house": "Sample house", "care": {"open": "y"}}
    assert excel.ask(f"{ROOT}Nobody", 404)["error"]["code"] == "not-found"


def test_whoever_has_no_password_or_one_that_ended_reads_nothing(
    excel: Reader, house: Form, coordinator: Person
) -> None:
    asked = Client().get(f"{ROOT}Submissions")
    assert asked.status_code == 401 and asked["WWW-Authenticate"].startswith("Basic ")
    Reader("guessed").ask(f"{ROOT}Submissions", 401)
    other = making.open_form(coordinator, "other")
    Reader(make_feed(form=other, label="Other", by=coordinator)[1]).ask(f"{ROOT}Submissions", 401)
    assert excel.client.post(f"{ROOT}Submissions").status_code == 405
    feed = Feed.objects.get(form=house)
    page = f"/desk/forms/house/feeds/{feed.pk}/"
    SignedIn(coordinator).post(page)
    excel.ask(f"{ROOT}Submissions", 401)
    SignedIn(coordinator).post(page)
    assert not Feed.objects.filter(form=house).exists()
    assert set(Event.objects.filter(about__contains="Feed").values_list("verb", flat=True)) == {
        "make_feed", "revoke", "remove"
    }  # fmt: skip


def test_whoever_guesses_is_told_to_wait_and_others_read_on(excel: Reader) -> None:
    guessing = Reader("guessed")
    for _guess in range(60):
        guessing.ask(f"{ROOT}Submissions", 401)
    guessing.ask(f"{ROOT}Submissions", 429)
    assert excel.rows("Submissions")
    cache.clear()


def test_a_password_is_shown_once_at_the_desk_and_works(house: Form, coordinator: Person) -> None:
    page = SignedIn(coordinator).post("/desk/forms/house/feeds/", {"label": "Sample workbook"})
    secret = page.context["secret"]
    assert secret in page.content.decode()
    assert secret not in SignedIn(coordinator).get("/desk/forms/house/feeds/").content.decode()
    assert Reader(secret).rows("Submissions")
    assert SignedIn(coordinator).post("/desk/forms/house/feeds/", {"label": ""}).status_code == 422
    assert Feed.objects.count() == 1


def test_a_sensitive_form_is_read_by_people_alone(excel: Reader, house: Form) -> None:
    Form.objects.update(is_sensitive=True)
    assert excel.ask(f"{ROOT}Submissions", 403)["error"]["code"] == "sealed"


def test_answers_whose_key_is_gone_are_refused_by_name(excel: Reader) -> None:
    Form.objects.update(wrapped_key="gone")
    assert excel.ask(f"{ROOT}Submissions", 403)["error"]["code"] == "sealed"


def test_a_page_of_three_answers_asks_the_database_as_often_as_one(
    excel: Reader, house: Form, django_assert_num_queries: Any
) -> None:
    excel.rows("Submissions")
    with django_assert_num_queries(4):
        excel.ask(f"{ROOT}Submissions")
    for number in ("2", "3"):
        take(house, number=number)
    with django_assert_num_queries(4):
        excel.ask(f"{ROOT}Submissions")
    assert Answer.objects.count() == 3
