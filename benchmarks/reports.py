"""What rights reports cost: `python -m benchmarks.reports [--quick]`.

Promised: taking in a report within 400 ms of the server's time, and with 50 sent at once at most 150 MB more
memory for the whole site (each derivation takes 64 MiB: they take turns); a caseworker's desk with 2,000
open reports within 1 s. Beside the desk, in the same run, opening alone. `--quick`: fewer of all; fails at
five times the limit.
"""

import argparse
import os
import re
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import psutil

from benchmarks.serving import Server, site
from benchmarks.verdict import fails, word

SUBMIT, MEMORY, DESK = 0.4, 150.0, 1.0
OPEN, AT_ONCE, ONE_BY_ONE = 2_000, 50, 20
_CARRIED = re.compile(r'name="carried" value="([^"]+)"')
_STORY = "SAMPLE words of a benchmark. " * 40


def main() -> int:
    """Run, print the figures, and fail where a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick: bool = parser.parse_args().quick
    with site() as server:
        broken = submit(server, quick=quick)
    with tempfile.TemporaryDirectory(prefix="whrin-benchmark-") as folder:
        _set_up(folder)
        broken |= desk(OPEN // (10 if quick else 1), quick=quick)
    return int(broken)


def submit(server: Server, *, quick: bool) -> bool:
    """Send reports one by one, then many at once; return whether a promise is broken."""
    pages = [_ready(server) for _ in range(ONE_BY_ONE // (4 if quick else 1))]
    before = server.processor_seconds()
    times = sorted(_timed(server, page) for page in pages)
    used = (server.processor_seconds() - before) / len(pages)
    worst = times[int(len(times) * 0.95) - 1]
    print(
        f"a report taken in: {times[len(times) // 2]:.3f} s in the middle, {worst:.3f} s at the 95th "
        f"percentile, {used:.3f} s of processor; of {SUBMIT:g} s: {word(worst / SUBMIT)}"
    )
    pages = [_ready(server) for _ in range(AT_ONCE)]
    with _highest(server) as highest, ThreadPoolExecutor(AT_ONCE) as pool:
        began, rest = time.monotonic(), _memory(server)
        list(pool.map(lambda page: _timed(server, page), pages))
    grown = highest[0] - rest
    print(
        f"{AT_ONCE} at once: all in after {time.monotonic() - began:.1f} s, {grown:.0f} MB more of "
        f"{MEMORY:g} MB: {word(grown / MEMORY)}"
    )
    return fails(worst / SUBMIT, quick=quick) or fails(grown / MEMORY, quick=quick)


def _ready(server: Server) -> str:
    """Answer what is asked through the real pages; return what the last page carries."""
    page = _post(server, {})
    for step, answers in (("kinds", {"kinds": "child-removed"}), ("what", {"what": _STORY})):
        page = _post(server, {"carried": _carried(page), "step": step, "go": "check", **answers})
    return _carried(page)


def _timed(server: Server, carried: str) -> float:
    began = time.perf_counter()
    page = _post(server, {"carried": carried, "go": "send"})
    taken = time.perf_counter() - began
    if 'name="code"' not in page:
        message = f"A report was not taken in: {page[:2000]}"
        raise RuntimeError(message)
    return taken


def _post(server: Server, fields: dict[str, str]) -> str:
    data = urllib.parse.urlencode(fields).encode()
    with urllib.request.urlopen(server.address("/en/tell/questions/"), data, timeout=120) as answer:
        return str(answer.read().decode())


def _carried(page: str) -> str:
    found = _CARRIED.search(page)
    if not found:
        message = f"This page carries nothing: {page[:2000]}"
        raise RuntimeError(message)
    return found.group(1)


def _memory(server: Server) -> float:
    """Return what all processes hold of their own, in MB: what they share is counted once."""
    held = 0
    for process in server.tree():
        try:
            held += process.memory_full_info().uss
        except psutil.NoSuchProcess:
            continue
    return held / 1e6


@contextmanager
def _highest(server: Server) -> Iterator[list[float]]:
    """Look at the memory many times a second, and keep the highest."""
    highest, is_over = [0.0], threading.Event()

    def look() -> None:
        while not is_over.wait(0.02):
            highest[0] = max(highest[0], _memory(server))

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield highest
    finally:
        is_over.set()
        looking.join()


def _set_up(folder: str) -> None:
    os.environ.update(WHRIN_VAR=folder, WHRIN_HTTPS="0", DJANGO_SETTINGS_MODULE="whrin.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    setup_test_environment()
    settings.VAULT_COST = (1, 8)  # the derivation is measured above
    call_command("migrate", verbosity=0)


def desk(many: int, *, quick: bool) -> bool:
    """Open a caseworker's desk with many reports; return whether the promise is broken."""
    from django.urls import reverse
    from tests.incidents.making import told, world

    from whrin.incidents.actions import send_report
    from whrin.incidents.opening import open_with_vault
    from whrin.incidents.queries import reports_for

    room = world()
    for number in range(many):
        words, consent = told(kinds=["child-removed"])
        send_report(told=words, consent=consent, code=f"{number:04}{number:016}", once=str(number))
    room.heron.client.get(reverse("incidents:care"))
    times = sorted(_seconds(lambda: _see(room.heron.client, reverse("incidents:care"))) for _ in range(5))
    bare = _seconds(
        lambda: [one.summary for one in open_with_vault(room.heron.opened, reports_for(room.heron.person))]
    )
    share = times[2] / (DESK * many / OPEN)
    print(f"a desk with {many:,} reports: {times[2]:.3f} s: {word(share)}; opening them alone {bare:.3f} s")
    return fails(share, quick=quick)


def _see(client: Any, path: str) -> None:
    answer = client.get(path)
    if answer.status_code != 200:
        message = f"The desk answered {answer.status_code}."
        raise RuntimeError(message)


def _seconds(work: Any) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
