"""What phones and others send that is not as it should be: a clear status, and nothing kept of it."""

import hashlib
from io import BytesIO

import pytest
import time_machine
from django.test import Client
from PIL import Image

from tests.surveys import making
from tests.surveys.collect import Here, Phone, multipart
from tests.surveys.making import filled_in
from whrin.people.models import Person
from whrin.server.refusals import REFUSAL
from whrin.surveys import actions
from whrin.surveys.models import Answer
from whrin.surveys.openrosa import digest
from whrin.surveys.pictures import without_traces_of_cameras

ROSA = {"X-OpenRosa-Version": "1.0"}


@pytest.fixture
def admitted(coordinator: Person) -> actions.Admitted:
    """A phone that may send the small form."""
    forms = [making.open_form(coordinator)]
    return actions.admit_collector(label="Sample phones", forms=forms, by=coordinator)


def post(admitted: actions.Admitted, kind: str, body: bytes) -> int:
    address = f"/openrosa/key/{admitted.token}/submission"
    return Client().generic("POST", address, body, kind, headers=ROSA).status_code


def test_half_an_upload_leaves_nothing_and_the_whole_one_comes_again(admitted: actions.Admitted) -> None:
    kind, body = multipart(filled_in(), {"a.jpg": b"a" * 1000})
    for cut in (10, 200, len(body) - 900, len(body) - 8):
        assert post(admitted, kind, body[:cut]) == 400
    assert not Answer.objects.exists()
    assert post(admitted, kind, body) == 201


def test_a_phone_is_told_in_its_own_way_when_the_front_door_refuses_it() -> None:
    said = Client().post("/openrosa/submission", headers=ROSA, **{REFUSAL: 413})
    assert said.status_code == 413
    assert b"Send a smaller file" in said.content
    assert said["Content-Type"].startswith("text/xml")


def test_what_is_no_parcel_is_refused(admitted: actions.Admitted) -> None:
    kind, body = multipart(filled_in(), {str(number): b"" for number in range(101)})
    assert post(admitted, kind, body) == 400
    assert post(admitted, "text/xml", filled_in()) == 400
    assert post(admitted, "multipart/form-data", body) == 400
    assert post(admitted, kind.replace("phone-", "other-"), body) == 400
    assert post(admitted, "multipart/form-data; boundary=" + "x" * 300, body) == 400
    assert Client().delete(f"/openrosa/key/{admitted.token}/submission", headers=ROSA).status_code == 405
    assert not Answer.objects.exists()


def test_a_phone_finds_no_form_that_is_not_its_own_or_not_open(
    admitted: actions.Admitted, coordinator: Person
) -> None:
    other = making.open_form(coordinator, "other").versions.get()
    server = f"/openrosa/key/{admitted.token}"
    for path in (
        f"forms/other/{other.hash}.xml",
        "forms/small/none.xml",
        f"forms/other/{other.hash}/manifest",
    ):
        assert Client().get(f"{server}/{path}", headers=ROSA).status_code == 404
    assert Client().get(f"{server}/nothing", headers=ROSA).status_code == 404
    assert post(admitted, *multipart(filled_in(form_id="other"), {})) == 404
    form = admitted.collector.forms.get()
    actions.close_form(form=form, by=coordinator)
    assert Phone(Here(), f"http://testserver{server}").forms() == []
    assert post(admitted, *multipart(filled_in(), {})) == 409
    assert not Answer.objects.exists()


def test_a_list_of_forms_asks_no_more_for_three_than_for_one(
    admitted: actions.Admitted, coordinator: Person, django_assert_num_queries: type
) -> None:
    phone = Phone(Here(), f"http://testserver/openrosa/key/{admitted.token}")
    for count in (1, 3):
        with django_assert_num_queries(2):
            assert len(phone.forms()) == count
        if count == 1:
            more = [making.open_form(coordinator, name) for name in ("second", "third")]
            admitted.collector.forms.add(*more)


def proof(nonce: str, *, uri: str = "/openrosa/formList", ha1: str = "1" * 32) -> dict[str, str]:
    """Return what a phone says that knows `ha1`."""
    second = hashlib.md5(f"GET:{uri}".encode()).hexdigest()
    response = hashlib.md5(f"{ha1}:{nonce}:00000001:c:auth:{second}".encode()).hexdigest()
    header = f'Digest username="p", realm="forms", nonce="{nonce}", uri="{uri}", qop=auth, nc=00000001'
    return digest.parameters_of(f'{header}, cnonce="c", response="{response}"')


def test_a_proof_is_good_for_its_own_address_and_its_own_time_alone() -> None:
    key = b"k" * 32
    asked = {"ha1": "1" * 32, "method": "GET", "path": "/openrosa/formList", "query": "", "key": key}
    with time_machine.travel("2026-01-01T00:00:00Z", tick=False) as now:
        nonce = digest.new_nonce(key)
        assert digest.is_right(proof(nonce), **asked)
        assert not digest.is_right(proof(nonce, uri="/openrosa/submission"), **asked)
        assert not digest.is_right(proof(nonce), **{**asked, "query": "formID=small"})
        assert not digest.is_right(proof(nonce), **{**asked, "method": "POST"})
        assert not digest.is_right(proof(nonce, ha1="2" * 32), **asked)
        assert not digest.is_right(proof(digest.new_nonce(b"other")), **asked)
        now.shift(digest.LIFETIME + 1)
        with pytest.raises(digest.StaleNonce):
            digest.is_right(proof(nonce), **asked)
    assert digest.parameters_of('Digest username="p"') == {}
    assert digest.parameters_of("Basic cGE6Yg==") == {}


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photograph_loses_where_it_was_taken_and_keeps_how_it_is_turned(kind: str) -> None:
    told = Image.Exif()
    told[0x0112], told[0x010F] = 6, "Sample camera"
    told.get_ifd(0x8825)[1] = "S"
    out = BytesIO()
    Image.new("RGB", (40, 20), "red").save(out, kind, exif=told, comment=b"Sample words")
    assert b"Sample camera" in out.getvalue()
    clean = without_traces_of_cameras(out.getvalue() + b"Sample film behind it")
    assert b"Sample" not in clean
    picture = Image.open(BytesIO(clean))
    picture.load()
    assert (picture.size, dict(picture.getexif()).get(0x0112)) == ((40, 20), 6 if kind == "JPEG" else None)
    for cut in (3, 5, 30, len(clean) // 2):
        without_traces_of_cameras(clean[:cut] if cut > 8 or kind == "JPEG" else clean[:8])
