"""Letters that came back: for whom, and whether for good (RFC 3464, 3463, 5965, and servers' own words)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.message import Message
from enum import Enum

from whrin.mailing.reading.automatic import has_no_sender
from whrin.mailing.reading.markup import lines_of_html
from whrin.mailing.reading.parsing import header, parts_of, text_of_part
from whrin.mailing.reading.wording import words


class BounceKind(Enum):
    """`HARD`: nobody has this address. `SOFT`: not now. `OTHER`: refused, for another reason.
    `COMPLAINT`: the recipient called it unwanted.
    """

    HARD = "hard"
    SOFT = "soft"
    OTHER = "other"
    COMPLAINT = "complaint"


@dataclass(frozen=True)
class Bounce:
    """`recipients`: the addresses it could not reach, as they are told. `status`: the enhanced one, such as
    `5.1.1`; as told, or as the words mean where none was told or a vaguer one. `original_id`: the Message-ID
    of the letter that came back, without brackets, or empty.
    """

    kind: BounceKind
    status: str
    recipients: tuple[str, ...] = ()
    original_id: str = ""

    @property
    def recipient(self) -> str:
        """The first of the addresses, or empty."""
        return self.recipients[0] if self.recipients else ""


@dataclass(frozen=True)
class _Failure:
    recipient: str
    action: str
    status: str
    said: str


_SIGN = r"[^\s<>()\[\],;:\"'@]"
_ADDRESS = rf"{_SIGN}{{1,64}}@{_SIGN}{{1,254}}(?<!\.)"
_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_CODE = re.compile(r"(?<![\d.])([45])\d\d(?=[\s-])")
_MESSAGE_ID = re.compile(r"^Message-ID:\s*<([^<>\s]+)>", re.IGNORECASE | re.MULTILINE)
_HARD = ("5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.4")
_COPY = re.compile(
    r"^\W*(?:.*(?:copy of (?:the|your) (?:message|mail)|original (?:message|mail|text)"
    r"|message (?:headers?|text) follow|unsent message|your (?:original )?message follows|returned message"
    r"|message header).*|received: .*|return-path: .*|from - .*)$",
    re.IGNORECASE | re.MULTILINE,
)
#: How servers name the recipient in plain text, the surest first.
_NAMED = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        rf"^\s*<({_ADDRESS})>\s*(?:[:;.,(\-]|\.{{2,}}|$)",
        rf"^\W{{0,8}}({_ADDRESS})\s*$",
        rf"(?:final-recipient|original-recipient):\s*(?:rfc822;)?\s*<?({_ADDRESS})",
        rf"smtp[:=]\s*({_ADDRESS})",
        rf"rcpt to:\s*<?({_ADDRESS})",
        rf"^\W{{0,8}}({_ADDRESS})>?\W*(?:[:(;\-]|on\s|\.\.\.)",
        rf"(?:\bto|recipients?|for|address(?:ee)?|users?|mailbox|account|empf\w+|fail\w*)\b[^\w<@]{{0,30}}<?({_ADDRESS})",
        rf"(?:userid|attempts)\W{{0,5}}({_ADDRESS})",
        rf"<({_ADDRESS})>",
        rf"\b({_ADDRESS})\s+(?:is|was|does|doesn|has|could|user|no)\b",
    )
)
_MOST_PARTS, _MOST_SIGNS = 100, 60_000


def find_bounce(message: Message, *, from_address: str) -> Bounce | None:
    """Return what came back, or None when this is no such letter."""
    parts = _all_parts(message)
    complaint = _complaint(parts)
    if complaint is not None:
        return complaint
    failures = [failure for part in parts for failure in _reported(part)]
    failed = [failure for failure in failures if failure.action in ("failed", "failure", "")]
    delayed = [failure for failure in failures if failure.action == "delayed"]
    original_id = _original_id(parts)
    if failed or delayed:
        return _bounce(failed or delayed, original_id, is_delayed=not failed)
    if failures:
        return None  # delivered, relayed, expanded: good news
    return _in_plain_words(message, from_address, original_id)


def _all_parts(message: Message) -> list[Message]:
    found = []
    for part in message.walk():
        found.append(part)
        if len(found) >= _MOST_PARTS:
            break
    return found


def _address(value: str) -> str:
    match = re.search(_ADDRESS, value.partition(";")[2] or value)
    return match[0] if match else ""


def _complaint(parts: Sequence[Message]) -> Bounce | None:
    for part in parts:
        if part.get_content_type() != "message/feedback-report":
            continue
        payload = part.get_payload()
        block = payload[0] if isinstance(payload, list) and payload else None
        fields = block.items() if isinstance(block, Message) else []
        text = "\n".join(f"{name}: {value}" for name, value in fields) or text_of_part(part)
        kind = re.search(r"^Feedback-Type:\s*(\S+)", text, re.IGNORECASE | re.MULTILINE)
        if kind is not None and kind[1].lower() == "not-spam":
            return None
        to = re.findall(
            rf"^(?:Original-Rcpt-To|Removal-Recipient):\s*<?({_ADDRESS})", text, re.IGNORECASE | re.MULTILINE
        )
        return Bounce(BounceKind.COMPLAINT, "", tuple(dict.fromkeys(to)), _original_id(parts))
    return None


def _reported(part: Message) -> Iterator[_Failure]:
    """Yield what a machine-readable report says of each recipient."""
    if part.get_content_type() != "message/delivery-status":
        return
    payload = part.get_payload()
    for block in payload if isinstance(payload, list) else []:
        if not isinstance(block, Message):
            continue
        recipient = _address(header(block, "Original-Recipient"))
        recipient = recipient or _address(header(block, "Final-Recipient"))
        if not recipient and not header(block, "Action"):
            continue
        said = f"{header(block, 'Diagnostic-Code')} {header(block, 'Status')}"
        status = _STATUS.search(header(block, "Status"))
        action = header(block, "Action").casefold().partition(" ")[0].strip(";")
        yield _Failure(recipient, action, status[1] if status else "", said)


def _original_id(parts: Sequence[Message]) -> str:
    for part in parts[1:]:
        if part.get_content_type() in ("message/rfc822", "text/rfc822-headers", "message/rfc822-headers"):
            payload = part.get_payload()
            inner = payload[0] if isinstance(payload, list) and payload else None
            text = (
                f"Message-ID: {header(inner, 'Message-ID')}"
                if isinstance(inner, Message)
                else text_of_part(part)
            )
            found = _MESSAGE_ID.search(text)
            if found is not None:
                return found[1]
    return ""


def _bounce(failures: Sequence[_Failure], original_id: str, *, is_delayed: bool) -> Bounce:
    first = failures[0]
    told = _STATUS.search(first.said)
    status = told[1] if told and (not first.status or first.status.endswith(".0.0")) else first.status
    kind = BounceKind.SOFT if is_delayed else kind_of(status, first.said)
    recipients = tuple(dict.fromkeys(failure.recipient for failure in failures if failure.recipient))
    return Bounce(kind, _status_of(kind, status), recipients, original_id)


def _status_of(kind: BounceKind, told: str) -> str:
    """Return a status that says what the words said, where the status that was told says less."""
    if kind is BounceKind.HARD:
        return told if told in _HARD else "5.1.1"
    if kind is BounceKind.SOFT:
        return told if told.startswith("4") or told == "5.2.2" else "4.0.0"
    return told or "5.0.0"


def kind_of(status: str, said: str) -> BounceKind:
    """Return what a status and a server's words mean. Words decide where the status says little."""
    said = " ".join(said.split()).casefold()
    if status.startswith("4") or status == "5.2.2":
        return BounceKind.SOFT
    if status in _HARD:
        return BounceKind.SOFT if _says(said, "full") and status in ("5.1.0", "5.2.1") else BounceKind.HARD
    for name, kind in (
        ("full", BounceKind.SOFT),
        ("unknown", BounceKind.HARD),
        ("nowhere", BounceKind.HARD),
    ):
        if _says(said, name):
            return kind
    code = _CODE.search(said)
    is_soft = (code is not None and code[1] == "4") or (not status.startswith("5") and _says(said, "later"))
    return BounceKind.SOFT if is_soft else BounceKind.OTHER


