"""A letter, read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message
from email.utils import getaddresses

from whrin.mailing.reading.automatic import is_automatic
from whrin.mailing.reading.bounces import Bounce, find_bounce
from whrin.mailing.reading.markup import Line, lines_of_html, lines_of_text
from whrin.mailing.reading.parsing import header, headers, parse, parts_of, text_of_part
from whrin.mailing.reading.replies import extract
from whrin.mailing.reading.subjects import base_subject
from whrin.mailing.reading.wording import words

_ID = re.compile(r"<\s*([^<>\s]+)\s*>")
_LANGUAGE = re.compile(r"\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\s*(?:,|$)")
#: References that are kept; lines of a header can hold thousands.
_MOST_REFERENCES = 50
#: Signs of an encoded picture in the midst of the words, up to which it is a mark under a signature.
_SMALL_PICTURE = 20_000
_SIGNATURES = ("pgp-signature", "pgp-keys", "pkcs7-signature", "x-pkcs7-signature")


@dataclass(frozen=True)
class Attachment:
    """What was attached: its name, type, size in bytes as sent. `is_refused`: files that run when opened.
    `is_meant`: she sent it; her programme adds others, such as a picture under a signature.
    """

    name: str
    kind: str
    size: int
    is_refused: bool
    is_meant: bool


@dataclass(frozen=True)
class Reading:
    """What a letter says. Ids are without brackets; `references` oldest first.

    `text`: all of the part that was read; `body`: her own words in it; `trimmed`: the rest of it. `language`:
    what Content-Language says, or empty. `bounce`: when one of our letters came back.
    """

    subject: str
    base_subject: str
    from_address: str
    message_id: str
    in_reply_to: str
    references: tuple[str, ...]
    text: str
    body: str
    trimmed: str
    language: str
    is_automatic: bool
    bounce: Bounce | None
    attachments: tuple[Attachment, ...]

    @property
    def is_bounce(self) -> bool:
        """Whether one of our letters came back."""
        return self.bounce is not None

    @property
    def files(self) -> int:
        """How many files she sent along."""
        return sum(attachment.is_meant for attachment in self.attachments)


def read_letter(raw: bytes) -> Reading:
    """Read a letter, however broken it is."""
    message = parse(raw)
    subject = header(message, "Subject")[:500]
    from_address = _from(message)
    lines = _lines(message)
    words_of_hers = extract(lines)
    references = _ids(header(message, "References"))
    return Reading(
        subject=subject,
        base_subject=base_subject(subject),
        from_address=from_address,
        message_id=next(iter(_ids(header(message, "Message-ID"))), ""),
        in_reply_to=next(iter(_ids(header(message, "In-Reply-To"))), ""),
        references=references[-_MOST_REFERENCES:],
        text="\n".join(line.text for line in lines),
        body=words_of_hers.body,
        trimmed=words_of_hers.trimmed,
        language=_language(message),
        is_automatic=is_automatic(message, from_address=from_address),
        bounce=find_bounce(message, from_address=from_address),
        attachments=tuple(_attachments(message)),
    )


def _from(message: Message) -> str:
    """Return the address in From, in small letters; two are as good as none."""
    if len(headers(message, "From")) > 1:
        return ""
    found = {
        address.strip().lower()
        for _name, address in getaddresses([header(message, "From")])
        if "@" in address
    }
    return found.pop() if len(found) == 1 else ""


def _ids(value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_ID.findall(value)))


def _language(message: Message) -> str:
    match = _LANGUAGE.match(header(message, "Content-Language"))
    return match[1][:20] if match else ""


def _is_attached(part: Message) -> bool:
    disposition = header(part, "Content-Disposition").partition(";")[0].strip().lower()
    return disposition == "attachment" or part.get_content_maintype() != "text" or bool(_name(part))


def _lines(message: Message) -> Sequence[Line]:
    """Return the lines of the part that says most truly what she wrote: plain, unless it is only a stub."""
    parts = [part for part in parts_of(message) if not _is_attached(part)]
    plain = "\n".join(text_of_part(part) for part in parts if part.get_content_subtype() != "html")
    markup = [part for part in parts if part.get_content_subtype() == "html"]
    if markup and _is_stub(plain):
        return [line for part in markup for line in lines_of_html(text_of_part(part))]
    return lines_of_text(plain)


def _is_stub(plain: str) -> bool:
    said = " ".join(plain.split()).casefold()
    return not said or (len(said) < 600 and any(line in said for line in words("stub", "lines")))


def _name(part: Message) -> str:
    try:
        return " ".join((part.get_filename() or "").split())[:200]
    except (LookupError, ValueError, TypeError, AttributeError):  # broken parameters
        return "?"


def _attachments(message: Message) -> list[Attachment]:
    made = []
    for part in parts_of(message):
        if not _is_attached(part):
            continue
        payload = part.get_payload()
        size = len(payload) if isinstance(payload, str) else 0  # of an attached letter nobody needs it
        name = _name(part)
        is_refused = name.casefold().endswith(words("attachments", "refused"))
        made.append(Attachment(name, part.get_content_type(), size, is_refused, _is_meant(part, size)))
    return made


def _is_meant(part: Message, size: int) -> bool:
    kind, subkind = part.get_content_maintype(), part.get_content_subtype()
    if kind == "multipart" or subkind in _SIGNATURES:
        return False
    is_small = kind == "image" and size < _SMALL_PICTURE
    is_attached = header(part, "Content-Disposition").strip().lower().startswith("attachment")
    return not (is_small and header(part, "Content-ID") and not is_attached)
