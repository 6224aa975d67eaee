"""Sets of documents as Python integers. `&`, `|` and `bit_count` run at the speed of memory, without an
extension.

A *plane* is the set of documents whose number (a date, a score) has a certain binary digit; numbers held in
planes are compared and added for all documents at once.
"""

from array import array
from collections.abc import Iterable
from itertools import compress

# Which way to list a set is quickest: more than one in so many, more than so many, or few.
_MANY = 30
_SOME = 100
_TO_FLAGS = bytes.maketrans(b"01", b"\0\1")
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


def to_ids(held: int) -> list[int]:
    """Return the ids of a set, ascending."""
    count = held.bit_count()
    if count * _MANY > held.bit_length():
        flags = format(held, "b").encode()[::-1].translate(_TO_FLAGS)
        return list(compress(range(len(flags)), flags))
    if count > _SOME:
        digits = format(held, "b")[::-1]
        found, at = [], -1
        for _ in range(count):
            at = digits.find("1", at + 1)
            found.append(at)
        return found
    found = []
    while held:
        lowest = held & -held
        found.append(lowest.bit_length() - 1)
        held ^= lowest
    return found


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
