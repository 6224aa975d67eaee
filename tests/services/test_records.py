import json
from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from tests.services import making
from tests.services.making import FROM_DESK, HIDDEN, HOUSE, claim
from whrin.services import queries
from whrin.services.actions import (
    CannotMerge,
    NotWithdrawn,
    WrongContent,
    change_service,
    check_service,
    create_service,
    erase_withdrawn,
    merge_services,
    restore_service,
    withdraw_service,
)
from whrin.services.content import content_of
from whrin.services.models import Change, Place, Proposal, Service, Term

pytestmark = pytest.mark.django_db


def change(service: Service, **content: object) -> list[Change]:
    return change_service(service=service, content=content, origin=FROM_DESK, by=None)


def place_of(service: Service) -> str:
    return f"place:{service.places.get().uid.hex}"


def everything_kept() -> str:
    """Return what all rows of the room hold, as text."""
    kept = [list(model.objects.values()) for model in (Service, Place, Change, Proposal)]
    return json.dumps(kept, default=str, ensure_ascii=False)


def test_a_record_says_what_was_put_into_it_and_keeps_each_change_of_a_field() -> None:
    made = making.service(
        languages=["sw", "en"],
        openings=[[1, 540, 1020, False]],
        **{"claim:naloxone": claim(), "place:new-1": HOUSE},
    )
    shown = content_of(made)
    assert shown["languages"] == ["en", "sw"] and shown["openings"] == [[1, 540, 1020, False]]
    assert shown["claim:naloxone"] == claim() and shown[place_of(made)] == HOUSE
    change(made, name="Sample house", **{"claim:naloxone": claim("no")})
    change(made, name="Sample house")
    assert [(row.number, row.field, row.old, row.new) for row in made.changes.filter(number=2)] == [
        (2, "claim:naloxone", claim(), claim("no")),
        (2, "name", "Sample shelter", "Sample house"),
    ]
    assert made.changes.order_by("number").last().number == 2  # type: ignore[union-attr] -- it has some


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("country", "ZZ"),
        ("part", "US-CA"),
        ("website", "javascript:alert(1)"),
        ("website", "http:// here"),
        ("contact_email", "house"),
        ("types", ["nothing"]),
        ("languages", ["klingonish"]),
        ("openings", [[1, 600, 540, False]]),
        ("openings", [[8, 540, 600, False]]),
        ("time_zone", "Mars/Olympus"),
        ("source_year", 3),
        ("claim:nothing", claim()),
        ("claim:naloxone", claim("perhaps")),
        ("claim:naloxone", claim(said_on="2026-13")),
        ("place:new", {**HOUSE, "latitude": "91"}),
        ("place:new", {**HOUSE, "longitude": ""}),
        ("place:new", {**HOUSE, "latitude": "NaN"}),
        ("place:new", {**HIDDEN, "address": "17 Jacaranda Close"}),
        ("place:new", {**HIDDEN, "city": ""}),
        ("state", "public"),
    ],
)
def test_wrong_values_are_named_and_nothing_is_kept(field: str, value: object) -> None:
    with pytest.raises(WrongContent) as refused:
        create_service(content=making.content(**{field: value}), origin=FROM_DESK, by=None)
    assert set(refused.value.faults) == {field}
    assert not Service.objects.exists()


