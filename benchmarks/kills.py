"""What survives when a running site is killed: `python -m benchmarks.kills [--kills 200] [--quick]`.

The whole tree runs as `whrin serve` runs it: the supervisor, the web server with the process that answers,
and the worker with the door for letters and what sends them. Members write posts over HTTP without pause, as
browsers do (a form that was not answered is sent again), and letters over LMTP, as a mail server does (what
is not acknowledged is handed in again); every post goes to every other member, through a mail server on this
machine. Meanwhile one of the three processes is ended with SIGKILL at any moment, and the supervisor starts
it again. The promise: each acknowledged post and letter is there exactly once, and reached every member; at
most one copy too many for each kill, under the same Message-ID; nothing is given up. Leases are a few seconds
here instead of minutes, and the supervisor does not wait longer each time, so that it does not take hours.
"""

import argparse
import contextlib
import datetime
import email
import email.policy
import http.client
import multiprocessing
import os
import random
import re
import signal
import smtplib
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
from tests.database import put_migrated

from benchmarks.browsing import Browser
from benchmarks.serving import environment, free_port

MEMBERS, PASSPHRASE, DOMAIN = 4, "only for measuring, never used", "lists.test"
LEASE = datetime.timedelta(seconds=15)
#: What may be killed, by its part in the tree.
PARTS = ("web server", "web process", "worker")
_SAID = re.compile(r"(?:web|mail) [a-z]+ [0-9]+ said")
#: Seconds in which nothing moves any more, when the killing is over.
PATIENCE = 60


class Received:
    """Passes on what each letter said, to whom, and under which Message-ID, and counts."""

    def __init__(self, told: Any, sent: Any) -> None:
        self.told, self.sent = told, sent

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 -- aiosmtpd's own
        letter = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
        said = _SAID.search(letter.get_content())
        if said:
            self.told.put((envelope.rcpt_tos[0], said[0], letter["Message-ID"]))
            self.sent.value += 1
        return "250 Ok"


def run_sink(told: Any, sent: Any, port: Any) -> None:
    """Be a mail server that takes everything, in a process of its own."""
    import asyncio

    from aiosmtpd.smtp import SMTP

    async def serve() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            lambda: SMTP(Received(told, sent), hostname="localhost", loop=loop), "127.0.0.1", 0
        )
        port.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(serve())


def run_worker() -> None:
    """Be the background worker, with short leases and without a limit on letters of one person."""
    import django

    django.setup()
    from whrin.mailing import deciding, pipeline, queue, sending
    from whrin.server import worker

    queue.LEASE = pipeline.LEASE = sending.LEASE = LEASE  # type: ignore[attr-defined]  # ours to change here
    sending.MARGIN = datetime.timedelta(seconds=5)
    deciding.MOST_LETTERS = 1_000_000
    worker.main()


def run_tree(var: Path, port: int) -> None:
    """Be the supervisor, as `whrin serve` is, with short pauses."""
    from whrin.server import supervisor
    from whrin.server.processes import hold

    supervisor.LONGEST_PAUSE = 0.2
    python = [sys.executable, "-m"]
    web = [*python, "whrin.server.web", "--bind", "127.0.0.1", "--port", str(port)]
    children = [
        supervisor.Child("web", web),
        supervisor.Child("worker", [*python, "benchmarks.kills", "--worker"]),
    ]
    with hold(var), Path(os.devnull).open("w") as silence:
        supervisor.Supervisor(children, silence).run()


@dataclass
class Site:
    """A site under fire: where it listens, what was acknowledged and what was received."""

    var: Path
    web: int
    lmtp: int
    tree: "subprocess.Popen[bytes]"
    thread: str
    sent: Any
    acknowledged: list[str] = field(default_factory=list)
    tried: Counter[str] = field(default_factory=Counter)
    stop: threading.Event = field(default_factory=threading.Event)

    def parts(self) -> dict[str, psutil.Process]:
        """Return the processes that run now, by their part."""
        found: dict[str, psutil.Process] = {}
        for child in psutil.Process(self.tree.pid).children():
            with contextlib.suppress(psutil.Error):  # it has just ended
                command = " ".join(child.cmdline())
                if "benchmarks.kills" in command:
                    found["worker"] = child
                elif "whrin.server.web" in command:
                    found["web server"] = child
                    found.update(("web process", each) for each in child.children() if is_answering(each))
        return found


def is_answering(process: psutil.Process) -> bool:
    """Say whether this is the process that answers, and not Python's own that watches over it."""
    return "resource_tracker" not in " ".join(process.cmdline())


