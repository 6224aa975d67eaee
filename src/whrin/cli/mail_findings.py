"""What `whrin check` says of mail; `whrin check mail` asks the servers, too, and tells the DNS records."""

import smtplib
import socket
from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone

from whrin.cli.findings import Finding, is_migrated

#: Minutes after which a letter that is due should have gone.
_LATE = 60


def mail_found() -> Iterator[Finding]:
    """What waits and what could not be carried. Says nothing where there is no mail at all."""
    if not is_migrated():
        return
    from whrin.mailing.figures import queue_figures

    figures = queue_figures()
    if figures.oldest_due is not None:
        minutes = int((timezone.now() - figures.oldest_due).total_seconds() // 60)
        if minutes >= _LATE:
            yield Finding("look", f"Mail: the oldest letter that should have gone waits {minutes} minutes.")
    if figures.dead_out or figures.dead_in:
        yield Finding(
            "look",
            f"Mail: {figures.dead_out} letters out and {figures.dead_in} letters in were given up. "
            "Look at them at the desk, under Letters.",
        )
    if settings.WHRIN_MAIL and not (figures.dead_out or figures.dead_in):
        yield Finding("well", f"Mail: {figures.waiting_out} letters wait to go; none was given up.")


def servers_found() -> Iterator[Finding]:
    """Whether mail can go and come: asks the server and the door."""
    yield _way_out()
    if not settings.WHRIN_MAIL_DOMAIN:
        yield Finding("look", "WHRIN_MAIL_DOMAIN is empty: there are no lists by mail.")
        return
    yield Finding("well", f"The lists answer at {settings.WHRIN_MAIL_DOMAIN}.")
    yield _way_in()
    if not settings.WHRIN_MAIL_AUTHSERV:
        yield Finding(
            "look",
            "WHRIN_MAIL_AUTHSERV is empty: members must confirm each letter that is not an answer. "
            "See docs/operator/mail.md.",
        )


def _way_out() -> Finding:
    if settings.WHRIN_MAIL == "catch":
        said = "WHRIN_MAIL is “catch”: letters go nowhere, and whoever opens /mail/ reads them."
        return Finding("wrong" if settings.HTTPS else "look", said)
    if not settings.EMAIL_HOST:
        return Finding("look", "WHRIN_MAIL is empty: no mail is sent.")
    from whrin.mailing.ways import OverSmtp

    try:
        OverSmtp().close()
    except (smtplib.SMTPException, OSError) as trouble:
        return Finding("wrong", f"The mail server does not let us in ({type(trouble).__name__}).")
    return Finding("well", "The mail server lets us in.")


def _way_in() -> Finding:
    if settings.WHRIN_LMTP is None and settings.WHRIN_MAIL_IN:
        address = f"{settings.WHRIN_ADDRESS}/mail/in/{settings.WHRIN_MAIL_IN.provider}/mime"
        return Finding("well", f"Letters are taken in from a provider, at {address}.")
    if settings.WHRIN_LMTP is None:
        return Finding("look", "WHRIN_LMTP is empty: no letters are taken in.")
    try:
        with socket.create_connection(settings.WHRIN_LMTP, timeout=5) as door:
            answers = door.recv(4) == b"220 "
    except OSError:
        answers = False
    if answers:
        return Finding("well", "Letters are taken in over LMTP.")
    return Finding("look", "Nothing answers at WHRIN_LMTP. `whrin serve` does, while it runs.")


def records() -> list[str]:
    """Return the DNS records that the domain of the lists needs, with what only the operator knows in
    capitals.
    """
    domain = settings.WHRIN_MAIL_DOMAIN
    if not domain:
        return []
    return [
        f"{domain}.  MX   10 MAIL.SERVER.EXAMPLE.",
        f'{domain}.  TXT  "v=spf1 mx -all"',
        f'SELECTOR._domainkey.{domain}.  TXT  "v=DKIM1; k=rsa; p=THE PUBLIC KEY OF YOUR MAIL SERVER"',
        f'_dmarc.{domain}.  TXT  "v=DMARC1; p=quarantine"',
    ]
