"""Stand-ins for machines' addresses: good for counting attempts today, worthless tomorrow."""

import hashlib
import hmac
import ipaddress
from datetime import date

from django.conf import settings

from whrin.people.sealing import key_for


def pseudonym_of(address: str, day: date) -> str:
    """Return an address in fd00::/8 that stands for this one on this day.

    Addresses of one IPv6 household (/64) share a stand-in. An unknown address (a socket file, an onion) has
    one, too: all who come that way are counted together.
    """
    try:
        known = ipaddress.ip_address(address)
        if known.version == 6:
            known = ipaddress.IPv6Network((known, 64), strict=False).network_address
        text = str(known)
    except ValueError:
        text = "unknown"
    key = key_for("stand-ins for addresses", settings.SECRET_KEY)
    digest = hmac.new(key, f"{day.isoformat()} {text}".encode(), hashlib.sha256).digest()
    return str(ipaddress.IPv6Address(b"\xfd" + digest[:15]))