def test_the_database_refuses_a_place_that_is_finer_than_may_be_told() -> None:
    made = making.service()
    for finer in ({"address": "17 Jacaranda Close"}, {"latitude": 1, "longitude": 1}, {"postal_code": "1"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Place.objects.create(service=made, precision="city", city="Nairobi", **finer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(service=made, precision="country", city="Nairobi")


def test_a_place_that_becomes_hidden_leaves_no_trace_anywhere() -> None:
    made = making.service(description="Ring at 17 Jacaranda Close.", **{"place:new-1": HOUSE})
    where = place_of(made)
    change(made, description="Ring twice at 17 Jacaranda Close.")
    Proposal.objects.create(
        kind="correct",
        service=made,
        source="page",
        received_on=date(2026, 11, 1),
        note="It is 17 Jacaranda Close, I know it.",
        changes={where: {"old": None, "new": HOUSE}},
    )
    change(made, **{where: HIDDEN})
    kept = everything_kept()
    for secret in ("Jacaranda", "00999", "1.28333", "36.81667"):
        assert secret not in kept
    assert "Nairobi" in kept
    change(made, **{where: {**HIDDEN, "precision": "country", "city": ""}})
    assert "Nairobi" not in everything_kept()


def test_a_withdrawn_record_is_gone_at_once_and_erased_after_a_month() -> None:
    with time_machine.travel("2026-11-01", tick=False):
        made = making.service(**{"place:new-1": HOUSE, "claim:naloxone": claim()})
        withdraw_service(service=made, by=None, source="organisation")
        withdraw_service(service=made, by=None, source="organisation")
    assert not queries.public_services().exists()
    assert queries.was_withdrawn("KE", "SAMPLE shelter") and not queries.was_withdrawn("KE", "Another")
    with time_machine.travel(date(2026, 11, 1) + timedelta(days=29), tick=False):
        assert erase_withdrawn() == 0
        restore_service(service=made, by=None)
        assert queries.public_services().get() == made
        withdraw_service(service=made, by=None, source="organisation", at_once=True)
    kept = everything_kept()
    assert "Sample" not in kept and "Jacaranda" not in kept and "Nairobi" not in kept
    with pytest.raises(NotWithdrawn):
        restore_service(service=made, by=None)


def test_of_two_that_are_one_the_kept_stands_for_both() -> None:
    kept, gone = making.service(), making.service(name="Sample shelter again", **{"place:new-1": HOUSE})
    waiting = Proposal.objects.create(
        kind="correct", service=gone, source="page", received_on=date(2026, 11, 1)
    )
    merge_services(kept=kept, gone=gone, by=None)
    waiting.refresh_from_db()
    assert waiting.service == kept and queries.public_services().get() == kept
    assert queries.service_at(gone.slug).merged_into == kept  # type: ignore[union-attr] -- it is there
    with pytest.raises(CannotMerge):
        merge_services(kept=kept, gone=kept, by=None)


def test_a_record_that_was_never_checked_is_one_of_an_open_service_when_a_peer_found_it_so() -> None:
    made = making.service(status="unverified")
    check_service(service=made, source="page", by=None)
    assert made.status == "active" and made.checked_on and not made.confirmed_on
    assert [row.field for row in made.changes.filter(number=2)] == ["status"]


def test_the_words_of_the_map_are_there_from_the_start() -> None:
    assert Term.objects.filter(kind="attribute").count() == 39
    assert {term.label_in("es") for term in Term.objects.filter(slug="naloxone", kind="type")} == {"Naloxona"}


@pytest.mark.once
@pytest.mark.parametrize(
    "said",
    [
        *({"contact_email": 1}, {"time_zone": []}, {"time_zone": {}}, {"name": 5}, {"country": "\ud800"}),
        *({"place:zzz": HOUSE}, {"place:new-1": {**HOUSE, "latitude": "1." + "3" * 99}}),
    ],
)
def test_values_of_odd_kinds_are_told_and_change_nothing(said: dict[str, object]) -> None:
    record = making.service()
    with pytest.raises(WrongContent) as refused:
        change_service(service=record, content=said, origin=FROM_DESK, by=None)
    assert list(refused.value.faults) == list(said)
    assert not record.places.exists()


def test_a_place_of_another_record_is_written_as_an_own_one() -> None:
    record = making.service(**{"place:new-1": HOUSE})
    other = making.service(name="Sample copy of a line", **{place_of(record): HOUSE})
    assert place_of(other) != place_of(record)
    assert Place.objects.count() == 2
