"""A letter as bytes: headers of our own making, plain text, seven bits.

Nothing that a person chose can begin a new header: signs of control are taken out before anything is encoded.
"""

import base64
import hashlib
import quopri
import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.header import Header
from email.utils import formatdate, parseaddr

from django.conf import settings

from whrin.mailing.addresses import (
    at_domain,
    message_id,
    reply_address,
    return_address,
    unsubscribe_token,
)
from whrin.mailing.letters import Letter
from whrin.mailing.models import Outgoing
from whrin.people.models import Person

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")
_LINE_END = re.compile(r"\r\n?|\n")
#: What a composer may set besides; anything else is ours, and not its to say.
_ALLOWED = {"auto-submitted", "list-archive", "content-language", "keywords"}
#: Values that are addresses: encoded for people, programmes could not use them.
_ADDRESSES = {"reply-to", "list-unsubscribe", "list-unsubscribe-post"}
_PLAIN = re.compile(r"[A-Za-z0-9 ,.?!:;()'/+=_-]*")


@dataclass(frozen=True)
class Ready:
    """A letter to hand over: the envelope's two addresses, and the letter."""

    sender: str
    recipient: str
    content: bytes


def one_line(text: str) -> str:
    """Return a text without line ends and signs of control."""
    return " ".join(_CONTROL.sub(" ", text).split())


def encoded(text: str, name: str) -> str:
    """Return a text as the value of the header `name`, folded (RFC 2047)."""
    text = one_line(text)
    if _PLAIN.fullmatch(text) and len(text) + len(name) < 75:
        return text
    return Header(text, "utf-8", header_name=name).encode(linesep="\r\n")


def mailbox(display_name: str, address: str) -> str:
    """Return a From value: the name encoded, so that no sign in it means anything."""
    display_name = one_line(display_name)
    if not display_name:
        return address
    if _PLAIN.fullmatch(display_name) and not set("(),.:;'") & set(display_name):
        return f"{display_name} <{address}>"
    return (
        f"{Header(display_name, 'utf-8', header_name='From').encode(linesep=chr(13) + chr(10))} <{address}>"
    )


class Frame:
    """A letter whose words are encoded once, for all who get it; `to` adds what is one recipient's own.

    `language`: of the words, as the row of the queue has it.
    """

    def __init__(self, letter: Letter, language: str) -> None:
        self.letter = letter
        self._first = {
            "From": _from(letter),
            "Subject": encoded(letter.subject, "Subject"),
            "Content-Language": language,
            "X-Auto-Response-Suppress": "All",
        }
        self._list = _list_headers(letter.list_name)
        self._more = _more(letter.headers)
        encoding, body = _body(letter.text)
        last = "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
        self._end = f"{last}Content-Transfer-Encoding: {encoding}\r\n\r\n".encode() + body

    def to(self, row: Outgoing, person: Person | None, recipient: str) -> Ready:
        """Return the letter to this recipient, with the same Message-ID each time it is written."""
        letter = self.letter
        headers = {
            **self._first,
            "Date": formatdate(),
            "Message-ID": f"<{_message_id(row, letter, person)}>",
        }
        if letter.list_name and person is not None:
            headers |= self._list | _leaving(letter.list_name, person) | _threading(letter, person)
            if letter.reply_key:
                headers["Reply-To"] = reply_address(letter.list_name, person, letter.reply_key)
        else:
            headers["Auto-Submitted"] = "auto-generated"
        if letter.archived_at:
            headers["Archived-At"] = f"<{one_line(letter.archived_at)}>"
        headers |= {**self._more, "To": recipient}
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return Ready(_envelope_sender(letter, person), recipient, head.encode() + self._end)


def _envelope_sender(letter: Letter, person: Person | None) -> str:
    if person is None or not settings.WHRIN_MAIL_DOMAIN:
        return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return return_address(letter.list_name, person)


def _more(given: Mapping[str, str]) -> dict[str, str]:
    allowed = {name: value for name, value in given.items() if name.lower() in _ALLOWED | _ADDRESSES}
    return {
        name: one_line(value) if name.lower() in _ADDRESSES else encoded(value, name)
        for name, value in allowed.items()
    }


def _from(letter: Letter) -> str:
    office_name, office = parseaddr(settings.DEFAULT_FROM_EMAIL)
    if letter.list_name:
        return mailbox(letter.display_name, at_domain(letter.list_name))
    return mailbox(letter.display_name or office_name, office)


def _message_id(row: Outgoing, letter: Letter, person: Person | None) -> str:
    if letter.list_name and letter.key and person is not None:
        return message_id(letter.list_name, person, letter.key)
    domain = settings.WHRIN_MAIL_DOMAIN or parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"{hashlib.sha256(row.stem.encode()).hexdigest()[:40]}@{domain}"


def _threading(letter: Letter, person: Person) -> dict[str, str]:
    ids = [f"<{message_id(letter.list_name, person, key)}>" for key in letter.answers]
    return {"In-Reply-To": ids[-1], "References": "\r\n ".join(ids)} if ids else {}


def _list_headers(name: str) -> dict[str, str]:
    """Return the headers of RFC 2369 and 2919 that are the same for all."""
    domain, site = settings.WHRIN_MAIL_DOMAIN, settings.WHRIN_ADDRESS
    return {
        "List-Id": f"<{name}.{domain}>",
        "List-Post": f"<mailto:{name}@{domain}>",
        "List-Help": f"<mailto:{name}-request@{domain}?subject=help>",
        "List-Subscribe": f"<mailto:{name}-join@{domain}>",
        "List-Owner": f"<mailto:{name}-owner@{domain}>",
        "List-Archive": f"<{site}/>",
        "Precedence": "list",
        "X-Loop": f"{name}@{domain}",
    }


def _leaving(name: str, person: Person) -> dict[str, str]:
    """Return how this person leaves: by one click (RFC 8058), or by letter."""
    out = f"{settings.WHRIN_ADDRESS}/mail/out/{unsubscribe_token(name, person)}/"
    headers = {"List-Unsubscribe": f"<{out}>,\r\n <mailto:{at_domain(f'{name}-leave')}>"}
    if out.startswith("https://"):
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _body(text: str) -> tuple[str, bytes]:
    """Return the encoding and the text in it: mostly Latin letters stay readable as they travel."""
    lines = _LINE_END.sub("\n", text).rstrip("\n") + "\n"
    raw = lines.encode("utf-8", "replace")
    if raw.isascii() and max(map(len, raw.split(b"\n"))) < 900 and not raw.startswith(b"From "):
        return "7bit", raw.replace(b"\n", b"\r\n")
    if sum(byte > 127 for byte in raw) * 4 < len(raw):
        return "quoted-printable", quopri.encodestring(raw).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    return "base64", base64.encodebytes(raw.replace(b"\n", b"\r\n")).replace(b"\n", b"\r\n")