def write_forms(site: Site, name: str, word: str) -> None:
    """Answer in the thread without pause, each time with a form of its own; every fifth is sent twice."""
    browser, number = Browser(site.web, name, PASSPHRASE), 0
    browser.sign_in()
    while not site.stop.is_set():
        said = f"web {word} {number} said"
        fields = {"form": f"{word}{number:020}", "body": said, "language": "en", "do": "post"}

        def is_taken(answer: http.client.HTTPResponse, said: str = said) -> bool:
            site.tried[said] += 1
            where = urllib.parse.urlsplit(answer.headers["Location"] or "").path
            return answer.status == 302 and where == f"/en/forum/t/{site.thread}/"

        for _time in range(2 if number % 5 == 0 else 1):
            browser.insist(is_taken, "POST", f"/en/forum/t/{site.thread}/write/", fields)
        site.acknowledged.append(said)
        number += 1
        time.sleep(0.4)


def hand_in(site: Site) -> None:
    """Hand letters in to the list, each until it is acknowledged."""
    number = 0
    while not site.stop.is_set():
        said = f"mail owl {number} said"
        raw = (
            "Authentication-Results: mx.test; spf=pass smtp.mailfrom=her.example\r\n"
            f"Subject: Letter {number}\r\nFrom: member0@her.example\r\n"
            f"Message-ID: <{number}@her.example>\r\n\r\n{said}\r\n"
        )
        try:
            site.tried[said] += 1
            with smtplib.LMTP("127.0.0.1", site.lmtp, timeout=20) as door:
                door.sendmail("member0@her.example", [f"heron@{DOMAIN}"], raw.encode())
        except (smtplib.SMTPException, OSError):
            time.sleep(0.1)
            continue
        site.acknowledged.append(said)
        number += 1
        time.sleep(0.1)


def fill() -> str:
    """Make a space and members of it who get each post; return the thread they write in."""
    from whrin.forum.actions import join_space, make_space, write_post
    from whrin.forum.models import Participant, Space
    from whrin.people.actions import make_member, set_address
    from whrin.people.models import Address, Membership

    heron = make_space(
        by=None, name="Heron", slug="heron", access=Space.Access.MEMBERS, list_name="heron", held_first=0
    )
    for place in range(MEMBERS):
        person, _words = make_member(
            name=f"Member {place} of these",
            passphrase=PASSPHRASE,
            state=Membership.State.ACTIVE,
            language="en",
        )
        set_address(person=person, email=f"member{place}@her.example")
        join_space(person=person, space=heron, name=f"Bird {place}")
    Address.objects.update(is_confirmed=True)
    Participant.objects.update(delivery=Participant.Delivery.EACH, is_neutral=False)
    first = Participant.objects.order_by("pk")[0]
    return str(write_post(by=first, thread=None, title="Water", body="Begin").thread.uid)


@contextlib.contextmanager
def running(smtp: int, sent: Any) -> Iterator[Site]:
    """Run a site of its own; end it at the end."""
    with tempfile.TemporaryDirectory(prefix="whrin-benchmark-", ignore_cleanup_errors=True) as folder:
        var, web, lmtp = Path(folder), free_port(), free_port()
        put_migrated(var)
        mail = {
            "WHRIN_MAIL": f"smtp://127.0.0.1:{smtp}",
            "WHRIN_MAIL_DOMAIN": DOMAIN,
            "WHRIN_LMTP": f"127.0.0.1:{lmtp}",
            "WHRIN_MAIL_AUTHSERV": "mx.test",
        }
        ours = environment(var, web, **mail)
        ours.pop("DATABASE_URL", None)
        os.environ.pop("DATABASE_URL", None)
        os.environ.update(
            {name: value for name, value in ours.items() if name.startswith(("WHRIN_", "DJANGO"))}
        )
        sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))
        import django

        django.setup()
        thread = fill()
        tree = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.kills", "--tree", str(var), str(web)],
            env=ours,
            stderr=(var / "log").open("wb"),
        )
        site = Site(var, web, lmtp, tree, thread, sent)
        try:
            yield site
        finally:
            tree.terminate()
            tree.wait(60)


def wait_until_it_works(site: Site, part: str) -> None:
    """Wait until a part has done something more: what is not up cannot break a promise. The worker takes a
    letter in and sends one.
    """
    way = "mail" if part == "worker" else "web"

    def count() -> int:
        return sum(said.startswith(way) for said in site.acknowledged)

    before, sent = count(), site.sent.value
    while count() < before + 2 or (part == "worker" and site.sent.value == sent):
        time.sleep(0.02)


