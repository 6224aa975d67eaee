"""Web addresses in records."""

from urllib.parse import urlsplit

from django.conf import settings

_LIMIT = 1000


def is_address(written: str) -> bool:
    """Tell whether this is an address a reader's browser may follow: http or https, with a host, at most
    1000 signs.
    """
    if len(written) > _LIMIT or " " in written:
        return False
    try:
        parts = urlsplit(written)
        has_host = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return has_host and parts.scheme in {"http", "https"}


def short_address(number: int) -> str:
    """Return the short address, whole, of the work with this number."""
    return f"{settings.WHRIN_ADDRESS}/w/{number}"


def without_scheme(address: str) -> str:
    """Return an address as people write it down, without what their browser adds."""
    return address.partition("://")[2]
