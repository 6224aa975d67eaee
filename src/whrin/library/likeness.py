"""When two records are most likely one work: what is folded away before they are compared."""

import hashlib
import re
import unicodedata
from urllib.parse import parse_qsl, urlencode, urlsplit

_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)?\s*(10\.\d{4,9}/\S+)$", re.IGNORECASE)
_ISBN = re.compile(r"(?:97[89])?\d{9}[\dXx]")
_TRACKERS = re.compile(r"^(utm_\w+|fbclid|gclid|mc_[ce]id)$")
_NOT_A_LETTER = re.compile(r"[\W_]+")
_LENGTH = 32


def fold(text: str) -> str:
    """Return words without case, punctuation or compatibility forms, one space between; accents of Latin
    letters go.
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(sign for sign in plain if unicodedata.category(sign) != "Mn" or not "̀" <= sign <= "ͯ")
    return _NOT_A_LETTER.sub(" ", unicodedata.normalize("NFC", kept)).strip()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]


def title_fingerprint(title: str, year: int | None, first_author: str) -> str:
    """Return the fingerprint of a title with its year and first author's family or whole name."""
    return _digest(f"{fold(title)}|{year or ''}|{fold(first_author)}")


def plain_address(address: str) -> str:
    """Return the address without scheme, `www.`, port, trackers, anchor and last slash."""
    parts = urlsplit(address.strip())
    query = urlencode([pair for pair in parse_qsl(parts.query) if not _TRACKERS.match(pair[0])])
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}" + (f"?{query}" if query else "")


def address_fingerprint(address: str) -> str:
    """Return the fingerprint of an address."""
    return _digest(plain_address(address))


def bare_doi(written: str) -> str:
    """Return the DOI alone, in lower case, from any way of writing it; empty when it is none."""
    found = _DOI.match(written.strip())
    return found[1].lower() if found else ""


def bare_isbn(written: str) -> str:
    """Return the first ISBN in ten or thirteen signs whose check digit is right; empty when there is none."""
    for candidate in _ISBN.findall(re.sub(r"(?<=[\dXx])[ \-‐-―](?=[\dXx])", "", written)):
        if _checks(candidate.upper()):
            return str(candidate.upper())
    return ""


def _checks(isbn: str) -> bool:
    digits = [10 if sign == "X" else int(sign) for sign in isbn]
    if len(isbn) == 13:
        return "X" not in isbn and sum(d * (3 if i % 2 else 1) for i, d in enumerate(digits)) % 10 == 0
    return "X" not in isbn[:-1] and sum(d * (10 - i) for i, d in enumerate(digits)) % 11 == 0
