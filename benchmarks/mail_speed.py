"""How fast letters go and come: `python -m benchmarks.mail_speed [--members 1000] [--quick]`.

The promises: a post in the forum, of which 1,000 members get a letter each with her own reply address, return
address and headers, is handed to a mail server on this machine at 300 letters a second, while the web server
beside it answers readers of the same thread from the same SQLite file; letters are taken in over LMTP, each
on the disk before it is acknowledged, at 100 a second. Beside the first, in the same run, the bare mail
server: the same bytes over one connection, one command after the other, with no database. Everything happens
in a temporary data folder; nothing of yours is touched.
"""

import argparse
import asyncio
import multiprocessing
import os
import smtplib
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.database import put_migrated

from benchmarks.forum_filling import make_members, make_places
from benchmarks.serving import Server, environment, free_port, running
from benchmarks.verdict import fails, word

ROOT = Path(__file__).resolve().parent.parent
OUT, IN = 300.0, 100.0
DOMAIN = "lists.test"
CONNECTIONS = 4
#: Pages that readers ask for in a second, while letters go out.
EACH_SECOND = 20
TEXT = "The well is open again, and the nurse comes on Thursdays. Bring a friend.\n" * 20


class Sink:
    """Takes every letter and keeps none. It takes commands at once, as Postfix, Exim and providers do."""

    async def handle_EHLO(  # noqa: N802 -- aiosmtpd's own
        self, _server: Any, session: Any, _envelope: Any, hostname: str, answers: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return [*answers[:-1], "250-PIPELINING", *answers[-1:]]

    async def handle_DATA(self, *_given: Any) -> str:  # noqa: N802 -- aiosmtpd's own
        return "250 Ok"


def run_sink(told: Any) -> None:
    """Listen in a process of its own, and tell the port."""
    from aiosmtpd.smtp import SMTP

    async def serve() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            lambda: SMTP(Sink(), hostname="localhost", loop=loop), "127.0.0.1", 0
        )
        told.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(serve())


@dataclass
class Sent:
    """Letters a second, processor milliseconds of this process for each, answers of the web server a second
    meanwhile; and how many letters a second the bare mail server takes.
    """

    rate: float
    milliseconds: float
    readers: float
    limit: float


def write_post(number: int) -> str:
    """Make a space with so many members who get each post, and post; return the address of the thread."""
    from whrin.forum.actions import make_space, write_post
    from whrin.forum.models import Participant, Space

    space = make_space(by=None, name="Heron", slug="heron", access=Space.Access.OPEN, list_name="heron")
    each = Participant.Delivery.EACH
    places = make_places(make_members(number + 1), space, delivery=each, is_neutral=False, passed=9)
    return f"/en/forum/t/{write_post(by=places[0], thread=None, title='Water', body=TEXT).thread.uid}/"


def send_all(var: Path, number: int, port: int) -> Sent:
    """Post, and send each letter while readers read."""
    from django.conf import settings

    from whrin.mailing.composing import compose
    from whrin.mailing.models import Outgoing
    from whrin.mailing.sending import cheap_commits, send_once

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    path, web = write_post(number), free_port()
    ready = compose(Outgoing.objects.select_related("person")[0])
    assert ready is not None
    assert Outgoing.objects.count() == number, "not everybody is written to"
    cheap_commits()
    command = [sys.executable, "-m", "whrin.server.web", "--bind", "127.0.0.1", "--port", str(web)]
    env = environment(var, web)
    with running(command, web, env, log=var / "log") as server, readers(server, path) as read:
        began, worked, before = time.monotonic(), time.process_time(), read.answers
        while send_once():
            pass
        took, work, answers = time.monotonic() - began, time.process_time() - worked, read.answers - before
        limit = bare(ready.content, number, port)
    return Sent(number / took, work / number * 1000, answers / took, limit)


class Readers(threading.Thread):
    """Ask for a page that is made anew, `EACH_SECOND` times, and then again, until stopped."""

    def __init__(self, server: Server, path: str) -> None:
        super().__init__(daemon=True)
        self.request = urllib.request.Request(server.address(path), headers={"Cookie": "other=1"})
        self.answers = 0
        self.stopped = threading.Event()

    def run(self) -> None:
        """Read on."""
        while not self.stopped.wait(1 / EACH_SECOND):
            urllib.request.urlopen(self.request).read()
            self.answers += 1


