"""Letters from a mail provider by HTTP, in the shapes that providers send, through the library's checks."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from django.test import Client
from pytest_django.fixtures import Settings

from tests.mailing.circle import Circle
from tests.mailing.letters import HER, PASSED, letter
from whrin.mailing import storing
from whrin.mailing.models import Inbound
from whrin.mailing.pipeline import work_once
from whrin.mailing.storing import raw_of
from whrin.server.front import LIMIT_OF_LETTERS, LIMIT_WITHOUT_SESSION, Front, Limits
from whrin.settings.environment import SettingError
from whrin.settings.mail import MailIn, mail_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LIST = "heron@lists.test"
#: Bytes that no UTF-8 reader can read: a letter must come through as it is.
RAW = letter(Authentication_Results=PASSED).replace(b"again", b"\xe0 nouveau")
_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
_PEM = _KEY.public_key().public_bytes(
    serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
)
SECRETS = {
    "mailgun": "key-3ax6xnjp29jd6fds4gc373sgvjxteol0",
    "mandrill": "Vz8sZ2DQ_h7HPY-0s5dTxA",
    "postal": "".join(_PEM.decode().splitlines()[1:-1]),
    "postmark": "lists:a password",
    "sparkpost": "lists:a password",
}


def _json(told: object) -> dict[str, Any]:
    return {"data": json.dumps(told), "content_type": "application/json"}


def _password(secret: str) -> dict[str, Any]:
    return {"headers": {"Authorization": "Basic " + base64.b64encode(secret.encode()).decode()}}


def mailgun(raw: bytes, secret: str, recipient: str) -> dict[str, Any]:
    stamp, token = str(int(time.time())), "7d7a1a1bd8e8f2d7c3a1bd8e8f2d7c3a1bd8e8f2d7c3a1bd8e"
    signature = hmac.new(secret.encode(), f"{stamp}{token}".encode(), hashlib.sha256).hexdigest()
    fields = {
        "recipient": recipient,
        "sender": HER,
        "from": f"Someone <{HER}>",
        "subject": "Water",
        "timestamp": stamp,
        "token": token,
        "signature": signature,
        "body-mime": raw,
    }
    boundary = b"xYzZY"
    parts = [
        b"--"
        + boundary
        + b'\r\nContent-Disposition: form-data; name="'
        + name.encode()
        + b'"\r\n\r\n'
        + (value if isinstance(value, bytes) else value.encode())
        + b"\r\n"
        for name, value in fields.items()
    ]
    body = b"".join(parts) + b"--" + boundary + b"--\r\n"
    return {"data": body, "content_type": "multipart/form-data; boundary=xYzZY"}


def mandrill(raw: bytes, secret: str, recipient: str) -> dict[str, Any]:
    text = raw.decode("utf-8", "replace")
    events = [{"event": "inbound", "ts": 1763800000, "msg": {"email": recipient, "raw_msg": text}}]
    told = json.dumps(events)
    signed = f"https://site.test/mail/in/mandrill/mimemandrill_events{told}"
    signature = base64.b64encode(hmac.new(secret.encode(), signed.encode(), hashlib.sha1).digest())
    return {"data": {"mandrill_events": told}, "headers": {"X-Mandrill-Signature": signature.decode()}}


def postal(raw: bytes, secret: str, recipient: str) -> dict[str, Any]:
    told = _json(
        {
            "id": 233980,
            "rcpt_to": recipient,
            "mail_from": HER,
            "message": base64.b64encode(raw).decode(),
            "base64": True,
        }
    )
    signature = _KEY.sign(told["data"].encode(), padding.PKCS1v15(), hashes.SHA1())
    is_right = secret == SECRETS["postal"]
    return {
        **told,
        "headers": {"X-Postal-Signature": base64.b64encode(signature if is_right else b"x").decode()},
    }


def postmark(raw: bytes, secret: str, recipient: str) -> dict[str, Any]:
    told = {
        "MessageID": "22c74902-a0c1-4511-804f2-341342852c90",
        "OriginalRecipient": recipient,
        "Headers": [{"Name": "Return-Path", "Value": f"<{HER}>"}],
        "RawEmail": raw.decode("utf-8", "replace"),
    }
    return {**_json(told), **_password(secret)}


def sparkpost(raw: bytes, secret: str, recipient: str) -> dict[str, Any]:
    content = {"email_rfc822": base64.b64encode(raw).decode(), "email_rfc822_is_base64": True}
    relay = {"content": content, "msg_from": HER, "rcpt_to": recipient, "protocol": "smtp"}
    return {**_json([{"msys": {"relay_message": relay}}, {"msys": {}}]), **_password(secret)}


SHAPES: dict[str, Callable[[bytes, str, str], dict[str, Any]]] = {
    "mailgun": mailgun,
    "mandrill": mandrill,
    "postal": postal,
    "postmark": postmark,
    "sparkpost": sparkpost,
}


def hand_over(name: str, settings: Settings, *, secret: str = "", to: str = LIST, raw: bytes = RAW) -> int:
    settings.WHRIN_MAIL_IN = MailIn(name, SECRETS[name])
    asked = SHAPES[name](raw, secret or SECRETS[name], to)
    return Client(enforce_csrf_checks=True).post(f"/mail/in/{name}/mime", **asked).status_code


@pytest.mark.parametrize("name", SHAPES)
def test_a_letter_that_a_provider_hands_over_goes_the_way_of_all_letters(
    name: str, circle: Circle, settings: Settings
) -> None:
    assert hand_over(name, settings) == 200
    kept = raw_of(Inbound.objects.get())
    first, _, rest = kept.partition(b"\r\n")
    assert first == (b"Return-Path: <untold>" if name == "mandrill" else f"Return-Path: <{HER}>".encode())
    as_it_came = (
        RAW if name in {"mailgun", "postal", "sparkpost"} else RAW.decode("utf-8", "replace").encode()
    )
    assert rest == as_it_came
    work_once()
    read = "à" if rest == RAW else "\ufffd"
    assert [said.body for said in circle.said] == [f"The well is open {read} nouveau."]


@pytest.mark.parametrize("name", SHAPES)
def test_a_letter_handed_over_twice_is_stored_once(name: str, circle: Circle, settings: Settings) -> None:
    assert [hand_over(name, settings), hand_over(name, settings)] == [200, 200]
    assert Inbound.objects.count() == 1


@pytest.mark.parametrize("name", SHAPES)
def test_who_does_not_know_the_secret_hands_nothing_over(
    name: str, circle: Circle, settings: Settings
) -> None:
    assert hand_over(name, settings, secret="lists:a guess") == 403
    assert Client().post(f"/mail/in/{name}/mime", {"body-mime": "x"}).status_code == 403
    assert not Inbound.objects.exists()


def test_there_is_no_such_address_unless_the_settings_name_the_provider(
    circle: Circle, settings: Settings
) -> None:
    assert Client().post("/mail/in/mailgun/mime", follow=True).status_code == 404
    settings.WHRIN_MAIL_IN = MailIn("postal", SECRETS["postal"])
    asked = mailgun(RAW, SECRETS["mailgun"], LIST)
    assert Client().post("/mail/in/mailgun/mime", follow=True, **asked).status_code == 404
    assert not Inbound.objects.exists()


def test_a_letter_for_nobody_here_is_let_go_of(circle: Circle, settings: Settings) -> None:
    assert hand_over("mailgun", settings, to="nobody@lists.test") == 200
    assert hand_over("mailgun", settings, to=f"nobody@lists.test, {LIST}") == 200
    assert Inbound.objects.count() == 1


def test_a_provider_keeps_a_letter_for_which_there_is_no_room(
    circle: Circle, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storing, "LEAST_FREE", 10**18)
    assert hand_over("mailgun", settings) == 503
    assert not Inbound.objects.exists()


def test_what_is_no_letter_as_it_came_in_is_refused(circle: Circle, settings: Settings) -> None:
    settings.WHRIN_MAIL_IN = MailIn("postmark", SECRETS["postmark"])
    asked = {**_json({"OriginalRecipient": LIST, "TextBody": "x"}), **_password(SECRETS["postmark"])}
    assert Client().post("/mail/in/postmark/mime", **asked).status_code == 406
    asked["data"] = "["
    assert Client().post("/mail/in/postmark/mime", **asked).status_code == 406
    assert not Inbound.objects.exists()


def test_the_front_door_lets_letters_and_pictures_of_answers_be_larger_than_forms(tmp_path: Path) -> None:
    def limit(path: str, letters: str) -> int:
        limits = Limits(1, 210 * 2**20, 0, tmp_path, "session", letters)
        return Front._limit_of(cast(Front, SimpleNamespace(limits=limits)), _scope(path))

    address = "/mail/in/mailgun/mime"
    assert limit(address, address) == LIMIT_OF_LETTERS
    assert limit("/en/account/login/", address) == limit(address, "") == LIMIT_WITHOUT_SESSION
    assert limit("/ar/surveys/visit/a/secret/p/photo/", "") == LIMIT_OF_LETTERS
    assert limit("/ar/surveys/visit/a/secret/review/", "") == LIMIT_WITHOUT_SESSION


def _scope(path: str) -> Any:
    return SimpleNamespace(path=path, headers={})


def test_the_setting_names_a_provider_and_its_secret_or_says_what_to_write() -> None:
    assert mail_in("") is None
    assert mail_in("mailgun:key:with:colons") == MailIn("mailgun", "key:with:colons")
    assert mail_in("postmark:lists:word") == MailIn("postmark", "lists:word")
    for wrong in ("mailgun", "mailgun:", "postmark:only", "postmark:lists:", "elsewhere:key"):
        with pytest.raises(SettingError, match="mailgun:KEY"):
            mail_in(wrong)
