"""How fast answers come in from phones: `python -m benchmarks.submissions [--answers 2000] [--quick]`.

The promises: over OpenRosa, at 4 connections, through the site as `whrin serve` runs it, each answer sealed
and on the disk before it is acknowledged: 60 a second with SQLite, 150 with PostgreSQL (where `DATABASE_URL`
names an empty database). Beside it, in the same run, the physical limit: rows of the same size, each
committed by itself, with no site around them.

With `--kills 100` instead: the process that answers is ended with SIGKILL so often, at any moment, while
phones send on, each answer until it is acknowledged. Each acknowledged one must be there, once.
"""

import argparse
import contextlib
import http.client
import itertools
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from benchmarks.serving import ROOT, Server, environment, free_port, running, set_up
from benchmarks.verdict import fails, word

SQLITE, POSTGRESQL = 60.0, 150.0
CONNECTIONS = 4
FORM = """
| survey |
| | type | name | label |
| | text | house | Which house? |
| | select_one yn | open | Is it open? |
| | integer | beds | How many beds? |
| | decimal | fee | What does a night cost? |
| | date | day | Which day? |
| | text | words | What else? |
| choices |
| | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
| settings |
| | form_title | form_id | version |
| | A visit | visit | 1 |
"""
ANSWER = (
    '<data id="visit" version="1"><house>Sample house {0}</house><open>yes</open><beds>12</beds>'
    "<fee>0.5</fee><day>2026-11-22</day><words>The well is open again; the nurse comes on Thursdays.</words>"
    "<meta><instanceID>uuid:{0}</instanceID></meta></data>"
)
_BODY = (
    '--b\r\nContent-Disposition: form-data; name="xml_submission_file"; filename="a.xml"\r\n'
    "Content-Type: text/xml\r\n\r\n{}\r\n--b--\r\n"
)
HEADERS = {"X-OpenRosa-Version": "1.0", "Content-Type": "multipart/form-data; boundary=b"}


def prepare(var: Path) -> str:
    """Make a site with an open form in this process; return the path at which its phones leave answers."""
    set_up(var)
    from whrin.people.models import Person
    from whrin.surveys import actions
    from whrin.surveys.xlsform import read_sheets

    by = Person.objects.create_superuser("sample")
    form = actions.create_form(form_id="visit", by=by)
    actions.publish_version(form=form, sheets=read_sheets(FORM.encode()), by=by)
    actions.open_form(form=form, by=by)
    token = actions.admit_collector(label="Sample phones", forms=[form], by=by).token
    return f"/openrosa/key/{token}/submission"