@contextmanager
def readers(server: Server, path: str) -> Iterator[Readers]:
    """Let them read."""
    made = Readers(server, path)
    urllib.request.urlopen(made.request).read()
    made.start()
    try:
        yield made
    finally:
        made.stopped.set()
        made.join()


def bare(content: bytes, number: int, port: int) -> float:
    """Send the same bytes as often over one connection; return letters a second."""
    with smtplib.SMTP("127.0.0.1", port) as server:
        began = time.monotonic()
        for place in range(number):
            server.sendmail("x@lists.test", [f"member{place}@her.example"], content)
        return number / (time.monotonic() - began)


def take_in(number: int) -> float:
    """Take letters in over LMTP, over several connections as from a mail server; return letters a second.

    Fails when an acknowledged one is not there.
    """
    from whrin.mailing import lists
    from whrin.mailing.lists import MailingList, Outcome, Source
    from whrin.mailing.lmtp import Listener
    from whrin.mailing.models import Inbound

    heron = MailingList("bench", "heron", "en")
    lists.register_source(
        Source(
            find=lambda name: heron if name == "heron" else None,
            receive=lambda _its, _said: Outcome(fate=lists.Fate.PUBLISHED),
            wish=lambda *_given: "",
            participates=lambda _its, _person: True,
            thread_of=lambda _its, _key: "",
        )
    )
    listener = Listener(("127.0.0.1", 0))

    def hand_in(places: range) -> None:
        with smtplib.LMTP("127.0.0.1", listener.port) as door:
            for place in places:
                letter = f"From: a@b.example\r\nMessage-ID: <{place}@b.example>\r\n\r\n{TEXT}"
                door.sendmail("a@b.example", [f"heron@{DOMAIN}"], letter.encode())

    began = time.monotonic()
    with ThreadPoolExecutor(CONNECTIONS) as threads:
        list(threads.map(hand_in, [range(first, number, CONNECTIONS) for first in range(CONNECTIONS)]))
    rate = number / (time.monotonic() - began)
    listener.close()
    assert Inbound.objects.count() == number, "an acknowledged letter is not there"
    return rate


def main() -> int:
    """Measure, print, and fail when a promise is broken."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--members", type=int, default=1_000)
    options.add_argument("--quick", action="store_true", help="200 members")
    asked = options.parse_args()
    number = 200 if asked.quick else asked.members
    here, there = multiprocessing.get_context("spawn").Pipe(duplex=False)
    sink = multiprocessing.get_context("spawn").Process(target=run_sink, args=(there,), daemon=True)
    sink.start()
    port = here.recv()
    with tempfile.TemporaryDirectory(prefix="whrin-benchmark-") as folder:
        prepare(Path(folder))
        sent = send_all(Path(folder), number, port)
        into = take_in(number)
    sink.terminate()
    missed_out, missed_in = OUT / sent.rate, IN / into
    print(f"letters out    {sent.rate:.0f} a second, {number} members; promise {OUT:.0f}: {word(missed_out)}")
    print(f"  each takes   {sent.milliseconds:.2f} ms of work; {sent.readers:.0f} pages read a second")
    print(f"bare server    {sent.limit:.0f} a second, the same bytes ({sent.limit / sent.rate:.1f} times)")
    print(f"letters in     {into:.0f} a second, each on the disk; promise {IN:.0f}: {word(missed_in)}")
    return int(fails(max(missed_out, missed_in), quick=asked.quick))


def prepare(var: Path, database: str = "") -> None:
    """Make an empty site in a folder; `database`: the address of one on PostgreSQL instead of a file."""
    os.environ.pop("DATABASE_URL", None)
    if database:
        os.environ["DATABASE_URL"] = database
    os.environ.update(WHRIN_VAR=str(var), WHRIN_MAIL_DOMAIN=DOMAIN, DJANGO_SETTINGS_MODULE="whrin.settings")
    sys.path.insert(0, str(ROOT / "src"))
    import django
    from django.core.management import call_command

    django.setup()
    if database:
        call_command("migrate", verbosity=0)
    else:
        put_migrated(var)


if __name__ == "__main__":
    raise SystemExit(main())
