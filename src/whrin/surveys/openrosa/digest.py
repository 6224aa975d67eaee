"""Digest authentication (RFC 2617, MD5, qop=auth), the part a server has. Pure: headers in, verdicts out."""

import hashlib
import hmac
import re
import secrets
import time
from urllib.parse import unquote

#: Seconds for which a nonce is good; after that a phone is told to take a new one, and does so by itself.
LIFETIME = 600
_PAIR = re.compile(r'(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))')
_NEEDED = ("username", "realm", "nonce", "uri", "response", "qop", "nc", "cnonce")


class StaleNonce(Exception):
    """The nonce is ours, and too old."""


def parameters_of(header: str) -> dict[str, str]:
    """Return what a header of this scheme says; {} for another scheme, or when something is missing."""
    scheme, _space, rest = header.partition(" ")
    if scheme.lower() != "digest":
        return {}
    said = {
        name.lower(): re.sub(r"\\(.)", r"\1", quoted) or bare for name, quoted, bare in _PAIR.findall(rest)
    }
    return said if all(said.get(name) for name in _NEEDED) else {}


def challenge(*, realm: str, domain: str, key: bytes, is_stale: bool) -> str:
    """Return the header that asks for name and password."""
    stale = ", stale=true" if is_stale else ""
    nonce = new_nonce(key)
    return f'Digest realm="{realm}", qop="auth", algorithm=MD5, nonce="{nonce}", domain="{domain}"{stale}'


def new_nonce(key: bytes, *, now: float | None = None) -> str:
    """Return a nonce that says when it was made, signed with `key`, so that nothing need be stored."""
    made = f"{int(time.time() if now is None else now):x}.{secrets.token_hex(8)}"
    return f"{made}.{_signature(key, made)}"


def is_right(said: dict[str, str], *, ha1: str, method: str, path: str, query: str, key: bytes) -> bool:
    """Say whether a request proves the password behind `ha1`, for this address. `path` is decoded, `query` as
    it came. Raises `StaleNonce`: all is right but the age of the nonce.
    """
    asked, _mark, asked_query = said["uri"].partition("?")
    if unquote(asked) != path or asked_query != query or said["qop"].lower() != "auth":
        return False
    made, _dot, signature = said["nonce"].rpartition(".")
    if not hmac.compare_digest(signature.encode(), _signature(key, made).encode()):
        return False
    ha2 = _md5(f"{method}:{said['uri']}")
    wanted = _md5(":".join([ha1, said["nonce"], said["nc"], said["cnonce"], said["qop"], ha2]))
    if not hmac.compare_digest(wanted.encode(), said["response"].lower().encode()):
        return False
    if time.time() - int(made.partition(".")[0], 16) > LIFETIME:
        raise StaleNonce
    return True


def _signature(key: bytes, made: str) -> str:
    return hmac.new(key, made.encode(), hashlib.sha256).hexdigest()[:32]


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
