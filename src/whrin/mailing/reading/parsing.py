"""Bytes to a message that can be asked: never raises, whatever the headers and charsets are."""

import email
import email.policy
import re
from collections.abc import Iterator
from email.header import decode_header
from email.message import Message

#: Bytes of one text part that are looked at.
MOST_BYTES = 200_000
#: Parts of one letter, and how deep they may stand in each other.
_MOST_PARTS, _MOST_DEPTH = 200, 20
#: Bytes of a head that people's letters do not reach.
_LONG_HEAD = 64_000
#: Parts within parts take time by the square of their number.
_MOST_BOUNDARIES = 500
_SPACES = re.compile(r"\s+")
# What the email package raises for headers that no standard knows; it has no error of its own for them.
_BROKEN = (
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
    RecursionError,
    email.errors.MessageError,
)


def parse(raw: bytes) -> Message:
    """Return the message; by the modern rules, else by the old ones, else as text without structure."""
    if raw.count(b"boundary") > _MOST_BOUNDARIES:
        return _unparsed(raw)
    policies = (email.policy.default, email.policy.compat32)
    for policy in policies[_has_long_head(raw) :]:
        try:
            message: Message = email.message_from_bytes(raw, policy=policy)
            for name in set(message.keys()):
                message.get_all(name)
            list(parts_of(message))
        except _BROKEN:
            continue
        return message
    return _unparsed(raw)


def _unparsed(raw: bytes) -> Message:
    plain: Message = Message()
    plain.set_payload(raw[:MOST_BYTES].decode("latin-1"))
    return plain


def _has_long_head(raw: bytes) -> bool:
    """Say whether the head is so long that the modern rules, which read every name in it, take too long."""
    ends = [end for mark in (b"\r\n\r\n", b"\n\n") if (end := raw.find(mark)) >= 0]
    return min(ends, default=len(raw)) > _LONG_HEAD


def parts_of(message: Message) -> Iterator[Message]:
    """Yield the parts that hold content, in order; those of attached letters are not this letter's."""
    waiting = [(message, 0)]
    seen = 0
    while waiting and seen < _MOST_PARTS:
        part, depth = waiting.pop(0)
        seen += 1
        payload = part.get_payload()
        is_attached_letter = part.get_content_maintype() == "message"
        if isinstance(payload, list) and not is_attached_letter and depth < _MOST_DEPTH:
            waiting[:0] = [(inner, depth + 1) for inner in payload if isinstance(inner, Message)]
        else:
            yield part


def header(message: Message, name: str) -> str:
    """Return a header on one line, decoded; empty when it is not there or cannot be read."""
    try:
        value = message.get(name)
    except _BROKEN:
        return ""
    return _SPACES.sub(" ", _decoded(str(value))).strip() if value is not None else ""


def headers(message: Message, name: str) -> list[str]:
    """Return all headers of a name, each on one line."""
    try:
        return [_SPACES.sub(" ", str(value)).strip() for value in message.get_all(name, [])]
    except _BROKEN:
        return []


def _decoded(value: str) -> str:
    """Decode words that the policy left encoded, and bytes that came without any encoding."""
    if any("\udc80" <= sign <= "\udcff" for sign in value):
        value = text_from(value.encode("utf-8", "surrogateescape"), "")
    if "=?" not in value:
        return value
    pieces = []
    try:
        for piece, charset in decode_header(value):
            pieces.append(piece if isinstance(piece, str) else text_from(piece, charset or ""))
    except _BROKEN:
        return value
    return "".join(pieces)


def text_of_part(part: Message) -> str:
    """Return the text of a part, its first `MOST_BYTES` bytes."""
    try:
        content = part.get_payload(decode=True)
    except _BROKEN:
        content = None
    if not isinstance(content, bytes):
        payload = part.get_payload()
        content = payload.encode("utf-8", "surrogateescape") if isinstance(payload, str) else b""
    try:
        charset = part.get_content_charset("") or ""
    except _BROKEN:
        charset = ""
    return _unflowed(part, text_from(content[:MOST_BYTES], charset).replace("\r\n", "\n").replace("\r", "\n"))


def text_from(content: bytes, charset: str) -> str:
    """Return bytes as text: in the declared charset, UTF-8, cp1252, else what they look like."""
    for name in (charset, "utf-8", "cp1252"):
        try:
            if name:
                return content.decode(name)
        except (LookupError, ValueError, UnicodeError):
            if name == charset and charset.lower() in ("utf-8", "utf8", "us-ascii", "ascii"):
                cut = content[:-4].decode("utf-8", "ignore") if len(content) == MOST_BYTES else ""
                if cut:
                    return cut
    try:
        from charset_normalizer import from_bytes  # not ours to require: other packages bring it along
    except ImportError:
        return content.decode("latin-1")
    best = from_bytes(content[:20_000]).best()
    return content.decode(best.encoding if best else "latin-1", "replace")


def _unflowed(part: Message, text: str) -> str:
    """Join lines that a programme broke softly (RFC 3676)."""
    try:
        is_flowed = str(part.get_param("format", "")).lower() == "flowed"
        deletes = str(part.get_param("delsp", "")).lower() == "yes"
    except _BROKEN:
        return text
    if not is_flowed:
        return text
    joined: list[str] = []
    depth_before, is_open = 0, False
    for line in text.split("\n"):
        quotes = len(line) - len(line.lstrip(">"))
        rest = line[quotes:].removeprefix(" ")
        is_soft = rest.endswith(" ") and rest != "-- "
        if is_open and quotes == depth_before and rest != "-- ":
            joined[-1] += rest
        else:
            joined.append((">" * quotes + " " if quotes else "") + rest)
        if is_soft and deletes:
            joined[-1] = joined[-1][:-1]
        depth_before, is_open = quotes, is_soft
    return "\n".join(joined)
