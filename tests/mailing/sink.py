"""A real small mail server on the loopback that keeps what it is given, or refuses it."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Sink:
    """What came, and how the next letter is answered: `on_recipient` or `on_data` with a text refuses it.
    `pipelines`: it says that commands may come at once.
    """

    port: int = 0
    came: list[Envelope] = field(default_factory=list)
    on_recipient: Callable[[str], str] = lambda _address: ""
    on_data: Callable[[Envelope], str] = lambda _envelope: ""

    pipelines: bool = False

    async def handle_EHLO(  # noqa: N802 -- aiosmtpd's own
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, answers: list[str]
    ) -> list[str]:
        session.host_name = hostname
        offered = ["250-PIPELINING"] if self.pipelines else []
        return [*answers[:-1], *offered, *answers[-1:]]

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's own
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        refusal = self.on_recipient(address)
        if not refusal:
            envelope.rcpt_tos.append(address)
        return refusal or "250 Ok"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 -- aiosmtpd's own
        refusal = self.on_data(envelope)
        if not refusal:
            self.came.append(envelope)
        return refusal or "250 Ok"


@contextmanager
def running_sink() -> Iterator[Sink]:
    """Run it in a thread."""
    sink, loop = Sink(), asyncio.new_event_loop()
    server = loop.run_until_complete(
        loop.create_server(lambda: SMTP(sink, hostname="localhost", loop=loop), "127.0.0.1", 0)
    )
    sink.port = server.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield sink
    finally:
        asyncio.run_coroutine_threadsafe(_end(server), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _end(server: asyncio.AbstractServer) -> None:
    server.close()
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
