"""The door that letters come in by: LMTP (RFC 2033), from the mail server of this machine alone.

A letter is acknowledged when it is committed, and not before; whatever goes wrong is answered 451, and the
mail server keeps the letter. Nothing here reads it.
"""

import asyncio
import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import AnyStr, TypeVar

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import close_old_connections, connections

from whrin.mailing.storing import LARGEST, NobodyThere, NoRoom, check_recipient, store

logger = logging.getLogger(__name__)

#: Recipients of one letter; a mail server sends it again for the others.
MOST_RECIPIENTS = 100
_LATER = "451 4.3.0 Try again later"
_TOO_LARGE = "552 5.3.4 Message too large"
_Answer = TypeVar("_Answer")


class Door(LMTP):
    """LMTP with one answer for each recipient, also where the library gives one for all (RFC 2033, 4.2).

    Lines may be longer than 1,000 bytes: mail programmes write them, and the mail server before us has
    let them pass.
    """

    line_length_limit = 1_000_000

    async def push(self, status: AnyStr) -> None:
        """Answer; a letter that was refused while it came in is refused for each recipient."""
        if isinstance(status, str) and status.startswith(("552 Error: Too much", "500 Line too long")):
            count = len(self.envelope.rcpt_tos) if self.envelope else 0
            await super().push("\r\n".join([_TOO_LARGE] * max(count, 1)))
        else:
            await super().push(status)


class Porter:
    """Answers what the mail server asks. The database is asked in one thread, with its own connection."""

    def __init__(self, on_letter: Callable[[], None] = lambda: None) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="lmtp")
        self._on_letter = on_letter

    async def _ask(self, question: Callable[[], _Answer]) -> _Answer:
        def asked() -> _Answer:
            close_old_connections()
            return question()

        return await asyncio.get_running_loop().run_in_executor(self._thread, asked)

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's own
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Sequence[str]
    ) -> str:
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        try:
            await self._ask(partial(check_recipient, address))
        except NobodyThere:
            return "550 5.1.1 No such address here"
        except NoRoom:
            return "452 4.2.2 No room now, try again later"
        except Exception:  # Whatever it is, the mail server must keep the letter.
            logger.exception("A recipient could not be looked up")
            return _LATER
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 -- aiosmtpd's own
        recipients = [address.rpartition("@")[0].lower() for address in envelope.rcpt_tos]
        raw = envelope.original_content or b""
        sender = (envelope.mail_from or "").strip("<>")
        answer = "250 2.0.0 Stored"
        try:
            await self._ask(partial(store, recipients=recipients, sender=sender, raw=raw))
        except Exception:  # Whatever it is, the mail server must keep the letter.
            logger.exception("A letter could not be stored")
            answer = _LATER
        self._on_letter()
        return "\r\n".join([answer] * len(recipients))

    async def handle_exception(self, _error: Exception) -> str:
        return _LATER

    def close(self) -> None:
        """End the thread and its connection to the database."""
        self._thread.submit(connections.close_all)
        self._thread.shutdown(wait=True)


class Listener:
    """Listens in a thread of its own, until it is closed. `OSError` when the door is taken."""

    def __init__(self, door: tuple[str, int], on_letter: Callable[[], None] = lambda: None) -> None:
        self.porter = Porter(on_letter)
        self._loop = asyncio.new_event_loop()
        try:
            self._server = self._loop.run_until_complete(self._loop.create_server(self._protocol, *door))
        except OSError:
            self._loop.close()
            self.porter.close()
            raise
        self.port: int = self._server.sockets[0].getsockname()[1]
        self._thread = threading.Thread(target=self._loop.run_forever, name="lmtp", daemon=True)
        self._thread.start()

    def _protocol(self) -> Door:
        return Door(
            self.porter,
            data_size_limit=LARGEST,
            hostname="localhost",
            ident="LMTP",
            loop=self._loop,
            enable_SMTPUTF8=True,
        )

    def close(self) -> None:
        """Stop listening; what is being stored is stored."""
        asyncio.run_coroutine_threadsafe(self._shut(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self.porter.close()

    async def _shut(self) -> None:
        self._server.close()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        await asyncio.sleep(0)
