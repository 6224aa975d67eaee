"""Letters of these walks: brought over LMTP as a mail server brings them; answers are caught."""

import smtplib
import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from tests.journeys.site import Site


class Mailbox:
    """Somebody's mail programme: sends over LMTP what our mail server vouched for, and looks into the catcher
    for what is written to her.
    """

    def __init__(self, site: Site, address: str) -> None:
        self._site = site
        self._address = address
        self._read = 0
        self._sent = 0

    def send(self, to: str, body: str, subject: str = "Hello") -> None:
        """Hand a letter of hers over; it is taken or this fails."""
        self._sent += 1
        domain = self._address.partition("@")[2]
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self._address, to, subject
        message["Message-ID"] = f"<{self._sent}@{domain}>"
        message["Authentication-Results"] = f"mx.lists.example; dkim=pass header.d={domain}"
        message.set_content(body)
        host, _, port = self._site.environment["WHRIN_LMTP"].rpartition(":")
        with smtplib.LMTP(host, int(port)) as door:
            assert door.sendmail(self._address, [to], message.as_bytes()) == {}

    def next(self) -> EmailMessage:
        """Wait for the next letter to her, and return it."""
        for _attempt in range(200):
            letters = self._letters()
            if len(letters) > self._read:
                self._read += 1
                return letters[self._read - 1]
            time.sleep(0.1)
        raise AssertionError("no letter came")

    def is_empty(self) -> bool:
        """Say whether nothing new is there."""
        return len(self._letters()) == self._read

    def _letters(self) -> list[EmailMessage]:
        """Return what was written to her, in the order in which it was."""
        found = []
        for path in sorted(Path(self._site.var, "mail-caught").glob("*.eml")):
            letter = message_from_bytes(path.read_bytes(), policy=policy.default)
            assert isinstance(letter, EmailMessage)
            if self._address in str(letter["To"]):
                found.append(letter)
        return found
