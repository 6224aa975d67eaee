"""A member's browser, small enough to stand in a benchmark: cookies, forms, and no patience."""

import contextlib
import http.client
import time
import urllib.parse
from collections.abc import Callable
from http.cookies import SimpleCookie
from typing import Any

HEADERS = {"Content-Type": "application/x-www-form-urlencoded"}


class Browser:
    """A member's browser: signs in once, then sends each form until it is answered."""

    def __init__(self, port: int, name: str, passphrase: str) -> None:
        self.port, self.name, self.passphrase = port, name, passphrase
        self.cookies: SimpleCookie = SimpleCookie()

    def ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> http.client.HTTPResponse:
        """Ask once. `OSError` or `HTTPException` when the other side is gone."""
        server = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items())
        token = {"csrfmiddlewaretoken": self.cookies["csrf"].value} if "csrf" in self.cookies else {}
        body = urllib.parse.urlencode({**token, **fields}) if fields is not None else None
        headers = {**HEADERS, "Origin": f"http://127.0.0.1:{self.port}"}
        server.request(method, path, body, {**headers, "Cookie": cookies} if cookies else headers)
        answer = server.getresponse()
        answer.read()
        for line in answer.headers.get_all("Set-Cookie") or []:
            self.cookies.load(line)
        server.close()
        return answer

    def insist(self, until: Callable[[http.client.HTTPResponse], bool], *asked: Any) -> None:
        """Ask until the answer is as wanted."""
        while True:
            with contextlib.suppress(OSError, http.client.HTTPException):
                if until(self.ask(*asked)):
                    return
            time.sleep(0.1)

    def sign_in(self) -> None:
        """Open a session."""
        self.insist(lambda answer: answer.status == 200, "GET", "/account/login/")
        door = {"login": self.name, "password": self.passphrase}
        self.insist(lambda answer: answer.status == 302, "POST", "/account/login/", door)
