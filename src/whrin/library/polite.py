"""One careful request to a stranger's server: never to our own network, little is read, soon given up.

The name is looked up here and the connection goes to the very address that was looked at; so a name that
changes its meaning between look and visit gains nothing.
"""

import ipaddress
import re
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import httpx2

#: Bytes of a page that are read at most; seconds for each step of a request, and for reading it all.
READ, STEP, WHOLE = 64 * 1024, 10.0, 20.0
_TITLE = re.compile(rb"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)


class NoSuchHost(Exception):
    """No server has this name."""


class NotPublicAddress(Exception):
    """The address leads into a private network, or to no web server at all."""


@dataclass(frozen=True)
class Answer:
    """`location`: where a redirect leads, whole; `is_page`: it is HTML; `mark`: its title, or how it
    begins; `text`: what was read.
    """

    status: int
    location: str = ""
    is_page: bool = False
    mark: bytes = b""
    text: str = ""


def addresses_of(host: str, port: int) -> list[str]:
    """Return the numbers of a name. Raises `NoSuchHost`, or `OSError` when nobody could be asked."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as fault:
        if fault.errno in {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}:
            raise NoSuchHost(host) from None
        raise
    except UnicodeError:
        raise NoSuchHost(host) from None
    return [str(each[4][0]) for each in found]


def number_of(
    url: httpx2.URL, *, may_visit_home: bool, look_up: Callable[[str, int], list[str]] = addresses_of
) -> str:
    """Return the number to connect to. Raises `NoSuchHost`, `NotPublicAddress`, and `OSError` when nobody
    could be asked.
    """
    numbers = look_up(url.raw_host.decode("ascii"), url.port or 443)
    if not numbers:
        raise NoSuchHost(url.host)
    if not may_visit_home and not all(ipaddress.ip_address(each).is_global for each in numbers):
        raise NotPublicAddress(url.host)
    return numbers[0]


class PoliteClient:
    """Asks one server after another, each with a pause between two requests; use it with `with`.

    `pause`: seconds. `agent`: what we call ourselves. `may_visit_home`: also addresses of private networks.
    """

    def __init__(
        self,
        *,
        agent: str,
        pause: float,
        may_visit_home: bool = False,
        look_up: Callable[[str, int], list[str]] = addresses_of,
    ) -> None:
        self._pause = pause
        self._may_visit_home = may_visit_home
        self._look_up = look_up
        self._last: dict[str, float] = {}
        self._client = httpx2.Client(
            headers={"User-Agent": agent, "Accept": "*/*", "Accept-Encoding": "identity"},
            timeout=STEP,
            trust_env=False,
            # Connections go to numbers: one that is kept could be taken for another name's.
            limits=httpx2.Limits(max_keepalive_connections=0),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def ask(self, method: str, address: str) -> Answer:
        """Send one request and read a little of the answer. Raises `NoSuchHost`, `NotPublicAddress`,
        `httpx2.HTTPError`, `httpx2.InvalidURL` and `OSError`.
        """
        url = httpx2.URL(address)
        if url.scheme not in {"http", "https"} or not url.host:
            raise NotPublicAddress(address)
        number = number_of(url, may_visit_home=self._may_visit_home, look_up=self._look_up)
        self._wait_for(url.host)
        self._client.cookies.clear()
        with self._client.stream(
            method,
            url.copy_with(host=number, fragment=None),
            headers={"Host": url.netloc.decode("ascii")},
            extensions={"sni_hostname": url.raw_host.decode("ascii")},
        ) as response:
            return _read(response, url)

    def _wait_for(self, host: str) -> None:
        since = time.monotonic() - self._last.get(host, -self._pause)
        if since < self._pause:
            time.sleep(self._pause - since)
        self._last[host] = time.monotonic()


def _read(response: httpx2.Response, url: httpx2.URL) -> Answer:
    location = response.headers.get("Location", "") if response.is_redirect else ""
    if location:
        return Answer(response.status_code, str(url.join(location)))
    is_page = "html" in response.headers.get("Content-Type", "")
    content, end = b"", time.monotonic() + WHOLE
    for piece in response.iter_raw(4096):
        content += piece
        if len(content) >= READ or time.monotonic() > end:
            break
    title = _TITLE.search(content)
    mark = title[1].strip() if title else content[:512]
    return Answer(response.status_code, "", is_page, mark, content.decode("utf-8", "replace"))
