"""Envelopes open where they were put, with the right key, and nowhere else."""

import hashlib
import hmac
import json
import secrets
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from hypothesis import given, settings
from hypothesis import strategies as st

from whrin.vault import envelopes, files, wraps
from whrin.vault.envelopes import CannotOpen
from whrin.vault.wraps import Cost

VECTORS: dict[str, Any] = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))
CHEAP = Cost(1, 8)
PAIR, KEY, PEPPER = envelopes.new_pair(), envelopes.new_key(), envelopes.new_key()
pytestmark = pytest.mark.once


def _of(name: str, field: str) -> bytes:
    return bytes.fromhex(VECTORS[name][field])


@pytest.mark.parametrize("name", ["to_public", "to_public_unpadded"])
def test_what_was_sealed_to_a_key_with_the_first_version_opens_for_ever(name: str) -> None:
    opened = envelopes.open_sealed(_of(name, "secret"), _of(name, "sealed"), label=VECTORS[name]["label"])
    assert opened == _of(name, "plain")


def test_what_was_sealed_with_a_key_and_under_a_passphrase_opens_for_ever() -> None:
    keyed, wrapped = VECTORS["with_key"], VECTORS["wrapped"]
    assert envelopes.open_with(
        _of("with_key", "key"), _of("with_key", "sealed"), label=keyed["label"]
    ) == _of("with_key", "plain")
    opened = wraps.unwrap(
        _of("wrapped", "sealed"),
        wrapped["passphrase"],
        label=wrapped["label"],
        peppers=[KEY, _of("wrapped", "pepper")],
    )
    assert opened == _of("wrapped", "plain")
    assert wraps.cost_of(_of("wrapped", "sealed")) == Cost(passes=3, kib=64 * 1024)


def test_the_derivation_is_argon2id_as_others_compute_it() -> None:
    salt = bytes(range(16))
    ours = wraps.derive("words", pepper=PEPPER, salt=salt, cost=Cost(2, 64))
    theirs = Argon2id(salt=salt, length=32, iterations=2, lanes=1, memory_cost=64)
    assert ours == theirs.derive(hmac.digest(PEPPER, b"words", hashlib.sha256))


def _sealed(kind: str, plain: bytes, label: str) -> bytes:
    if kind == "to":
        return envelopes.seal_to(PAIR.public, plain, label=label, pad=64)
    if kind == "with":
        return envelopes.seal_with(KEY, plain, label=label, pad=0)
    if kind == "wrapped":
        return wraps.wrap(plain, "some words", label=label, pepper=PEPPER, cost=CHEAP)
    return b"".join(files.seal_file(KEY, [plain], label=label))


def _opened(kind: str, sealed: bytes, label: str) -> bytes:
    if kind == "to":
        return envelopes.open_sealed(PAIR, sealed, label=label)
    if kind == "with":
        return envelopes.open_with(KEY, sealed, label=label)
    if kind == "wrapped":
        return wraps.unwrap(sealed, "some words", label=label, peppers=[PEPPER])
    return b"".join(files.open_file(KEY, [sealed], label=label))


KINDS = st.sampled_from(["to", "with", "wrapped", "file"])


@settings(max_examples=80, deadline=None)
@given(kind=KINDS, plain=st.binary(max_size=300), data=st.data())
def test_nobody_opens_an_envelope_that_was_changed_cut_or_lengthened(
    kind: str, plain: bytes, data: st.DataObject
) -> None:
    sealed = _sealed(kind, plain, "a:1:1")
    assert _opened(kind, sealed, "a:1:1") == plain
    at = data.draw(st.integers(0, len(sealed) - 1))
    flipped = bytearray(sealed)
    flipped[at] ^= 1 << data.draw(st.integers(0, 7))
    more = data.draw(st.binary(min_size=1, max_size=40))
    for changed in (bytes(flipped), sealed[:at], sealed[at + 1 :], sealed + more, more + sealed):
        with pytest.raises(CannotOpen):
            _opened(kind, changed, "a:1:1")


@settings(max_examples=40, deadline=None)
@given(kind=KINDS, other=KINDS, label=st.sampled_from(["a:1:2", "a:2:1", "b:1:1", "", "a:1:1 "]))
def test_nobody_opens_an_envelope_elsewhere_or_of_an_earlier_edition(
    kind: str, other: str, label: str
) -> None:
    earlier = _sealed(kind, b"earlier", "a:1:1")
    with pytest.raises(CannotOpen):
        _opened(kind, earlier, label)
    if kind != other:
        with pytest.raises(CannotOpen):
            _opened(other, earlier, "a:1:1")


def test_nobody_opens_with_another_key() -> None:
    sealed = _sealed("to", b"hers", "a:1:1")
    with pytest.raises(CannotOpen):
        envelopes.open_sealed(envelopes.new_pair(), sealed, label="a:1:1")
    # Whoever writes her key's name onto an envelope for another key opens it no more than before.
    posing = sealed[:4] + envelopes.key_id(envelopes.new_pair().public) + sealed[12:]
    with pytest.raises(CannotOpen):
        envelopes.open_sealed(PAIR, posing, label="a:1:1")
    with pytest.raises(CannotOpen):
        wraps.unwrap(_sealed("wrapped", b"hers", "a"), "some word", label="a", peppers=[PEPPER])
    with pytest.raises(CannotOpen):
        wraps.unwrap(_sealed("wrapped", b"hers", "a"), "some words", label="a", peppers=[KEY])


def test_an_envelope_cannot_ask_for_more_work_than_the_machine_has() -> None:
    wrapped = bytearray(_sealed("wrapped", b"hers", "a"))
    wrapped[13:17] = (2**31).to_bytes(4, "little")
    with pytest.raises(CannotOpen):
        wraps.unwrap(bytes(wrapped), "some words", label="a", peppers=[PEPPER])


def test_lengths_show_only_in_blocks() -> None:
    lengths = {len(envelopes.seal_to(PAIR.public, bytes(size), label="a")) for size in (0, 1, 500, 1023)}
    assert len(lengths) == 1
    sizes = {len(b"".join(files.seal_file(KEY, [bytes(size)], label="a"))) for size in (0, 9, 65_535)}
    assert len(sizes) == 1


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 4 * 65_536, 700_000])
def test_a_file_goes_in_and_out_in_pieces_of_any_size(size: int) -> None:
    content = secrets.token_bytes(size)
    pieces = [content[at : at + 10_007] for at in range(0, size, 10_007)]
    sealed = list(files.seal_file(KEY, pieces, label="f:1"))
    assert all(len(block) <= 263_000 for block in sealed)
    assert b"".join(files.open_file(KEY, sealed, label="f:1")) == content


def test_a_file_with_frames_missing_swapped_or_twice_does_not_open() -> None:
    sealed = b"".join(files.seal_file(KEY, [secrets.token_bytes(200_000)], label="f:1"))
    start, size = 36, 65_553
    frames = [sealed[at : at + size] for at in range(start, len(sealed), size)]
    assert len(frames) == 4
    for order in ([0, 1, 2], [1, 0, 2, 3], [0, 0, 1, 2, 3], [0, 1, 2, 3, 3], [3], []):
        changed = sealed[:start] + b"".join(frames[number] for number in order)
        with pytest.raises(CannotOpen):
            list(files.open_file(KEY, [changed], label="f:1"))