def under_fire(site: Site, kills: int) -> Counter[str]:
    """Kill so often while posts and letters come in; return how often which part."""
    work: list[tuple[Callable[..., None], tuple[Any, ...]]] = [
        (hand_in, (site,)),
        (write_forms, (site, "Member 1 of these", "wren")),
        (write_forms, (site, "Member 2 of these", "lark")),
    ]
    writers = [threading.Thread(target=does, args=given) for does, given in work]
    for writer in writers:
        writer.start()
    chance, killed = random.Random(2026), Counter[str]()
    while killed.total() < kills:
        part = chance.choice(PARTS)
        wait_until_it_works(site, part)
        time.sleep(chance.uniform(0.0, 1.5))
        process = site.parts().get(part)
        if process is not None:
            with contextlib.suppress(psutil.Error):
                process.send_signal(signal.SIGKILL)
                killed[part] += 1
    site.stop.set()
    for writer in writers:
        writer.join()
    return killed


def waiting() -> int:
    """Return how many letters wait, in or out."""
    from whrin.mailing.models import Inbound, Outgoing

    out = Outgoing.objects.filter(state=Outgoing.State.WAITING).count()
    return out + Inbound.objects.filter(state=Inbound.State.WAITING).count()


def settle() -> None:
    """Wait until nothing waits any more, or nothing has moved for long."""
    left, since = waiting(), time.monotonic()
    while left and time.monotonic() < since + PATIENCE:
        time.sleep(0.5)
        if (now := waiting()) != left:
            left, since = now, time.monotonic()


def posts() -> Counter[str]:
    """Return what every post of the site says, and how often."""
    from whrin.forum.models import Post
    from whrin.forum.sealing import read_post

    rows = Post.objects.select_related("thread__space", "author__person__data_key")
    return Counter(read_post(post).body for post in rows if post.number > 1 or "said" in read_post(post).body)


def received(told: Any) -> dict[tuple[str, str], list[str]]:
    """Return the Message-IDs under which each member got each post."""
    got: dict[tuple[str, str], list[str]] = defaultdict(list)
    with contextlib.suppress(Exception):  # empty: multiprocessing's own, under several names
        while True:
            to, said, number = told.get(timeout=0.5)
            got[to, said].append(number)
    return got


def kept(promise: bool) -> str:
    """Return the verdict in a word."""
    return "kept" if promise else "NOT KEPT"


def verdict(site: Site, killed: Counter[str], got: dict[tuple[str, str], list[str]]) -> int:
    """Print what was lost and what came twice; return 1 when a promise is broken."""
    from whrin.mailing.models import Inbound, Outgoing

    there, kills = posts(), killed.total()
    lost = [said for said in site.acknowledged if said not in there]
    doubled = [said for said, count in there.items() if count > 1]
    wanted = [
        (f"member{place}@her.example", said)
        for said in there
        for place in range(MEMBERS)
        if place != {"mail owl": 0, "web wren": 1, "web lark": 2}.get(" ".join(said.split()[:2]))
    ]
    unsent = [each for each in wanted if each not in got]
    again = sum(len(numbers) - 1 for numbers in got.values())
    other = sum(len(set(numbers)) - 1 for numbers in got.values())
    dead = Outgoing.objects.filter(state="dead").count() + Inbound.objects.filter(state="dead").count()
    resent = sum(count - 1 for count in site.tried.values())
    by_mail = sum(said.startswith("mail") for said in site.acknowledged)
    print(f"kills                  {kills}: " + ", ".join(f"{part} {killed[part]}" for part in PARTS))
    print(f"acknowledged           {len(site.acknowledged) - by_mail} posts on the web, {by_mail} letters")
    print(f"sent again by writers  {resent}")
    print(f"lost                   {len(lost)}; promise 0: {kept(not lost)}")
    print(f"there twice            {len(doubled)}; promise 0: {kept(not doubled)}")
    print(f"copies to members      {len(wanted)}; missing {len(unsent)}; promise 0: {kept(not unsent)}")
    print(f"copies too many        {again}; promise {kills} at most: {kept(again <= kills)}")
    print(f"  by another id        {other}; promise 0: {kept(not other)}")
    print(f"given up               {dead}; promise 0: {kept(not dead)}")
    return int(bool(lost or doubled or unsent or other or dead) or again > kills)


def main() -> int:
    """Kill, count, print; fail when a promise is broken."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--quick", action="store_true", help="3 kills")
    options.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    options.add_argument("--tree", nargs=2, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.worker:
        run_worker()
        return 0
    if asked.tree:
        run_tree(Path(asked.tree[0]), int(asked.tree[1]))
        return 0
    context = multiprocessing.get_context("spawn")
    told: Any = context.Queue()
    sent: Any = context.Value("l", 0)
    here, there = context.Pipe(duplex=False)
    sink = context.Process(target=run_sink, args=(told, sent, there), daemon=True)
    sink.start()
    with running(here.recv(), sent) as site:
        killed = under_fire(site, 3 if asked.quick else asked.kills)
        settle()
        got = received(told)
        failed = verdict(site, killed, got)
    sink.terminate()
    return failed


if __name__ == "__main__":
    raise SystemExit(main())
