"""How letters leave the house: into the catcher, or to a mail server over one connection for many letters."""

import re
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn, Protocol

from django.conf import settings

from whrin.mailing.catching import catch, is_catching
from whrin.mailing.writing import Ready

#: 421: the server closes the door for now; the letters that were not tried wait.
_CLOSING = 421
#: The server waits for the letter itself (RFC 5321, 3.3).
_GO_ON = 354
#: From here on the server means never (RFC 5321, 4.2.1).
_NEVER = 500
_STATUS = re.compile(r"[245]\.[0-9]{1,3}\.[0-9]{1,3}\b")


class Refused(Exception):
    """The server did not take a letter. `code` is what it said; `is_final`: it never will; `status`
    (RFC 3463): when it was the address that it did not like.
    """

    def __init__(self, code: str, *, is_final: bool, status: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.is_final = is_final
        self.status = status


class Unreachable(Exception):
    """There is no server, or it hung up: nothing more can be sent now."""


class Way(Protocol):
    """How letters leave the house."""

    def hand_over(self, ready: Ready) -> None:
        """Hand one letter over. Raises `Refused` and `Unreachable`."""


class IntoTheCatcher:
    """Letters go into the catcher."""

    def hand_over(self, ready: Ready) -> None:
        """Keep it."""
        catch(ready.recipient, ready.content)


class OverSmtp:
    """Letters go to the mail server, all over one connection.

    Where the server offers it (RFC 2920), a letter's three commands go at once: one answer is waited for
    instead of three. The next letter never begins before this one's last answer, so that each letter's fate
    is known when it is written down.
    """

    def __init__(self) -> None:
        kind = smtplib.SMTP_SSL if settings.EMAIL_USE_SSL else smtplib.SMTP
        self._server = kind(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=settings.EMAIL_TIMEOUT)
        if settings.EMAIL_USE_TLS:
            self._server.starttls()
        if settings.EMAIL_HOST_USER:
            self._server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        self._server.ehlo_or_helo_if_needed()
        self._pipelines = self._server.has_extn("pipelining")

    def hand_over(self, ready: Ready) -> None:
        """Send it; understand what the server says."""
        try:
            if self._pipelines:
                self._at_once(ready)
            else:
                self._server.sendmail(ready.sender, [ready.recipient], ready.content)
        except smtplib.SMTPRecipientsRefused as refusal:
            code, words = next(iter(refusal.recipients.values()))
            raise _refused(code, words, is_about_address=True) from None
        except smtplib.SMTPResponseException as refusal:
            raise _refused(refusal.smtp_code, refusal.smtp_error) from None
        except UnicodeEncodeError:  # Neither this server nor our words can say such an address.
            self._server.rset()
            raise Refused("5.6.7", is_final=True) from None
        except (smtplib.SMTPException, OSError) as trouble:
            raise Unreachable(type(trouble).__name__) from None

    def _at_once(self, ready: Ready) -> None:
        server, recipient = self._server, smtplib.quoteaddr(ready.recipient)
        size = f" size={len(ready.content)}" if server.has_extn("size") else ""
        commands = (f"mail FROM:{smtplib.quoteaddr(ready.sender)}{size}", f"rcpt TO:{recipient}", "data")
        if any(sign in command for command in commands for sign in "\r\n"):
            raise Refused("5.1.3", is_final=True)  # No address has a line end; nothing was sent of it.
        server.send("".join(f"{command}\r\n" for command in commands).encode("ascii"))
        sender, to, data = server.getreply(), server.getreply(), server.getreply()
        if data[0] == _GO_ON and to[0] // 100 == sender[0] // 100 == 2:
            server.send(_dotted(ready.content))
            taken = server.getreply()
            if taken[0] // 100 != 2:
                self._give_way(smtplib.SMTPDataError(*taken))
            return
        if data[0] == _GO_ON:
            server.send(b".\r\n")  # RFC 2920, 3.1: it refused and waits all the same; nothing is delivered.
            server.getreply()
        if sender[0] // 100 != 2:
            self._give_way(smtplib.SMTPSenderRefused(*sender, ready.sender))
        if to[0] // 100 != 2:
            self._give_way(smtplib.SMTPRecipientsRefused({ready.recipient: to}))
        self._give_way(smtplib.SMTPDataError(*data))

    def _give_way(self, refusal: smtplib.SMTPException) -> NoReturn:
        """Leave the transaction that failed, and tell what was said."""
        with suppress(smtplib.SMTPServerDisconnected):
            self._server.rset()
        raise refusal

    def close(self) -> None:
        """Say goodbye."""
        with suppress(smtplib.SMTPException, OSError):
            self._server.quit()


def _dotted(content: bytes) -> bytes:
    """Return a letter, which ends with a line end, as it travels: no line is a lone dot (RFC 5321, 4.5.2)."""
    return content.replace(b"\r\n.", b"\r\n..") + b".\r\n"


def _refused(code: int, words: "bytes | str", *, is_about_address: bool = False) -> Exception:
    if code == _CLOSING:
        return Unreachable(str(code))
    text = words.decode("ascii", "replace") if isinstance(words, bytes) else words
    found = _STATUS.match(text)
    status = found[0] if found else f"{code // 100}.0.0"
    return Refused(
        f"{code} {status}",
        is_final=code >= _NEVER,
        status=status if is_about_address else "",
    )


def can_send() -> bool:
    """Say whether there is a way out at all; without, letters wait."""
    return is_catching() or bool(settings.EMAIL_HOST)


@contextmanager
def way_out() -> Iterator[Way]:
    """Open the way out. Raises `Unreachable`."""
    if is_catching():
        yield IntoTheCatcher()
        return
    try:
        way = OverSmtp()
    except (smtplib.SMTPException, OSError) as trouble:
        raise Unreachable(type(trouble).__name__) from None
    try:
        yield way
    finally:
        way.close()
