"""Records at the desk: changed, hidden, merged, withdrawn; two editors at once."""

import pytest
from django.test import Client

from tests import cast
from tests.services import making
from whrin.services.actions.keepers import address_of, keep_mailbox
from whrin.services.enums import State
from whrin.services.models import Change, Service

_LIST = "/desk/services/"


@pytest.fixture
def desk(coordinator) -> Client:
    """The desk of the coordinator."""
    return cast.SignedIn(coordinator)


def _page(desk: Client, service: Service) -> str:
    return f"{_LIST}{service.pk}/"


def _sent(desk: Client, service: Service, **changes: object) -> dict[str, object]:
    """Return what a browser sends of the form as it is shown, with changes; None takes an input away."""
    asked = desk.get(_page(desk, service)).context["asked"]
    sent: dict[str, object] = {}
    for field in asked:
        value = field.value()
        if value not in (None, False, ""):
            sent[field.html_name] = value
    sent["opened"] = desk.get(_page(desk, service)).context["opened"]
    sent.update(changes)
    return {name: value for name, value in sent.items() if value is not None}


@pytest.mark.django_db
def test_a_coordinator_changes_a_record_and_the_history_says_so(desk: Client) -> None:
    one = making.service(
        openings=[[1, 540, 1020, False]], **{"claim:naloxone": making.claim(), "place:new1": making.HOUSE}
    )
    unchanged = desk.post(_page(desk, one), _sent(desk, one))
    assert unchanged.status_code == 302
    number = one.changes.count()
    sent = _sent(desk, one, cost="free", **{"hours-5": "22:00-02:00", "claim:free-value": "yes"})
    assert desk.post(_page(desk, one), sent).status_code == 302
    changed = {
        change.field: change.new for change in one.changes.order_by("-pk")[: one.changes.count() - number]
    }
    assert changed["openings"] == [[1, 540, 1020, False], [5, 1320, 1560, False]]
    assert (set(changed), changed["cost"]) == ({"cost", "openings", "claim:free"}, "free")
    assert "Cost" in desk.get(f"{_page(desk, one)}history/").content.decode()


@pytest.mark.django_db
def test_hiding_a_place_is_asked_about_and_strikes_the_address_out_everywhere(desk: Client) -> None:
    one = making.service(**{"place:new1": making.HOUSE})
    name = next(name for name in _sent(desk, one) if name.endswith("-precision"))
    sent = _sent(desk, one, **{name: "city"})
    asked = desk.post(_page(desk, one), sent)
    assert (asked.status_code, asked.context["hides"]) == (422, True)
    assert one.places.get().address == making.HOUSE["address"]
    assert desk.post(_page(desk, one), {**sent, "strike": "1"}).status_code == 302
    place = one.places.get()
    assert (place.precision, place.city, place.address, place.latitude) == ("city", "Nairobi", "", None)
    assert making.HOUSE["address"] not in str(list(Change.objects.values()))


@pytest.mark.once
@pytest.mark.django_db
def test_two_editors_at_once_are_shown_both_and_nothing_is_lost(desk: Client, editor) -> None:
    one = making.service()
    hers = _sent(desk, one, hours_note="By the bell", cost="free")
    other = cast.SignedIn(editor)
    assert (
        other.post(_page(desk, one), _sent(desk, one, cost="paid", website="https://a.example/")).status_code
        == 302
    )
    shown = desk.post(_page(desk, one), hers)
    assert shown.status_code == 409
    (difference,) = shown.context["differences"]
    assert (difference.here, difference.written) == ("It costs money", "Free of charge")
    one.refresh_from_db()
    assert (one.cost, one.hours_note) == ("paid", "")
    assert 'value="By the bell"' in shown.content.decode()
    again = {**hers, "opened": shown.context["opened"], "website": "https://a.example/"}
    assert desk.post(_page(desk, one), again).status_code == 302
    one.refresh_from_db()
    assert (one.cost, one.hours_note, one.website) == ("free", "By the bell", "https://a.example/")


@pytest.mark.once
@pytest.mark.django_db
def test_what_is_wrong_stands_at_its_field_and_what_she_typed_stays(desk: Client) -> None:
    one = making.service()
    sent = _sent(desk, one, website="nowhere", name="", **{"hours-1": "late", "claim:free-value": "yes"})
    wrong = {"claim:free-said_on": "soon", "country": "K\x00E", "expect": "a\x00b"}
    shown = desk.post(_page(desk, one), {**sent, **wrong})
    assert shown.status_code == 422
    assert set(shown.context["asked"].faults) == {"website", "name", "openings", "claim:free"}
    assert 'value="nowhere"' in shown.content.decode()
    one.refresh_from_db()
    assert one.name == "Sample shelter"


