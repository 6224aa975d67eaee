"""What one letter of an old list says, without what tells who wrote it."""

import datetime
import hashlib
import re
from dataclasses import dataclass

from whrin.forum.archives.raw import Author, Raw
from whrin.mailing.reading import base_subject, read_letter
from whrin.mailing.reading.wording import words

#: Set by our own export: the words stand as they were said, and the name is one that was made up.
OURS = "X-Whrin-Post"
NOTE = "X-Content-Note"
#: References that are looked up; with In-Reply-To.
_MOST_ANCESTORS = 6
# What Mailman puts in place of attachments, and groups.io below each letter.
_AFTER = re.compile(
    r"^-{8,} next part -{8,}$|^-=-=-=-=[-=]*$|^_\._,_\._,_$|^Groups\.io Links:|^_{20,}\n.*\n?https?://\S*listinfo",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Told:
    """A letter, read. Ids are without brackets; `ancestors` nearest first.

    `thread_id`: what Google knows its thread by. `is_answer`: the subject says so. `is_ours`: it comes from a
    copy of a space, where the author's name is made up already. `is_machine`: nobody wrote it.
    """

    message_id: str
    ancestors: tuple[str, ...]
    thread_id: str
    author: Author
    day: datetime.date
    subject: str
    is_answer: bool
    body: str
    note: str
    is_ours: bool
    language: str
    is_machine: bool


def read(raw: Raw, *, otherwise: datetime.date) -> Told:
    """Read a letter; `otherwise`: its day when it has none of its own, that of the one before."""
    reading = read_letter(raw.content)
    is_ours = bool(raw.field(OURS))
    author = raw.author()
    subject = raw.field("Subject")[:500]
    base = base_subject(subject)
    answers = [*raw.ids("In-Reply-To")[:1], *reversed(raw.ids("References"))]
    message_id = next(iter(raw.ids("Message-ID")), "") or f"none:{hashlib.sha256(raw.content).hexdigest()}"
    found = [known for known in dict.fromkeys(answers) if known != message_id]
    return Told(
        message_id=message_id,
        ancestors=tuple(found[:_MOST_ANCESTORS]),
        thread_id=raw.field("X-GM-THRID"),
        author=Author("", author.name) if is_ours else author,
        day=raw.day() or otherwise,
        subject=base or subject,
        is_answer=base != " ".join(subject.split()) and not is_ours,
        body=reading.text.strip("\n").rstrip() if is_ours else _own(reading.body),
        note=raw.field(NOTE) if is_ours else "",
        is_ours=is_ours,
        language=reading.language,
        is_machine=_is_machine(raw, author),
    )


def _own(body: str) -> str:
    """Return her words without what the list put below them."""
    after = _AFTER.search(body)
    return (body[: after.start()] if after else body).rstrip()


def _is_machine(raw: Raw, author: Author) -> bool:
    """Say whether a machine wrote it. `Precedence: list` tells nothing: all letters of a list have it."""
    submitted = raw.field("Auto-Submitted").casefold().partition(";")[0].strip()
    if submitted not in ("", "no") or raw.field("X-Autoreply") or raw.field("X-Autorespond"):
        return True
    return author.address.partition("@")[0] in words("automatic", "senders")
