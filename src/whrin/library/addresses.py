"""Web addresses in records."""

from urllib.parse import urlsplit

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
