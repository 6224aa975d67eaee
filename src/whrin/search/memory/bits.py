"""Sets of documents as Python integers. `&`, `|` and `bit_count` run at the speed of memory, without an
extension.

A *plane* is the set of documents whose number (a date, a score) has a certain binary digit; numbers held in
planes are compared and added for all documents at once.
"""

from array import array
from collections.abc import Iterable, Sequence
from typing import TypeAlias

#: A set: its bits, or (where it is small beside the shelf) its ids.
Members: TypeAlias = "int | array[int]"
# A set held by fewer than one document in this many is kept as ids: less memory, and quicker to count.
_SPARSE = 128
_DIGITS = [bytes(48 + (byte >> digit & 1) for byte in range(256)) for digit in range(8)]


def from_ids(ids: Iterable[int]) -> int:
    """Return the set of these ids."""
    listed = ids if isinstance(ids, (list, tuple, array)) else list(ids)
    if not listed:
        return 0
    packed = bytearray((max(listed) >> 3) + 1)
    for one in listed:
        packed[one >> 3] |= 1 << (one & 7)
    return int.from_bytes(packed, "little")


def to_ids(bits: int) -> list[int]:
    """Return the ids of a set, ascending."""
    if bits.bit_count() > 200:
        digits = format(bits, "b")[::-1]
        found, at = [], digits.find("1")
        while at >= 0:
            found.append(at)
            at = digits.find("1", at + 1)
        return found
    ids = []
    while bits:
        lowest = bits & -bits
        ids.append(lowest.bit_length() - 1)
        bits ^= lowest
    return ids


def members(ids: Sequence[int], size: int) -> Members:
    """Return a set of ids in the form that suits it. `size`: one more than the highest id of the shelf."""
    return array("I", ids) if len(ids) * _SPARSE < size else from_ids(ids)


def bits_of(held: Members) -> int:
    """Return a set's bits, whichever form it is kept in."""
    return held if isinstance(held, int) else from_ids(held)


def planes(numbers: "array[int]", digits: int) -> list[int]:
    """Return the planes of one number for each id (its index), the most significant digit first. At most
    32 digits.
    """
    raw = numbers.tobytes()
    found = []
    for digit in reversed(range(digits)):
        column = raw[digit >> 3 :: 4].translate(_DIGITS[digit & 7])
        found.append(int(column[::-1] or b"0", 2))
    return found


def add(totals: list[int], holders: int, amount: int) -> None:
    """Add `amount` to the totals of the documents in `holders`. `totals`: planes, the least significant
    digit first.
    """
    carry, digit = 0, 0
    while amount >> digit or carry:
        if digit == len(totals):
            totals.append(0)
        before = totals[digit]
        if amount >> digit & 1:
            totals[digit] = before ^ holders ^ carry
            carry = (before & holders) | (carry & (before ^ holders))
        else:
            totals[digit] = before ^ carry
            carry &= before
        digit += 1


def at_least(totals: list[int], amount: int, among: int) -> int:
    """Return those of `among` whose total is at least `amount`. `totals`: least significant digit first."""
    equal, above = among, 0
    for digit in reversed(range(max(len(totals), amount.bit_length()))):
        plane = totals[digit] if digit < len(totals) else 0
        if amount >> digit & 1:
            equal &= plane
        else:
            above |= equal & plane
            equal &= ~plane
    return above | equal


def first(among: int, order: Iterable[int], wanted: int) -> int:
    """Return the `wanted` documents whose numbers are greatest, read digit by digit from the planes in
    `order`.
    """
    chosen, rest = 0, among
    missing = min(wanted, among.bit_count())
    for plane in order:
        if not missing:
            return chosen
        upper = rest & plane
        count = upper.bit_count()
        if count > missing:
            rest = upper
        else:
            chosen |= upper
            missing -= count
            rest ^= upper
    # Alike in everything: the lower ids.
    for one in to_ids(rest)[:missing]:
        chosen |= 1 << one
    return chosen