@contextlib.contextmanager
def site(var: Path) -> Iterator[Server]:
    """Run the site in this folder, as `whrin serve` runs it."""
    port = free_port()
    # PostgreSQL takes many writers: a process for each core, as the operator's guide wants it then.
    processes = str(os.cpu_count() or 1) if os.environ.get("DATABASE_URL") else "1"
    env = environment(var, port, WHRIN_PROCESSES=processes)
    whrin = [sys.executable, "-m", "whrin.cli"]
    subprocess.run([*whrin, "setup"], env=env, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    with running([*whrin, "serve"], port, env, log=var / "log") as server:
        yield server


@dataclass
class Phone:
    """One connection that sends answers, one after the other."""

    port: int
    path: str
    connection: http.client.HTTPConnection | None = None

    def send(self, number: int) -> int:
        """Send an answer; return the status. Raises OSError, HTTPException."""
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            self.connection.request("POST", self.path, _BODY.format(ANSWER.format(number)).encode(), HEADERS)
            said = self.connection.getresponse()
            said.read()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            self.connection = None
            raise
        return said.status


def send_all(port: int, path: str, numbers: range) -> tuple[float, list[float]]:
    """Send so many answers over 4 connections; return how many a second, and the seconds of each."""
    took: list[float] = []

    def work(first: int) -> None:
        phone = Phone(port, path)
        for number in numbers[first::CONNECTIONS]:
            began = time.monotonic()
            status = phone.send(number)
            took.append(time.monotonic() - began)
            assert status == 201, status

    began = time.monotonic()
    with ThreadPoolExecutor(CONNECTIONS) as threads:
        list(threads.map(work, range(CONNECTIONS)))
    return len(numbers) / (time.monotonic() - began), sorted(took)


def bare(number: int) -> float:
    """Insert rows of the size of an answer, each committed by itself; return how many a second."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare (id integer PRIMARY KEY, sealed text)")
        began = time.monotonic()
        for place in range(number):
            cursor.execute("INSERT INTO bare VALUES (%s, %s)", [place, "x" * 700])
        return number / (time.monotonic() - began)


@dataclass
class Fire:
    """Phones that send while the site is killed: what was acknowledged, and what was said."""

    acknowledged: list[int] = field(default_factory=list)
    said: Counter[str] = field(default_factory=Counter)
    stop: threading.Event = field(default_factory=threading.Event)

    def send(self, port: int, path: str, numbers: Callable[[], int]) -> None:
        """Send answers, each until it is acknowledged."""
        phone = Phone(port, path)
        while not self.stop.is_set():
            number = numbers()
            while True:
                try:
                    status = str(phone.send(number))
                except (OSError, http.client.HTTPException):
                    status = "broken off"
                self.said[status] += 1
                if status == "201":
                    self.acknowledged.append(number)
                    break
                time.sleep(0.1)


def kill(server: Server, times: int, fire: Fire) -> None:
    """End the process that answers, at any moment after it has answered again."""
    chance = random.Random(2026)
    for _kill in range(times):
        before, answering = len(fire.acknowledged), None
        while len(fire.acknowledged) == before or answering is None:
            time.sleep(0.01)
            answering = _answering(server)
        time.sleep(chance.uniform(0.0, 0.3))
        with contextlib.suppress(psutil.Error):
            answering.send_signal(signal.SIGKILL)


def _answering(server: Server) -> psutil.Process | None:
    """Return the process behind the web server that has loaded the site."""
    with contextlib.suppress(psutil.Error):
        for child in server.process.children():
            if "whrin.server.web" in " ".join(child.cmdline()):
                return max(child.children(), key=lambda each: each.memory_info().rss, default=None)
    return None


def under_fire(var: Path, path: str, kills: int) -> int:
    """Kill so often while 4 phones send; print what is there afterwards; return 1 when something is not."""
    fire, numbers = Fire(), itertools.count()
    with site(var) as server:
        phones = [
            threading.Thread(target=fire.send, args=(server.port, path, numbers.__next__))
            for _phone in range(CONNECTIONS)
        ]
        for phone in phones:
            phone.start()
        kill(server, kills, fire)
        fire.stop.set()
        for phone in phones:
            phone.join()
    from whrin.surveys.models import Answer, AnswerEdition, Form
    from whrin.surveys.queries import xml_of

    form = Form.objects.get()
    there = Counter(
        int(xml_of(edition).partition("uuid:")[2].partition("<")[0])
        for edition in AnswerEdition.objects.filter(answer__form=form).select_related("answer__form")
    )
    lost = [number for number in fire.acknowledged if number not in there]
    twice = sum(there.values()) - len(there) + Answer.objects.count() - len(there)
    print(f"kills          {kills}; what phones were told: {dict(fire.said)}")
    print(f"acknowledged   {len(fire.acknowledged)}, there {len(there)}")
    print(f"lost           {len(lost)}; promise 0: {'kept' if not lost else 'NOT KEPT'}")
    print(f"twice          {twice}; promise 0: {'kept' if not twice else 'NOT KEPT'}")
    return int(bool(lost or twice))


def measure(var: Path, path: str, answers: int, *, quick: bool) -> int:
    """Send answers, print, and return 1 when the promise is broken."""
    with site(var) as server:
        send_all(server.port, path, range(40))
        worked = server.processor_seconds()
        rate, took = send_all(server.port, path, range(1_000, 1_000 + answers))
        work = (server.processor_seconds() - worked) / answers * 1000
        limit = bare(answers)
    from whrin.surveys.models import Answer

    assert Answer.objects.count() == 40 + answers, "an acknowledged answer is not there"
    promise = POSTGRESQL if os.environ.get("DATABASE_URL") else SQLITE
    middle, late = (took[int(len(took) * part)] * 1000 for part in (0.5, 0.95))
    missed = promise / rate
    print(f"answers in     {rate:.0f} a second, 4 connections; promise {promise:.0f}: {word(missed)}")
    print(f"  each waits   {middle:.0f} ms, one in twenty {late:.0f} ms; takes {work:.1f} ms of work")
    print(f"bare rows      {limit:.0f} a second, each committed by itself ({limit / rate:.1f} times)")
    return int(fails(missed, quick=quick))


def main() -> int:
    """Measure or kill, print, and fail when a promise is broken."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--answers", type=int, default=2_000)
    options.add_argument("--kills", type=int, default=0)
    options.add_argument("--quick", action="store_true", help="300 answers")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="whrin-benchmark-") as folder:
        path = prepare(Path(folder))
        if asked.kills:
            return under_fire(Path(folder), path, asked.kills)
        return measure(Path(folder), path, 300 if asked.quick else asked.answers, quick=asked.quick)


if __name__ == "__main__":
    raise SystemExit(main())
