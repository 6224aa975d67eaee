"""The catcher, for trying out: letters are kept in a folder and read in the browser, and go nowhere.

A file for each letter, written whole or not at all. Its name holds a mark of the recipient, so that the
letters of a person who deletes her account can be found and removed.
"""

import email
import email.policy
import os
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage as DjangoMessage
from django.core.mail.backends.base import BaseEmailBackend

from whrin.people.marks import mark_of_address

_NAME = re.compile(r"[0-9]{20}-[0-9a-f]{16}\.eml")
#: Letters kept; the oldest go.
MOST = 2_000


@dataclass(frozen=True)
class Caught:
    """A letter in the catcher: its file's name without ending, and what a list of letters shows."""

    name: str
    recipient: str
    sender: str
    subject: str


def is_catching() -> bool:
    """Say whether letters are caught."""
    return bool(settings.EMAIL_BACKEND == "whrin.mailing.catching.CatchingBackend")


def folder() -> Path:
    """Return the folder of caught letters."""
    return Path(settings.VAR, "mail-caught")


def _mark(recipient: str) -> str:
    return mark_of_address(recipient)[:16]


def catch(recipient: str, content: bytes) -> None:
    """Keep a letter."""
    place = folder()
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = place / f"{time.time_ns():020d}-{_mark(recipient)}.eml"
    begun = path.with_suffix(".part")
    with begun.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    begun.replace(path)


def caught(most: int = 100) -> list[Caught]:
    """Return the newest letters, newest first."""
    found = []
    for path in sorted(folder().glob("*.eml"), reverse=True)[:most]:
        message = _read(path)
        found.append(Caught(path.stem, str(message["To"]), str(message["From"]), str(message["Subject"])))
    return found


def caught_letter(name: str) -> tuple[EmailMessage, str] | None:
    """Return a letter and its text, or None."""
    path = folder() / f"{name}.eml"
    if not _NAME.fullmatch(path.name) or not path.is_file():
        return None
    message = _read(path)
    part = message.get_body(("plain", "html"))
    return message, str(part.get_content()) if part is not None else ""


def _read(path: Path) -> EmailMessage:
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)


def forget_letters_to(mark: str) -> None:
    """Remove the letters to an address, by its mark (`people.models.Address.mark`)."""
    for path in folder().glob(f"*-{mark[:16]}.eml"):
        path.unlink(missing_ok=True)


def forget_old() -> None:
    """Remove all but the newest `MOST`."""
    for path in sorted(folder().glob("*.eml"), reverse=True)[MOST:]:
        path.unlink(missing_ok=True)


class CatchingBackend(BaseEmailBackend):
    """Django's own letters, such as those for a forgotten passphrase, into the catcher."""

    def send_messages(self, email_messages: Sequence[DjangoMessage]) -> int:
        """Keep each letter for each recipient."""
        for message in email_messages:
            for recipient in message.recipients():
                content: Any = message.message()
                catch(recipient, content.as_bytes(linesep="\r\n"))
        return len(email_messages)
