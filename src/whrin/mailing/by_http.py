"""Letters that a mail provider hands over by HTTP, for houses without a mail server of their own.

The provider's signature or password is checked by django-anymail's view of it. The letter itself is taken as
it came, byte for byte where the provider lets it, and goes the same way as one that came in by the door.
"""

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from django.conf import settings
from django.http import HttpRequest

from whrin.mailing.storing import LARGEST, NobodyThere, check_recipient, store

#: Where a provider does not tell the envelope's sender. Not empty: that is a letter that came back.
_UNTOLD = "untold"


class NotTheProvider(Exception):
    """The request is not proven to come from the provider."""


class NotALetter(Exception):
    """The provider sent something that is no letter as it came in; its settings are not as they must be."""


@dataclass(frozen=True)
class Handed:
    """A letter as it came in. `sender` is the envelope's, empty for a letter that came back."""

    recipients: tuple[str, ...]
    sender: str
    raw: bytes


@dataclass(frozen=True)
class Provider:
    """`view(secret)`: anymail's view, which knows whether a request is genuine; `read`: its letters."""

    view: Callable[[str], Any]
    read: Callable[[HttpRequest], Iterable[Handed]]


def take_in(request: HttpRequest, *, secret: str, provider: Provider) -> int:
    """Store the letters in a request, each for those of its recipients that are ours; return how many.

    When this returns, they are committed. Raises `NotTheProvider`, `NotALetter`, `storing.NoRoom`.
    """
    from anymail.exceptions import AnymailWebhookValidationFailure

    if request.content_type == "multipart/form-data":
        request.encoding = "latin-1"  # Each byte of a letter stays one sign, whatever its charset is.
    try:
        provider.view(secret).run_validators(request)
    except (AnymailWebhookValidationFailure, ValueError) as failure:
        raise NotTheProvider from failure
    try:
        letters = list(provider.read(request))
    except (LookupError, ValueError, TypeError, AttributeError, binascii.Error) as trouble:
        raise NotALetter from trouble
    return sum(_store(letter) for letter in letters)


def _store(letter: Handed) -> int:
    if len(letter.raw) > LARGEST:
        return 0
    recipients = []
    for address in letter.recipients:
        try:
            recipients.append(check_recipient(address))
        except NobodyThere:
            continue  # The provider has taken it already; nobody is told, for From proves nothing.
    store(recipients=recipients, sender=letter.sender, raw=letter.raw)
    return bool(recipients)


def _fields(request: HttpRequest) -> Mapping[str, str]:
    """Return the fields of a form, one sign for each byte."""
    if request.content_type == "multipart/form-data":
        return request.POST
    body = request.body.decode("ascii")
    return dict(parse_qsl(body, keep_blank_values=True, encoding="latin-1", max_num_fields=1000))


def _mailgun(request: HttpRequest) -> Iterable[Handed]:
    fields = _fields(request)
    recipients = tuple(each.strip() for each in fields["recipient"].split(","))
    yield Handed(recipients, fields["sender"], fields["body-mime"].encode("latin-1"))


def _postal(request: HttpRequest) -> Iterable[Handed]:
    told = json.loads(request.body)
    yield Handed((told["rcpt_to"],), told["mail_from"] or "", _bytes_of(told["message"], told.get("base64")))


def _postmark(request: HttpRequest) -> Iterable[Handed]:
    told = json.loads(request.body)
    first = told["Headers"][0] if told.get("Headers") else {"Name": "", "Value": ""}
    sender = first["Value"].strip("<> ") if first["Name"].lower() == "return-path" else _UNTOLD
    yield Handed((told["OriginalRecipient"],), sender, _bytes_of(told["RawEmail"]))


def _sparkpost(request: HttpRequest) -> Iterable[Handed]:
    for each in json.loads(request.body):
        told = each["msys"].get("relay_message")
        if told is not None:  # An empty one only asks whether we are here.
            content = told["content"]
            raw = _bytes_of(content["email_rfc822"], content.get("email_rfc822_is_base64"))
            yield Handed((told["rcpt_to"],), told["msg_from"] or "", raw)


def _mandrill(request: HttpRequest) -> Iterable[Handed]:
    for told in json.loads(request.POST["mandrill_events"]):
        if told["event"] == "inbound":
            yield Handed((told["msg"]["email"],), _UNTOLD, _bytes_of(told["msg"]["raw_msg"]))


def _bytes_of(text: str, is_base64: object = False) -> bytes:
    return base64.b64decode(text) if is_base64 else text.encode("utf-8", "surrogatepass")


def _mailgun_view(secret: str) -> Any:
    from anymail.webhooks.mailgun import MailgunInboundWebhookView

    return MailgunInboundWebhookView(webhook_signing_key=secret)


def _postal_view(secret: str) -> Any:
    from anymail.webhooks.postal import PostalInboundWebhookView

    return PostalInboundWebhookView(webhook_key=secret)


def _postmark_view(secret: str) -> Any:
    from anymail.webhooks.postmark import PostmarkInboundWebhookView

    return PostmarkInboundWebhookView(webhook_secret=secret)


def _sparkpost_view(secret: str) -> Any:
    from anymail.webhooks.sparkpost import SparkPostInboundWebhookView

    return SparkPostInboundWebhookView(webhook_secret=secret)


def _mandrill_view(secret: str) -> Any:
    from anymail.webhooks.mandrill import MandrillCombinedWebhookView

    address = f"{settings.WHRIN_ADDRESS}/mail/in/mandrill/mime"
    return MandrillCombinedWebhookView(webhook_key=secret, webhook_url=address)


#: Those that give letters as they came in, and prove that it is they.
PROVIDERS = {
    "mailgun": Provider(_mailgun_view, _mailgun),
    "mandrill": Provider(_mandrill_view, _mandrill),
    "postal": Provider(_postal_view, _postal),
    "postmark": Provider(_postmark_view, _postmark),
    "sparkpost": Provider(_sparkpost_view, _sparkpost),
}
