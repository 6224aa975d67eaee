"""How fast signatures are taken in: `python -m benchmarks.signing [--signatures 1000] [--quick]`.

The promises, at 4 connections, each signature sealed and on the disk before it is acknowledged: 60 a second
with SQLite, 200 with PostgreSQL (where `DATABASE_URL` names an empty database). Measured twice: through the
action, in 4 threads, and through the form of the site as `whrin serve` runs it. Then a paper with 50,000
signatures: its page of signatures, kept, in 50 ms at the 95th percentile, and 13 kB.

With `--kills 20` instead: the process that answers is ended with SIGKILL so often, at any moment, while
people sign on. Each signature that was acknowledged must be there, once.
"""

import argparse
import contextlib
import http.client
import itertools
import os
import random
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from benchmarks.serving import Server, environment, free_port, running, set_up
from benchmarks.verdict import fails, word

SQLITE, POSTGRESQL = 60.0, 200.0
CONNECTIONS = 4
PAGE_MS, PAGE_BYTES = 50.0, 13_000
HEADERS = {"Content-Type": "application/x-www-form-urlencoded", "Accept-Language": "en"}
SLUG = "care-not-punishment"


def prepare(var: Path) -> Any:
    """Make a site with an open call in this process, and return the call."""
    set_up(var)
    from tests.campaigns.signed import open_call
    from tests.cast import member
    from tests.vault.making import Holder

    from whrin.vault.actions import make_personal_key
    from whrin.vault.models import PersonalKey

    person = member()
    personal, phrase = make_personal_key(person=person)
    PersonalKey.objects.update(state=PersonalKey.State.CONFIRMED)
    return open_call(Holder(person, personal, phrase, None, None))  # type: ignore[arg-type]  # no browser here


def through_the_action(call: Any, signatures: int) -> float:
    """Sign so often in 4 threads; return how many a second."""
    from django.db import connection

    from whrin.campaigns.actions.signing import sign
    from whrin.campaigns.enums import Signer, Way
    from whrin.campaigns.taking.given import Given

    def work(first: int) -> None:
        for number in range(first, signatures, CONNECTIONS):
            given = Given(Signer.PERSON, f"Sample {number}", f"sample{number}@her.example", "en", "MX")
            sign(call=call, given=given, way=Way.WEB)
        connection.close()

    began = time.monotonic()
    with ThreadPoolExecutor(CONNECTIONS) as threads:
        list(threads.map(work, range(CONNECTIONS)))
    return signatures / (time.monotonic() - began)


@dataclass
class Signing:
    """People who sign on the page, one after the other on each connection."""

    port: int
    acknowledged: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)
    numbers: Any = field(default_factory=itertools.count)

    def work(self, signatures: int) -> None:
        """Sign so often, each until it is acknowledged; every fourth of a form that was given out before."""
        connection, token = None, ""
        for place in range(signatures):
            email = f"web{next(self.numbers)}@gmail.com"
            if place % 4 == 0:
                token = _token()
            while not self.stop.is_set():
                try:
                    connection = connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
                    if _send(connection, email, token):
                        self.acknowledged.append(email)
                        break
                except (OSError, http.client.HTTPException):
                    connection = None
                time.sleep(0.05)


def _token() -> str:
    """Return the token of a form that was opened a minute ago."""
    import time_machine

    from whrin.campaigns.signing.form import fresh_token

    with _CLOCK, time_machine.travel(time.time() - 60):
        return fresh_token()


_CLOCK = threading.Lock()


def _send(connection: http.client.HTTPConnection, email: str, token: str) -> bool:
    form = {
        "kind": "person",
        "name": email,
        "email": email,
        "country": "MX",
        "shows": "named",
        "token": token,
    }
    path = f"/en/act/papers/{SLUG}/sign/"
    connection.request("POST", path, urllib.parse.urlencode(form), HEADERS)
    said = connection.getresponse()
    said.read()
    return said.status == 302


def serving(var: Path) -> Any:
    """Run the site in this folder."""
    port = free_port()
    processes = str(os.cpu_count() or 1) if os.environ.get("DATABASE_URL") else "1"
    env = environment(var, port, WHRIN_PROCESSES=processes)
    return running([sys.executable, "-m", "whrin.cli", "serve"], port, env, log=var / "log")


