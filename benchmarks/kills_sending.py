"""What survives when a process dies while it sends: `python -m benchmarks.kills_sending [--kills 200]`.

As `kills_reports`, without the server between: the pages answer in a process that is forked for one sending
and ended with SIGKILL at any moment of it, so that many kills take little time. Reports, messages and files
take turns. Half of those who were not told that it arrived send again; the others never come back.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.dying import die_doing
from benchmarks.kills_reports import FILE, Site, filled, verdict

#: Sendings that nobody disturbs, to know how long one takes.
CALM = 3
_SAID = 'role="status"'


@dataclass
class Sending:
    """One thing to send: `again` sends it (any number of times is once), and says whether it arrived."""

    kind: str
    code: str
    said: str
    again: Callable[[], bool]


@dataclass
class Tally:
    """How it went."""

    killed: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    sent_again: int = 0


def sendings(site: Site) -> Iterator[Sending]:
    """Give things to send, without end: a report, then, to every other one, a message and a file."""
    from django.test import Client
    from tests.incidents.making import CODE, walk

    number = 0
    while True:
        number += 1
        said = f"woman says {number} said"
        carried = walk(Client(), what=said)
        code = ""

        def send(carried: str = carried) -> str:
            return Client().post("/en/tell/questions/", {"carried": carried, "go": "send"}).content.decode()

        page = Client().post("/en/tell/questions/", {"carried": carried}).content.decode()
        shown = page.partition('class="code"')[2].partition(">")[2].partition("<")[0]
        code = shown.replace(" ", "")
        one = Sending("report", code, said, lambda send=send: bool(CODE.search(send())))  # type: ignore[misc]  # as it is now
        yield one
        if number % 2 and one.again():
            note(site, one)
            yield from _more(code, said)


def _more(code: str, said: str) -> Iterator[Sending]:
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    where = "/en/tell/answer/"
    opened = Client().post(where, {"code": code}).context
    for kind, more in (("message", {"text": f"{said} more"}), ("file", {})):
        once = f"{opened['once']}{kind}"

        def send(kind: str = kind, more: Any = more, once: str = once) -> bool:
            given = {"ticket": opened["ticket"], "once": once, "go": "write", **more}
            if kind == "file":
                given |= {"go": "files", "chosen": SimpleUploadedFile(f"{said}.jpg", FILE, "image/jpeg")}
            return _SAID in Client().post(where, given).content.decode()

        yield Sending(kind, code, more.get("text", f"{said}.jpg"), send)


def die_sending(one: Sending, wait: float) -> tuple[bool, bool]:
    """Send in a process that is killed after `wait` seconds; return whether it died of that, and whether it
    had told her before.
    """

    def work(tell: Callable[[], object]) -> None:
        if one.again():
            tell()

    return die_doing(work, wait)


def note(site: Site, one: Sending) -> None:
    """Write down that she was told that it arrived."""
    if one.kind == "report":
        site.told[one.code] = one.said
    elif one.kind == "message":
        site.written.append((one.code, one.said))
    else:
        site.filed.append((one.code, one.said))


def under_fire(site: Site, kills: int) -> Tally:
    """Kill so often."""
    chance, tally, took = random.Random(2026), Tally(), dict[str, list[float]]()
    for one in sendings(site):
        calm = took.setdefault(one.kind, [])
        if len(calm) < CALM:
            began = time.monotonic()
            is_told = one.again()
            calm.append(time.monotonic() - began)
        else:
            died, is_told = die_sending(one, chance.uniform(0, 1.2 * statistics.median(calm)))
            tally.killed[one.kind] += died
            if not is_told and chance.random() < 0.5:
                tally.sent_again += 1
                is_told = one.again()
        if is_told:
            tally.acknowledged += 1
            note(site, one)
        if tally.killed.total() >= kills:
            break
    return tally


def main() -> int:
    """Kill, open, count, print; fail when a promise is broken."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--quick", action="store_true", help="10 kills")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="whrin-benchmark-", ignore_cleanup_errors=True) as name:
        began = time.monotonic()
        site = filled(Path(name), WHRIN_HOSTS="testserver")
        from django.test.utils import setup_test_environment

        from whrin.incidents.telling import pages

        # So that answers tell what they showed.
        setup_test_environment()
        pages.AN_HOUR = 1_000_000
        tally = under_fire(site, 10 if asked.quick else asked.kills)
        told = ", ".join(f"{kind} {count}" for kind, count in tally.killed.items())
        print(f"kills                  {tally.killed.total()} in the midst of a sending: {told}")
        print(f"sent again             {tally.sent_again} of those that were not acknowledged")
        print(f"took                   {time.monotonic() - began:.0f} s")
        return verdict(site)


if __name__ == "__main__":
    raise SystemExit(main())
