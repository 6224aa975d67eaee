"""Keys of facts: what is asked, as names and values in one order, so that one fact has one key."""

from urllib.parse import parse_qsl, urlencode


def key_of(**parts: str) -> str:
    """Return a key of what is asked; what is empty is left out."""
    return urlencode([(name, value) for name, value in parts.items() if value])


def parts_of(key: str) -> dict[str, str]:
    """Return what a key asks; of nonsense nothing."""
    return dict(parse_qsl(key))