def through_the_page(server: Server, signatures: int) -> float:
    """Sign so often over 4 connections; return how many a second."""
    signing = Signing(server.port)
    began = time.monotonic()
    with ThreadPoolExecutor(CONNECTIONS) as threads:
        list(threads.map(signing.work, [signatures // CONNECTIONS] * CONNECTIONS))
    return len(signing.acknowledged) / (time.monotonic() - began)


def fill(call: Any, named: int) -> None:
    """Put so many confirmed signatures into the call."""
    from whrin.campaigns.models import Signature
    from whrin.places.models import Country

    codes = list(Country.objects.values_list("pk", flat=True))
    sealed = b"x" * 700
    # PostgreSQL takes 65,535 values in one statement.
    for begin in range(0, named, 2_000):
        Signature.objects.bulk_create(
            Signature(
                call=call, kind="person" if number % 50 else "organisation", state="confirmed", way="web",
                authority="" if number % 50 else "confirmed", country_id=codes[number % len(codes)],
                shows="named", shown=f"Sample signer {number}", mark=f"filled {number}", sealed=sealed,
                language="en",
            )
            for number in range(begin, min(begin + 2_000, named))
        )  # fmt: skip


def page(server: Server, times: int) -> tuple[float, float, int]:
    """Return the milliseconds of the first answer, of one in twenty after it, and its bytes."""
    path = f"/en/act/papers/{SLUG}/signatures/"
    request = urllib.request.Request(server.address(path), headers={"Accept-Encoding": "br"})
    took, size = [], 0
    for _time in range(times):
        began = time.monotonic()
        size = len(urllib.request.urlopen(request).read())
        took.append((time.monotonic() - began) * 1000)
    first, kept = took[0], sorted(took[1:])
    return first, kept[int(len(kept) * 0.95)], size


def measure(var: Path, call: Any, signatures: int, named: int, *, quick: bool) -> int:
    """Measure, print, and return 1 when a promise is broken."""
    promise = POSTGRESQL if os.environ.get("DATABASE_URL") else SQLITE
    by_action = through_the_action(call, signatures)
    fill(call, named)
    with serving(var) as server:
        through_the_page(server, 8)
        by_page = through_the_page(server, signatures)
        first, late, size = page(server, 200)
    missed = [promise / by_action, promise / by_page, late / PAGE_MS, size / PAGE_BYTES]
    print(f"action  {by_action:.0f} a second, 4 threads; promise {promise:.0f}: {word(missed[0])}")
    print(f"form    {by_page:.0f} a second, 4 connections; promise {promise:.0f}: {word(missed[1])}")
    print(f"page    of {named}: first {first:.0f} ms, then one in twenty {late:.1f} ms: {word(missed[2])}")
    print(f"        {size} bytes; promise {PAGE_BYTES}: {word(missed[3])}")
    return int(any(fails(one, quick=quick) for one in missed[:3]) or missed[3] > 1)


def under_fire(var: Path, call: Any, kills: int) -> int:
    """Kill so often while people sign; print what is there; return 1 when something is not."""
    with serving(var) as server:
        signing, chance = Signing(server.port), random.Random(2026)
        people = [threading.Thread(target=signing.work, args=[10**6]) for _one in range(CONNECTIONS)]
        for one in people:
            one.start()
        for _kill in range(kills):
            before, answering = len(signing.acknowledged), None
            while len(signing.acknowledged) < before + 2 or answering is None:
                time.sleep(0.01)
                answering = _answering(server)
            time.sleep(chance.uniform(0.0, 0.3))
            with contextlib.suppress(psutil.Error):
                answering.kill()
        signing.stop.set()
        for one in people:
            one.join()
    return verdict(call, signing.acknowledged, kills)


def _answering(server: Server) -> psutil.Process | None:
    with contextlib.suppress(psutil.Error):
        for child in server.process.children():
            if "whrin.server.web" in " ".join(child.cmdline()):
                return max(child.children(), key=lambda each: each.memory_info().rss, default=None)
    return None


def verdict(call: Any, acknowledged: list[str], kills: int) -> int:
    """Say what was lost."""
    from whrin.campaigns.models import Signature
    from whrin.mailing.models import Outgoing

    names = list(Signature.objects.filter(call=call).values_list("shown", flat=True))
    letters = Outgoing.objects.filter(kind="campaigns.sign").count()
    lost, twice = set(acknowledged) - set(names), len(names) - len(set(names))
    print(f"kills {kills}; acknowledged {len(acknowledged)}, there {len(names)}, letters that wait {letters}")
    print(f"lost {len(lost)}, twice {twice}; promise 0: {'kept' if not lost and not twice else 'NOT KEPT'}")
    return int(bool(lost or twice))


def main() -> int:
    """Measure or kill, print, and fail when a promise is broken."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--signatures", type=int, default=1_000)
    options.add_argument("--named", type=int, default=50_000)
    options.add_argument("--kills", type=int, default=0)
    options.add_argument("--quick", action="store_true", help="200 signatures")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="whrin-benchmark-") as folder:
        call = prepare(Path(folder))
        if asked.kills:
            return under_fire(Path(folder), call, asked.kills)
        many = 200 if asked.quick else asked.signatures
        return measure(Path(folder), call, many, asked.named, quick=asked.quick)


if __name__ == "__main__":
    raise SystemExit(main())
