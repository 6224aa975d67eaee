"""How fast letters go and come: `python -m benchmarks.mail_speed [--members 1000] [--quick]`.

The promises: a message to 1,000 members, each copy composed anew with her own reply address, return address
and headers, is handed to a mail server on this machine at 300 letters a second; letters are taken in over
LMTP, each on the disk before it is acknowledged, at 100 a second. Beside the first, in the same run, the
bare mail server: the same bytes over one connection, with no database. Everything happens in a temporary
data folder; nothing of yours is touched.
"""

import argparse
import asyncio
import multiprocessing
import os
import smtplib
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.database import put_migrated

from benchmarks.verdict import fails, word

ROOT = Path(__file__).resolve().parent.parent
OUT, IN = 300.0, 100.0
DOMAIN = "lists.test"
CONNECTIONS = 4
TEXT = "The well is open again, and the nurse comes on Thursdays. Bring a friend.\n" * 20


class Sink:
    """Takes every letter and keeps none."""

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


def make_members(number: int) -> list[Any]:
    """Make so many people with confirmed addresses."""
    from whrin.people.addresses import label_of
    from whrin.people.keys import seal_for
    from whrin.people.marks import mark_of_address
    from whrin.people.models import Address, Person

    people = Person.objects.bulk_create([Person(username=f"~{place}") for place in range(number)])
    rows = []
    for place, person in enumerate(people):
        address = f"member{place}@her.example"
        sealed = seal_for(person, address, label=label_of(person))
        rows.append(Address(person=person, sealed=sealed, mark=mark_of_address(address), is_confirmed=True))
    Address.objects.bulk_create(rows)
    return people


def send_all(people: list[Any], port: int) -> tuple[float, bytes]:
    """Send a message to everyone; return letters a second, and the bytes of one."""
    from django.conf import settings

    from whrin.mailing.composing import compose
    from whrin.mailing.letters import Letter, register_letters
    from whrin.mailing.models import Outgoing
    from whrin.mailing.queue import ToSend, enqueue_many
    from whrin.mailing.sending import cheap_commits, send_once

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    said = Letter("Water", TEXT, "heron", "Blue Heron", key="post-1", reply_key="post-1")
    register_letters("bench", lambda _key, _person: said)
    enqueue_many([ToSend("bench", "1", person, "en", f"bench:1:{person.pk}") for person in people])
    ready = compose(Outgoing.objects.select_related("person")[0])
    cheap_commits()
    began = time.monotonic()
    while send_once():
        pass
    rate = len(people) / (time.monotonic() - began)
    return rate, ready.content if ready else b""


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
        out, content = send_all(make_members(number), port)
        limit = bare(content, number, port)
        into = take_in(number)
    sink.terminate()
    missed_out, missed_in = OUT / out, IN / into
    print(f"letters out    {out:.0f} a second to {number} members; promise {OUT:.0f}: {word(missed_out)}")
    print(f"bare server    {limit:.0f} a second, the same bytes ({limit / out:.1f} times as fast)")
    print(f"letters in     {into:.0f} a second, each on the disk; promise {IN:.0f}: {word(missed_in)}")
    return int(fails(max(missed_out, missed_in), quick=asked.quick))


def prepare(var: Path) -> None:
    """Make an empty site in a folder."""
    os.environ.pop("DATABASE_URL", None)
    os.environ.update(WHRIN_VAR=str(var), WHRIN_MAIL_DOMAIN=DOMAIN, DJANGO_SETTINGS_MODULE="whrin.settings")
    sys.path.insert(0, str(ROOT / "src"))
    import django

    django.setup()
    put_migrated(var)


if __name__ == "__main__":
    raise SystemExit(main())
