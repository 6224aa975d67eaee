"""Phones fetch forms and leave answers, as strict as ODK Collect."""

import pytest
from django.test import Client

from tests.surveys import making
from tests.surveys.collect import Here, Phone, PhoneStops
from whrin.people.models import Person
from whrin.surveys import actions
from whrin.surveys.models import Answer, AnswerEdition, Attachment, Form
from whrin.surveys.queries import about_file, blocks_of, xml_of

JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffda0008010100003f00d2ffd9")
VISIT = (
    '<data id="visit" version="1"><begun>2026-11-22T10:00:00.000Z</begun><phone>collect:1234</phone>'
    "<who>amina</who><house>Sample house</house><place>-1.29 36.82 0 0</place><town>nbo</town>"
    "<room><picture>1700000000001.jpg</picture></room><room><picture>غرفة.jpg</picture></room>"
    "<voice>1700000000002.m4a</voice>"
    "<meta><audit>audit.csv</audit><instanceID>uuid:visit</instanceID></meta></data>"
)


@pytest.fixture
def visit(coordinator: Person) -> Form:
    """A form with everything that a phone tells unasked, and files."""
    return making.open_form(coordinator, "visit", making.VISIT)


@pytest.fixture
def admitted(coordinator: Person, visit: Form) -> actions.Admitted:
    """A phone that may fetch and send it."""
    return actions.admit_collector(label="Sample phones", forms=[visit], by=coordinator)


@pytest.fixture(params=["name", "address"])
def phone(request: pytest.FixtureRequest, admitted: actions.Admitted) -> Phone:
    """The phone, with name and password, or with a secret address."""
    server = "http://testserver/openrosa"
    if request.param == "address":
        return Phone(Here(), f"{server}/key/{admitted.token}")
    return Phone(Here(), server, admitted.collector.name, admitted.password)


def test_a_phone_fetches_a_form_with_its_files_and_sends_an_answer_with_its_own(phone: Phone) -> None:
    (listed,) = phone.forms()
    assert (listed.form_id, listed.name, listed.version) == ("visit", "A visit", "1")
    assert b'id="visit"' in phone.form(listed)
    assert phone.files(listed) == {"towns.csv": making.TOWNS}
    sent = {
        "1700000000001.jpg": JPEG,
        "غرفة.jpg": JPEG + b"!",
        "1700000000002.m4a": b"voice" * 99_999,
        "x": b"",
    }
    assert phone.send(VISIT.encode(), {**sent, "audit.csv": b"steps"}) == [
        "Thank you. Your answers have arrived."
    ]
    edition = AnswerEdition.objects.get()
    kept = {about_file(row)["name"]: b"".join(blocks_of(row)) for row in edition.attachments.all()}
    assert kept == {"1700000000001.jpg": JPEG, "غرفة.jpg": JPEG, "1700000000002.m4a": b"voice" * 99_999}


def test_what_a_phone_tells_unasked_is_emptied_unless_the_form_keeps_it(phone: Phone, visit: Form) -> None:
    phone.send(VISIT.encode())
    edition = AnswerEdition.objects.get()
    bare = xml_of(edition)
    assert "Sample house" in bare
    assert "<begun/><phone/><who/>" in bare
    assert "<place/>" in bare and "<audit/>" in bare
    assert not {"collect:1234", "amina", "36.82", "10:00:00"} & set(bare.replace("<", ">").split(">"))
    Form.objects.update(keeps_place=True, keeps_why="Sample reason")
    phone.send(VISIT.replace("uuid:visit", "uuid:next").encode())
    assert "36.82" in xml_of(AnswerEdition.objects.order_by("id").last())  # type: ignore[arg-type]


def test_nothing_that_was_sent_stands_in_clear_in_the_database(phone: Phone) -> None:
    phone.send(VISIT.encode(), {"1700000000002.m4a": b"her voice"})
    rows = [AnswerEdition.objects.values().get(), *Attachment.objects.values()]
    rows += [part for row in Attachment.objects.all() for part in row.parts.values()]
    told = repr(
        [bytes(value) if isinstance(value, memoryview) else value for row in rows for value in row.values()]
    )
    assert not [word for word in ("Sample house", "uuid:visit", "1700000000002", "her voice") if word in told]


def test_a_large_answer_comes_in_several_goes(phone: Phone) -> None:
    rooms = "".join(f"<room><picture>{number}.jpg</picture></room>" for number in range(130))
    answer = f'<data id="visit" version="1">{rooms}<meta><instanceID>uuid:large</instanceID></meta></data>'
    assert len(phone.send(answer.encode(), {f"{number}.jpg": JPEG for number in range(130)})) == 2
    assert Answer.objects.count() == 1
    assert Attachment.objects.filter(is_missing=False).count() == 130


def test_a_phone_with_a_wrong_password_or_one_that_was_ended_gets_nothing(
    phone: Phone, admitted: actions.Admitted, coordinator: Person
) -> None:
    actions.revoke_collector(collector=admitted.collector, by=coordinator)
    for ask in (phone.forms, lambda: phone.send(VISIT.encode())):
        with pytest.raises(PhoneStops, match=r"40[13]"):
            ask()
    stranger = Phone(Here(), "http://testserver/openrosa", admitted.collector.name, "wrong")
    with pytest.raises(PhoneStops, match="401"):
        stranger.forms()
    assert not Answer.objects.exists()


def test_a_bare_password_is_asked_for_and_taken_over_https_alone(admitted: actions.Admitted) -> None:
    from base64 import b64encode

    basic = b64encode(f"{admitted.collector.name}:{admitted.password}".encode()).decode()
    headers = {"X-OpenRosa-Version": "1.0", "Authorization": f"Basic {basic}"}
    plain = Client().get("/openrosa/formList", headers=headers)
    assert plain.status_code == 401
    assert "Basic" not in plain["WWW-Authenticate"]
    assert Client().get("/openrosa/formList", headers=headers, secure=True).status_code == 200
    asked = Client().get("/openrosa/formList", headers={"X-OpenRosa-Version": "1.0"}, secure=True)
    assert asked["WWW-Authenticate"].startswith("Digest ") and "Basic" in asked["WWW-Authenticate"]
