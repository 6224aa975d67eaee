"""The recovery key: made, split and used on a computer that is not the server, and needs no network.

Its secret half is split into three shares of words (SLIP-39), any two of which give it back; one alone tells
nothing of it. What was sealed to it comes from the server in a file, and goes back sealed to one person's new
key. Pure.
"""

import base64
import binascii
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics

from whrin.vault.envelopes import CannotOpen, Pair, new_pair, open_sealed, pair_of, seal_to
from whrin.vault.labels import grant_label

SHARES, NEEDED = 3, 2
_REQUEST, _ANSWER = "whrin recovery request 1", "whrin recovery answer 1"


class NotShares(Exception):
    """These words do not make up the key: a slip in one of them, or shares that do not belong together."""


class NotAFile(Exception):
    """This file is not what was asked for."""


@dataclass(frozen=True)
class Wanted:
    """A key that somebody lost: `shared` as the server calls it, `sealed` to the recovery key `recovery`."""

    shared: uuid.UUID
    recovery: uuid.UUID
    sealed: bytes


@dataclass(frozen=True)
class Request:
    """What one person asks back: `holder` and `public` are her new key; `wanted` what her lost one held."""

    holder: uuid.UUID
    public: bytes
    wanted: tuple[Wanted, ...]


def make_shares() -> tuple[Pair, list[str]]:
    """Return a fresh recovery key and three shares of its secret half, 33 words each."""
    pair = new_pair()
    return pair, generate_mnemonics(1, [(NEEDED, SHARES)], pair.secret)[0]


def combine(shares: Sequence[str]) -> Pair:
    """Return the recovery key of two shares or more, however they were typed. Raises `NotShares`."""
    written = [" ".join("".join(_letter(sign) for sign in share).split()) for share in shares]
    try:
        return pair_of(combine_mnemonics(written))
    except (MnemonicError, CannotOpen, ValueError):
        raise NotShares from None


def write_request(request: Request) -> bytes:
    """Return the file that goes from the server to those who keep the shares."""
    wanted = [
        {"shared": str(one.shared), "recovery": str(one.recovery), "sealed": _text(one.sealed)}
        for one in request.wanted
    ]
    kept = {
        "kind": _REQUEST,
        "holder": str(request.holder),
        "public": _text(request.public),
        "wanted": wanted,
    }
    return json.dumps(kept, indent=1).encode()


def read_request(content: bytes) -> Request:
    """Return what such a file asks. Raises `NotAFile`."""
    said = _read(content, _REQUEST)
    try:
        wanted = tuple(
            Wanted(uuid.UUID(one["shared"]), uuid.UUID(one["recovery"]), _bytes(one["sealed"]))
            for one in said["wanted"]
        )
        return Request(uuid.UUID(said["holder"]), _bytes(said["public"]), wanted)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise NotAFile from None


def answer(request: Request, recovery: Pair) -> tuple[bytes, int]:
    """Return the file that goes back, sealed to the person's new key, and how many keys are in it."""
    found = {}
    for one in request.wanted:
        try:
            secret = open_sealed(recovery, one.sealed, label=grant_label(one.shared, one.recovery))
        except CannotOpen:
            continue  # sealed to an earlier recovery key, whose shares are others
        label = grant_label(one.shared, request.holder)
        found[str(one.shared)] = _text(seal_to(request.public, secret, label=label, pad=0))
    kept = {"kind": _ANSWER, "holder": str(request.holder), "grants": found}
    return json.dumps(kept, indent=1).encode(), len(found)


def read_answer(content: bytes) -> dict[uuid.UUID, bytes]:
    """Return the grants in such a file, by the shared key. Raises `NotAFile`."""
    said = _read(content, _ANSWER)
    try:
        return {uuid.UUID(shared): _bytes(sealed) for shared, sealed in said["grants"].items()}
    except (KeyError, TypeError, ValueError, AttributeError):
        raise NotAFile from None


def _letter(sign: str) -> str:
    return sign.lower() if sign.isalpha() else " "


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        raise ValueError from None


def _read(content: bytes, kind: str) -> Mapping[str, Any]:
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        raise NotAFile from None
    if not isinstance(said, dict) or said.get("kind") != kind:
        raise NotAFile
    return said