@pytest.mark.django_db
def test_a_new_record_is_a_draft_until_somebody_shows_it_withdraws_it_and_erases_it(desk: Client) -> None:
    sent = {
        "name": "Sample tea room",
        "organisation": "Sample organisation",
        "country": "KE",
        "language": "en",
    }
    made = desk.post(f"{_LIST}new/", sent | {"place:new1-precision": "city", "place:new1-city": "Mombasa"})
    one = Service.objects.get(name="Sample tea room")
    assert made["Location"] == _page(desk, one)
    assert (one.state, one.places.get().city) == (State.DRAFT, "Mombasa")
    for step, state in (("publish", State.PUBLIC), ("withdraw", State.WITHDRAWN), ("restore", State.PUBLIC)):
        assert desk.post(f"{_page(desk, one)}step/{step}/").status_code == 302
        one.refresh_from_db()
        assert one.state == state
    assert desk.post(f"{_page(desk, one)}step/erase/", {"slug": "another"}).status_code == 422
    one.refresh_from_db()
    assert one.name
    desk.post(f"{_page(desk, one)}step/erase/", {"slug": one.slug})
    one.refresh_from_db()
    assert (one.state, one.name) == (State.WITHDRAWN, "")
    assert desk.get(_page(desk, one)).status_code != 200


@pytest.mark.django_db
def test_places_that_both_records_have_are_no_difference_whatever_their_order(desk: Client) -> None:
    town = {**making.HIDDEN, "city": "Kisumu"}
    kept = making.service(name="Sample house", **{"place:new1": making.HIDDEN, "place:new2": town})
    gone = making.service(name="Sample home", **{"place:new1": town, "place:new2": making.HIDDEN})
    path = f"{_page(desk, kept)}merge/{gone.pk}/"
    assert [row[0] for row in desk.get(path).context["rows"]] == ["name"]
    twice = making.service(name="Sample tent", **{"place:new1": town, "place:new2": town})
    rows = desk.get(f"{_page(desk, kept)}merge/{twice.pk}/").context["rows"]
    assert [row[0].split(":")[0] for row in rows] == ["name", "place"]


@pytest.mark.django_db
def test_two_records_are_merged_with_what_she_takes_over(desk: Client) -> None:
    kept = making.service(name="Sample house", website="https://a.example/")
    gone = making.service(name="Sample home", cost="free", **{"place:new1": making.HIDDEN})
    mailbox = keep_mailbox(service=gone, address="desk@sample.example", language="en", by=None)
    path = f"{_page(desk, kept)}merge/{gone.pk}/"
    assert gone.name in desk.get(f"{_page(desk, kept)}merge/").content.decode()
    rows = {row[0] for row in desk.get(path).context["rows"]}
    (place,) = (name for name in rows if name.startswith("place:"))
    assert rows == {"name", "cost", place}
    assert desk.post(path, {"take": ["cost", place]}).status_code == 302
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.name, kept.cost, kept.places.get().city) == ("Sample house", "free", "Nairobi")
    assert (gone.state, gone.merged_into) == (State.MERGED, kept)
    assert kept.keepers.get() == mailbox
    assert address_of(mailbox) == "desk@sample.example"


@pytest.mark.once
@pytest.mark.django_db
def test_an_editor_changes_records_and_decides_on_none(editor, moderator) -> None:
    one = making.service()
    desk = cast.SignedIn(editor)
    assert desk.get(_page(desk, one)).context["steps"] == []
    desk.post(f"{_page(desk, one)}step/withdraw/")
    desk.get(f"{_LIST}reviewers/")
    one.refresh_from_db()
    assert one.state == State.PUBLIC
    cast.SignedIn(moderator).post(f"{_page(desk, one)}step/withdraw/")
    one.refresh_from_db()
    assert one.state == State.WITHDRAWN


@pytest.mark.once
@pytest.mark.django_db
def test_the_list_costs_the_same_with_one_and_with_three(desk: Client, django_assert_num_queries) -> None:
    making.service(name="Sample 1")
    desk.get(_LIST)
    with django_assert_num_queries(10):
        desk.get(_LIST)
    making.service(name="Sample 2", **{"place:new1": making.HIDDEN})
    making.service(name="Sample 3", status="unverified")
    desk.get(_LIST)
    with django_assert_num_queries(10):
        assert len(desk.get(_LIST).context["rows"]) == 3
    for asked in ("q=sample+2", "hidden=on"):
        assert [row[0].name for row in desk.get(f"{_LIST}?{asked}").context["rows"]] == ["Sample 2"]
    assert len(desk.get(f"{_LIST}?status=unverified&age=stale").context["rows"]) == 1
