"""What our library, its records and its people are called in OAI-PMH."""

import datetime
import ipaddress
import re
from urllib.parse import urlsplit

from django.conf import settings

from whrin.library.oai.faults import UnknownIdentifier

_DOTTED = re.compile(r"[a-zA-Z][a-zA-Z0-9\-]*(\.[a-zA-Z][a-zA-Z0-9\-]*)+")


def base_address() -> str:
    """Return the address harvesters ask."""
    return f"{settings.WHRIN_ADDRESS}/oai"


def host() -> str:
    """Return the host that identifiers carry."""
    return urlsplit(settings.WHRIN_ADDRESS).hostname or "localhost"


def has_domain() -> bool:
    """Tell whether the host is a domain name: the scheme of OAI identifiers allows no other."""
    try:
        ipaddress.ip_address(host())
    except ValueError:
        return _DOTTED.fullmatch(host()) is not None
    return False


def identifier(work_id: int) -> str:
    """Return a work's identifier. Made from its number: its stable name can still be corrected."""
    return f"oai:{host()}:work/{work_id}"


def work_id_of(written: str) -> int:
    """Return a work's number from its identifier. Raises UnknownIdentifier."""
    start = f"oai:{host()}:work/"
    number = written.removeprefix(start)
    is_number = number.isdecimal() and number.isascii() and len(number) <= 15 and not number.startswith("0")
    if not written.startswith(start) or not is_number:
        raise UnknownIdentifier(f"Identifiers here look like {start}123.")
    return int(number)


def admin_address() -> str:
    """Return where to write: the sender of our mail, else the postmaster whom every domain must have."""
    sender = str(settings.DEFAULT_FROM_EMAIL).rpartition("<")[2].rstrip(">").strip()
    if "." in sender.rpartition("@")[2]:
        return sender
    return f"postmaster@{host() if has_domain() else 'localhost.localdomain'}"


def stamp(when: datetime.datetime) -> str:
    """Return a moment as the protocol writes it, to the second."""
    return when.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
