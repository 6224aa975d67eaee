"""What survives a worker that is killed: `python -m benchmarks.mail_kills [--kills 200] [--quick]`.

Letters are handed in over LMTP without pause, as a mail server does: what is not acknowledged is handed in
again. Each goes to a list and from there to five members, through a mail server on this machine. Meanwhile
the worker is ended with SIGKILL at any moment. The promise: each acknowledged letter reaches each member,
and at most one copy too many for each kill. Leases are three seconds here, so that it does not take hours.
"""

import argparse
import contextlib
import datetime
import email
import multiprocessing
import random
import signal
import smtplib
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.mail_speed import DOMAIN, make_members, prepare

MEMBERS = 5
LEASE = datetime.timedelta(seconds=3)


class Received:
    """Counts each letter by who got it and what it said."""

    def __init__(self, told: Any) -> None:
        self.told = told

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 -- aiosmtpd's own
        subject = email.message_from_bytes(envelope.original_content)["Subject"]
        self.told.put((envelope.rcpt_tos[0], subject))
        return "250 Ok"


def run_sink(told: Any, port: Any) -> None:
    """Listen in a process of its own."""
    import asyncio

    from aiosmtpd.smtp import SMTP

    async def serve() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            lambda: SMTP(Received(told), hostname="localhost", loop=loop), "127.0.0.1", 0
        )
        port.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(serve())


def work(var: Path, lmtp: int, smtp: int) -> None:
    """Be the worker, until killed."""
    prepare_again(var)
    from django.conf import settings

    from whrin.mailing import deciding, lists, pipeline, queue, sending, working
    from whrin.mailing.letters import Letter, register_letters
    from whrin.mailing.lists import Fate, MailingList, Outcome, Source
    from whrin.people.models import Person

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", smtp
    settings.WHRIN_LMTP, settings.WHRIN_MAIL_AUTHSERV = ("127.0.0.1", lmtp), "mx.test"
    queue.LEASE = pipeline.LEASE = sending.LEASE = LEASE
    sending.MARGIN = datetime.timedelta(seconds=1)
    pipeline.MOST_ATTEMPTS = 1_000
    deciding.MOST_LETTERS = 1_000_000
    deciding.is_active_member = lambda _person: True
    heron = MailingList("bench", "heron", "en")

    def receive(_its: MailingList, said: Any) -> Outcome:
        people = Person.objects.filter(address__isnull=False)
        queue.enqueue_many(
            [queue.ToSend("bench", said.subject, p, "en", f"{said.subject}:{p.pk}") for p in people]
        )
        return Outcome(Fate.PUBLISHED, said.subject)

    lists.register_source(
        Source(
            find=lambda name: heron if name == "heron" else None,
            receive=receive,
            wish=lambda *_given: "",
            participates=lambda _its, _person: True,
            thread_of=lambda _its, _key: "",
        )
    )
    register_letters("bench", lambda key, _person: Letter(key, "text", "heron", key=key))
    working.begin()
    threading.Event().wait()


def prepare_again(var: Path) -> None:
    """Open the site in a folder that has one."""
    import os

    os.environ.pop("DATABASE_URL", None)
    os.environ.update(WHRIN_VAR=str(var), WHRIN_MAIL_DOMAIN=DOMAIN, DJANGO_SETTINGS_MODULE="whrin.settings")
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))
    import django

    django.setup()