def _says(said: str, name: str) -> bool:
    return any(word in said for word in words("bounce", name))


def _in_plain_words(message: Message, from_address: str, original_id: str) -> Bounce | None:
    """Read what a server wrote for people, when it is a server that wrote."""
    subject = header(message, "Subject").casefold()
    named = header(message, "X-Failed-Recipients")
    is_subject = any(word in subject for word in words("bounce", "subjects"))
    is_report = message.get_content_type() == "multipart/report"
    if not (named or is_subject or is_report or has_no_sender(message, from_address)):
        return None
    text = _told(message)
    told = _COPY.split(text, maxsplit=1)[0]
    told = told if re.search(_ADDRESS, told) else text
    ours = {header(message, "To").strip("<> ").casefold(), from_address.casefold()}
    recipients = tuple(re.findall(_ADDRESS, named)) or _recipients(told, ours)
    failed = any(_says(text.casefold(), name) for name in ("unknown", "nowhere", "full", "later", "refused"))
    if not recipients or not (failed or is_subject or is_report or named):
        return None
    status = _STATUS.search(told)
    delay = "warning" in subject or "delayed" in subject or "could not send message for past" in subject
    kind = BounceKind.SOFT if delay else kind_of(status[1] if status else "", told)
    if not original_id:
        later = list(_MESSAGE_ID.finditer(text))
        original_id = later[-1][1] if later else ""
    return Bounce(kind, _status_of(kind, status[1] if status else ""), recipients, original_id)


def _told(message: Message) -> str:
    """Return what all text parts say."""
    told = []
    for part in parts_of(message):
        if part.get_content_subtype() == "html":
            told += [line.text for line in lines_of_html(text_of_part(part))]
        elif part.get_content_maintype() == "text":
            told.append(text_of_part(part))
    return "\n".join(told)[:_MOST_SIGNS]


def _recipients(text: str, ours: set[str]) -> tuple[str, ...]:
    for pattern in _NAMED:
        found = [
            address
            for address in dict.fromkeys(pattern.findall(text))
            if address.casefold() not in ours
            and address.partition("@")[0].casefold() not in words("automatic", "senders")
        ]
        if found:
            return tuple(found)
    return ()
