"""Letters as mail programmes write them, and how they come in without a socket."""

from email.message import EmailMessage

from pytest_django.fixtures import Settings

from whrin.mailing.deciding import forget_recent
from whrin.mailing.models import Inbound
from whrin.mailing.storing import check_recipient, store

HER = "heron@her.example"
PASSED = "mx.lists.test; spf=pass smtp.mailfrom=her.example; dkim=none"


def open_post_office(settings: Settings) -> None:
    """Have lists and a mail server of ours, as on a real site; nothing is remembered of letters before."""
    settings.WHRIN_MAIL_DOMAIN = "lists.test"
    settings.WHRIN_MAIL_AUTHSERV = "mx.lists.test"
    settings.WHRIN_ADDRESS = "https://site.test"
    forget_recent()


def letter(
    *,
    to: str = "heron@lists.test",
    sender: str = HER,
    subject: str = "Water",
    body: str = "The well is open again.",
    number: str = "1@her.example",
    **headers: str,
) -> bytes:
    """Return a plain letter. Underscores in names of headers stand for hyphens."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = f"Someone <{sender}>", to, subject
    message["Message-ID"] = f"<{number}>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(body)
    return message.as_bytes()


def bring(raw: bytes, *, to: str = "heron@lists.test", sender: str = HER) -> Inbound:
    """Store a letter as the door does, and return its row."""
    store(recipients=[check_recipient(to)], sender=sender, raw=raw)
    return Inbound.objects.order_by("-id")[0]
