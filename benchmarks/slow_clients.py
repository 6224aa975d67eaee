"""Thirty clients that send or read 1 kB a second, and one that is in a hurry.

Promise: everyone else is served; the hurried client keeps at least half of the speed it has alone, against
`whrin serve` by itself and behind the nginx configuration that ships. Run: `python -m
benchmarks.slow_clients [--quick]`.
"""

import argparse
import contextlib
import shutil
import socket
import ssl
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks.proxy import Proxy, proxy
from benchmarks.serving import Server, site
from benchmarks.verdict import fails, word

CLIENTS = 30
#: Bytes that a slow client sends or reads, and how often a second.
BYTES, TIMES = 256, 4
KEPT = 0.5
SETTLE = 2.0
PAGE = "/en/library/"
#: A page made anew each time, so that a thread of Django is needed.
COOKIE = "other=1"


@dataclass
class Door:
    """Where clients come in."""

    name: str
    host: str
    port: int
    context: ssl.SSLContext | None = None

    def connect(self) -> socket.socket:
        """Return a connection with a small receive buffer, as a phone has."""
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(20)
        connection.connect(("127.0.0.1", self.port))
        if self.context:
            return self.context.wrap_socket(connection, server_hostname=self.host)
        return connection


def request(door: Door, line: str, *more: str) -> bytes:
    """Return the bytes of a request's head."""
    head = [line, f"Host: {door.host}", f"Cookie: {COOKIE}", *more, "", ""]
    return "\r\n".join(head).encode()


def dribble_head(door: Door, stop: threading.Event) -> None:
    """Send the head of a request, never ending it."""
    _send(door, request(door, f"GET {PAGE} HTTP/1.1")[:-2] + b"X-More: " + b"a" * 60_000, stop)


def dribble_body(door: Door, stop: threading.Event) -> None:
    """Send a form, slowly."""
    form = "Content-Type: application/x-www-form-urlencoded"
    head = request(door, "POST /account/login/ HTTP/1.1", form, "Content-Length: 60000")
    _send(door, b"a=" + b"b" * 59_998, stop, head)


def sip(door: Door, stop: threading.Event) -> None:
    """Ask for pages, and read them slowly."""
    with contextlib.suppress(OSError), door.connect() as connection:
        connection.sendall(request(door, f"GET {PAGE} HTTP/1.1"))
        while not stop.wait(1 / TIMES):
            if not connection.recv(BYTES):
                return


def _send(door: Door, data: bytes, stop: threading.Event, head: bytes = b"") -> None:
    with contextlib.suppress(OSError), door.connect() as connection:
        connection.sendall(head)
        for start in range(0, len(data), BYTES):
            if stop.wait(1 / TIMES):
                return
            connection.sendall(data[start : start + BYTES])


@contextlib.contextmanager
def crowd(door: Door, kind: Callable[[Door, threading.Event], None]) -> Iterator[None]:
    """Let thirty slow clients in until the block ends."""
    stop = threading.Event()
    threads = [threading.Thread(target=kind, args=(door, stop), daemon=True) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    # Long enough for the pages that slow readers asked for to be made.
    time.sleep(SETTLE)
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(5)


def hurried(door: Door, seconds: float) -> float:
    """Return how many pages a second one client gets, each made anew."""
    scheme = "https" if door.context else "http"
    address = f"{scheme}://{door.host}:{door.port}{PAGE}"
    opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=door.context))
    asked = urllib.request.Request(address, headers={"Cookie": COOKIE})
    served, began = 0, time.monotonic()
    while time.monotonic() - began < seconds:
        with opener.open(asked, timeout=15) as answer:
            answer.read()
        served += 1
    return served / (time.monotonic() - began)


def measure(door: Door, seconds: float) -> float:
    """Print the three kinds of slowness at one door; return by how much the worst misses the promise."""
    hurried(door, 1.0)
    worst = 0.0
    for kind in (dribble_head, dribble_body, sip):
        alone = hurried(door, seconds)
        with crowd(door, kind):
            crowded = hurried(door, seconds)
        # The machine may have other work; what counts is the slower of the two quiet moments.
        alone = min(alone, hurried(door, seconds))
        worst = max(worst, KEPT * alone / max(crowded, 1e-9))
        print(f"  {door.name}: {kind.__name__}: {alone:.0f} pages/s alone, {crowded:.0f} among {CLIENTS}")
    return worst


def door_of(server: Server) -> Door:
    """Return the door of `whrin serve` itself."""
    return Door("whrin serve", "localhost", server.port)


def door_through(front: Proxy) -> Door:
    """Return the door of nginx."""
    return Door("behind nginx", "localhost", front.port, front.context)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    seconds = 0.7 if quick else 2.0
    with site(WHRIN_HOSTS="localhost,127.0.0.1") as server:
        worst = measure(door_of(server), seconds)
        if shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin"):
            with proxy(server.port, host="localhost") as front:
                worst = max(worst, measure(door_through(front), seconds))
        else:
            print("  behind nginx: not measured, nginx is not installed")
    print(f"  everyone else keeps at least {KEPT:g} of their speed: {word(worst)}")
    return int(fails(worst, quick=quick))


if __name__ == "__main__":
    sys.exit(main())