def hand_in(lmtp: int, acknowledged: list[str], stop: threading.Event) -> None:
    """Hand letters in, each until it is acknowledged."""
    number = 0
    while not stop.is_set():
        subject = f"letter {number}"
        raw = (
            f"Authentication-Results: mx.test; spf=pass smtp.mailfrom=her.example\r\nSubject: {subject}\r\n"
            f"From: member0@her.example\r\nMessage-ID: <{number}@her.example>\r\n\r\nbody {number}\r\n"
        ).encode()
        try:
            with smtplib.LMTP("127.0.0.1", lmtp, timeout=5) as door:
                while not stop.is_set():
                    door.sendmail("member0@her.example", [f"heron@{DOMAIN}"], raw)
                    acknowledged.append(subject)
                    number += 1
                    raw = raw.replace(f" {number - 1}\r\n".encode(), f" {number}\r\n".encode()).replace(
                        f"<{number - 1}@".encode(), f"<{number}@".encode()
                    )
                    subject = f"letter {number}"
                    time.sleep(0.03)
        except (smtplib.SMTPException, OSError):
            time.sleep(0.05)


def free_port() -> int:
    """Return a port that nobody has."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def main() -> int:
    """Kill, count, print; fail when a promise is broken."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--quick", action="store_true", help="3 kills")
    options.add_argument("--worker", nargs=3, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.worker:
        work(Path(asked.worker[0]), int(asked.worker[1]), int(asked.worker[2]))
        return 0
    kills = 3 if asked.quick else asked.kills
    context = multiprocessing.get_context("spawn")
    told: Any = context.Queue()
    here, there = context.Pipe(duplex=False)
    sink = context.Process(target=run_sink, args=(told, there), daemon=True)
    sink.start()
    smtp, lmtp = here.recv(), free_port()
    with tempfile.TemporaryDirectory(prefix="whrin-benchmark-") as folder:
        prepare(Path(folder))
        make_members(MEMBERS)
        acknowledged, got = under_fire(Path(folder), lmtp, smtp, kills, told)
    sink.terminate()
    return verdict(acknowledged, got, kills)


def under_fire(
    var: Path, lmtp: int, smtp: int, kills: int, told: Any
) -> tuple[list[str], "Counter[tuple[str, str]]"]:
    """Kill the worker so often while letters come in; return what was acknowledged and what was received."""
    command = [sys.executable, "-m", "benchmarks.mail_kills", "--worker", str(var), str(lmtp), str(smtp)]
    acknowledged: list[str] = []
    got: Counter[tuple[str, str]] = Counter()
    stop = threading.Event()
    writer = threading.Thread(target=hand_in, args=(lmtp, acknowledged, stop))
    writer.start()
    chance = random.Random(2026)
    for _kill in range(kills):
        worker = subprocess.Popen(command)
        before = len(acknowledged)
        while len(acknowledged) == before and worker.poll() is None:
            time.sleep(0.02)
        time.sleep(chance.uniform(0.0, 2.0))
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        drain(told, got)
    stop.set()
    writer.join()
    worker = subprocess.Popen(command)
    quiet_since = time.monotonic()
    while time.monotonic() - quiet_since < 15:
        quiet_since = time.monotonic() if drain(told, got) else quiet_since
        time.sleep(0.5)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    return acknowledged, got


def drain(told: Any, got: "Counter[tuple[str, str]]") -> int:
    """Count what came since; return how much."""
    count = 0
    with contextlib.suppress(Exception):
        while True:
            got[told.get(timeout=0.2)] += 1
            count += 1
    return count


def verdict(acknowledged: list[str], got: "Counter[tuple[str, str]]", kills: int) -> int:
    """Print what was lost and what came twice."""
    wanted = [(f"member{place}@her.example", subject) for subject in acknowledged for place in range(MEMBERS)]
    lost = [each for each in wanted if each not in got]
    twice = sum(number - 1 for number in got.values())
    print(f"kills          {kills}")
    print(f"acknowledged   {len(acknowledged)} letters, {len(wanted)} copies to members")
    print(f"lost           {len(lost)}; promise 0: {'kept' if not lost else 'NOT KEPT'}")
    print(f"twice          {twice}; promise {kills} at most: {'kept' if twice <= kills else 'NOT KEPT'}")
    return int(bool(lost) or twice > kills)


if __name__ == "__main__":
    raise SystemExit(main())
