"""A page that has not changed, beside an empty answer of the same server; and a list page made anew.

Promises: in processor time, the page reaches at least 0.7 of what the server gives for an empty answer; a
list page that nobody asked for before takes at most 10 ms. Run: `python -m benchmarks.page_speed [--quick]
[--address /en/…]`.
"""

import argparse
import sys
import tempfile
import urllib.request
from pathlib import Path
from typing import Any

from benchmarks.serving import Server, environment, free_port, load, need, running, site
from benchmarks.verdict import fails, word

RATIO = 0.7
LIST_MILLISECONDS = 10.0
#: Microseconds of an empty answer on the machine that the promise of the list page was made on.
EMPTY_THERE = 31.0
BROWSER = {"Accept-Encoding": "gzip, deflate, br", "Accept-Language": "en", "Accept": "text/html"}


async def empty(_scope: Any, exchange: Any) -> None:
    """The least the server can do: the physical limit of this benchmark."""
    exchange.response_bytes(200, [], b"")


def microseconds(server: Server, path: str, seconds: int) -> float:
    """Return the processor time of one answer."""
    before = server.processor_seconds()
    answers = load(server.address(path), seconds, headers=BROWSER)
    return (server.processor_seconds() - before) / answers * 1e6


def compare(server: Server, bare: Server, path: str, rounds: int, seconds: int) -> tuple[float, float]:
    """Return answers per processor second, page to empty, from the best of interleaved rounds; and the
    microseconds of an empty one.
    """
    load(server.address(path), 1, headers=BROWSER)
    load(bare.address("/"), 1)
    pages, empties = [], []
    for _round in range(rounds):
        empties.append(microseconds(bare, "/", seconds))
        pages.append(microseconds(server, path, seconds))
    print(f"  {path}: {min(pages):.1f} µs; empty answer: {min(empties):.1f} µs")
    return min(empties) / min(pages), min(empties)


def list_page(server: Server, path: str, times: int) -> float:
    """Return the processor milliseconds of a list page that is made anew each time.

    A cookie that nobody set keeps the cache out of it.
    """
    request = urllib.request.Request(server.address(path), headers={**BROWSER, "Cookie": "other=1"})
    for _warm in range(5):
        urllib.request.urlopen(request).read()
    before = server.processor_seconds()
    for _time in range(times):
        urllib.request.urlopen(request).read()
    return (server.processor_seconds() - before) / times * 1e3


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--address", default="/en/library/")
    given = parser.parse_args()
    need("wrk")
    rounds, seconds, times = (3, 1, 30) if given.quick else (5, 2, 200)
    port = free_port()
    # The same front server with the same settings, and nothing behind it.
    bare_command = [sys.executable, "-m", "whrin.server.web", "--bind", "127.0.0.1", "--port", str(port)]
    bare_command += ["--target", "benchmarks.page_speed:empty"]
    with site() as server, tempfile.TemporaryDirectory() as folder:
        env = environment(Path(folder), port)
        with running(bare_command, port, env, log=Path(folder, "log")) as bare:
            ratio, bare_cost = compare(server, bare, given.address, rounds, seconds)
        milliseconds = list_page(server, given.address, times)
    by_ratio, by_list = RATIO / ratio, milliseconds / LIST_MILLISECONDS
    print(f"  ratio to an empty answer: {ratio:.2f} (promised: at least {RATIO}): {word(by_ratio)}")
    print(
        f"  list page made anew: {milliseconds:.1f} ms of processor time (promised: at most "
        f"{LIST_MILLISECONDS:g}): {word(by_list)}"
    )
    here, there = milliseconds * 1e3 / bare_cost, LIST_MILLISECONDS * 1e3 / EMPTY_THERE
    print(f"  that is {here:.0f} empty answers of this machine; promised were {there:.0f}")
    return int(fails(max(by_ratio, by_list), quick=given.quick))


if __name__ == "__main__":
    sys.exit(main())
