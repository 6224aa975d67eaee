"""A small web server on this machine that behaves as the web does: well, badly and oddly."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = b"<html><title>%s</title><p>Words</p></html>"


class Strange(BaseHTTPRequestHandler):
    """Paths say what they do: /well/…, /moved/…, /loop/…, /gone/…, /soft/…, /refused/…"""

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def log_request(self, *_args: object) -> None:
        """Stay silent."""

    def _answer(self, *, with_body: bool) -> None:
        self.server.asked.append((self.command, self.path, self.headers.get("User-Agent")))  # type: ignore[attr-defined]  # ours
        status, headers, body = self._thing()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def _gets(self, path: str) -> bool:
        return (self.command, self.path) == ("GET", path)

    def _thing(self) -> tuple[int, dict[str, str], bytes]:
        html = {"Content-Type": "text/html"}
        first, _slash, rest = self.path.strip("/").partition("/")
        known = {
            "well": (200, html, PAGE % b"Well") if rest == "page" else (404, html, b""),
            "moved": (301, {"Location": "/well/page"}, b"") if rest == "x" else (404, html, b""),
            "lent": (302, {"Location": "/well/page"}, b"") if rest == "x" else (404, html, b""),
            "shop": (301, {"Location": "/well/page"}, b""),
            "home": (302, {"Location": "/"}, b""),
            "": (200, html, PAGE % b"Home"),
            "loop": (302, {"Location": f"/loop/{'b' if rest == 'a' else 'a'}"}, b""),
            "far": (302, {"Location": f"/far/{rest}x"}, b""),
            "soft": (200, html, PAGE % b"Nothing here"),
            "lively": (200, html, PAGE % rest.encode()),
            "file": (200, {"Content-Type": "application/pdf"}, b"%PDF-"),
            "refused": (403, html, b"No"),
            "busy": (503, html, b""),
            "shy": (200, html, PAGE % b"Shy")
            if self.command == "GET" and rest == "page"
            else (404, html, b""),
            "trap": (301, {"Location": "http://169.254.169.254/latest"}, b""),
            "mail": (301, {"Location": "mailto:someone@example.org"}, b""),
            "robots.txt": (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /private/\n"),
        }
        return known.get(first, (404, html, b""))


@contextmanager
def strange_site() -> Iterator[ThreadingHTTPServer]:
    """Serve on a free port; `server.asked` holds what was asked."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Strange)
    server.asked = []  # type: ignore[attr-defined]  # ours
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
