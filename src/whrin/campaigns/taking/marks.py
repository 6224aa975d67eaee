"""Marks of addresses: one signature an address and kind, without keeping the address."""

import hashlib
import hmac
import secrets
import unicodedata
from uuid import UUID

from whrin.campaigns.enums import Signer
from whrin.campaigns.models import Call
from whrin.people.sealing import seal, unseal

#: Mailboxes in which dots before the @ mean nothing.
_DOTLESS = {"gmail.com": "gmail.com", "googlemail.com": "gmail.com"}


def new_mark_key(paper: UUID) -> str:
    """Return a fresh key for the call of a paper, as `Call.wrapped_mark_key` has it."""
    return seal(secrets.token_hex(32), purpose=_purpose(paper))


def mark_of(call: Call, kind: Signer | str, email: str) -> str:
    """Return the mark of an address for one call, 64 hexadecimal digits. The call is not erased."""
    key = bytes.fromhex(unseal(call.wrapped_mark_key, purpose=_purpose(call.paper_id)))
    said = f"{Signer(kind).value} {normal_address(email)}"
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()


def normal_address(email: str) -> str:
    """Return an address as it is compared: in small letters, without what stands after a plus, and without
    dots where they mean nothing.
    """
    local, _at, domain = unicodedata.normalize("NFKC", email).strip().casefold().rpartition("@")
    local = local.partition("+")[0] or local
    if domain in _DOTLESS:
        local, domain = local.replace(".", ""), _DOTLESS[domain]
    return f"{local}@{domain}"


def domain_of(email: str) -> str:
    """Return the domain of an address, in small letters."""
    return normal_address(email).rpartition("@")[2]


def _purpose(paper: UUID) -> str:
    return f"campaigns.Call.mark:{paper}"
