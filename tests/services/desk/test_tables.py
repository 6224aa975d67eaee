"""Tables at the desk: out, and back in; with faults nothing of a file comes in."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import cast
from tests.services import making
from whrin.services.actions import change_service, withdraw_service
from whrin.services.content import content_of
from whrin.services.enums import Source, State
from whrin.services.models import Import, Service

_PATH = "/desk/services/import/"
_HEAD = (
    "organisation,service_name,country,city,website,service_types,community_led,year_seen,source,basis,"
    "description\n"
)


@pytest.fixture
def desk(coordinator) -> Client:
    """The desk of the coordinator."""
    return cast.SignedIn(coordinator)


def _send(desk: Client, text: str | bytes, **more: str):
    raw = text.encode() if isinstance(text, str) else text
    return desk.post(_PATH, {"file": SimpleUploadedFile("services.csv", raw), **more})


@pytest.mark.django_db
def test_a_listing_comes_in_after_somebody_looked_as_never_checked_with_its_source(
    desk: Client, tasks_at_once: None
) -> None:
    making.service(name="Sample shelter")
    withdraw_service(service=making.service(name="Sample gone"), by=None, source=Source.DESK, at_once=True)
    lines = [
        "Sample one,Sample house,KE,Nairobi,,nsp;women-only-space,yes,2024,https://a.example/,seen,Tea",
        "Sample two,,KE,,,outreach,unknown,2020,https://b.example/,seen,",
        "Sample organisation,Sample shelter,KE,,,,no,2020,,seen,",
        "Sample organisation,SAMPLE GONE,KE,,,,no,2020,,seen,",
    ]
    looked = _send(desk, _HEAD + "\n".join(lines), is_public="on")
    run = Import.objects.get()
    assert looked["Location"].endswith(f"{_PATH}{run.pk}/")
    assert (run.total, run.passed) == (2, {"double": [4], "withdrawn": [5]})
    assert "Sample house" in desk.get(looked["Location"]).content.decode()
    assert public_names() == {"Sample shelter"}
    for _press in range(2):
        desk.post(looked["Location"])
    run.refresh_from_db()
    assert (run.state, run.added, run.lines) == ("done", 2, [])
    assert public_names() == {"Sample shelter", "Sample house", "Sample two"}
    house = Service.objects.get(name="Sample house")
    assert (house.status, house.source_year, house.led_by_community) == ("unverified", 2024, "yes")
    assert [change.source for change in house.changes.filter(field="source")] == [Source.IMPORT]


def public_names() -> set[str]:
    """Return the names of public records."""
    return set(Service.objects.filter(state=State.PUBLIC).values_list("name", flat=True))


@pytest.mark.once
@pytest.mark.django_db
def test_a_file_with_faults_brings_nothing_in_and_each_line_says_why(desk: Client) -> None:
    lines = [
        "Sample one,Sample house,KE,Nairobi,,nsp,yes,2024,,seen,",
        "Sample two,Sample home,Kenya,,nowhere,magic,yes,soon,,seen,",
        ",,KE,,,,,,,seen,",
    ]
    shown = _send(desk, _HEAD + "\n".join(lines))
    told = {(number, label) for number, label, _fault in shown.context["faults"]}
    assert shown.status_code == 422
    assert told == {
        (3, "Country or territory"),
        (3, "Website"),
        (3, "Kinds of service"),
        (3, "Year of the source"),
        (4, "Name of the service"),
        (4, "Organisation that runs it"),
    }
    for text in ("", "a,b\n1,2\n", _HEAD, b"\xff\xfe\x00", _HEAD + "x" * 200_000):
        assert _send(desk, text).status_code == 422
    assert (Import.objects.count(), Service.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_a_table_that_went_out_brings_every_field_back(desk: Client, tasks_at_once: None) -> None:
    one = making.service(
        openings=[[1, 540, 1020, False], [5, 1320, 1560, True]],
        languages=["en", "sw"],
        hours_note="=1+1",
        **{"claim:naloxone": making.claim(), "place:new1": making.HOUSE},
    )
    before = content_of(one)
    out = b"".join(desk.get("/desk/services/table/").streaming_content)  # type: ignore[attr-defined]  # it streams
    assert b"'=1+1" in out
    assert _send(desk, out).status_code == 302
    assert Import.objects.get().passed == {"same": [2]}
    changed = out.decode().replace("A sample: beds for women and their children.", "Sample: tea.")
    desk.post(_send(desk, changed)["Location"])
    one = Service.objects.get()
    assert content_of(one) == {**before, "description": "Sample: tea."}


@pytest.mark.django_db
def test_what_was_hidden_or_withdrawn_since_a_table_came_does_not_come_back_with_it(
    desk: Client, tasks_at_once: None
) -> None:
    house = making.service(name="Sample house", **{"place:new1": making.HOUSE})
    gone = making.service(name="Sample gone")
    out = b"".join(desk.get("/desk/services/table/").streaming_content)  # type: ignore[attr-defined]  # it streams
    waits = _send(desk, out.decode().replace("women and their children", "17 Jacaranda Close"))["Location"]
    assert Import.objects.get().total == 2
    field = f"place:{house.places.get().uid.hex}"
    hidden = {field: {**making.HIDDEN, "precision": "country", "city": ""}}
    change_service(service=house, content=hidden, origin=making.FROM_DESK, by=None)
    withdraw_service(service=gone, by=None, source=Source.DESK, at_once=True)
    run = Import.objects.get()
    assert (run.total, run.passed) == (1, {"withdrawn": [3]})
    left = json.dumps(run.lines)
    assert [
        said for said in ("Jacaranda", "00999", "36.81667", "Nairobi", "Sample gone") if said in left
    ] == []
    desk.post(waits)
    assert Import.objects.get().state == Import.State.DONE
    assert content_of(Service.objects.get(pk=house.pk))[field] == hidden[field]
    assert public_names() == {"Sample house"}
