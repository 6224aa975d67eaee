"""The nginx configuration that ships, in front of a running site.

Skipped only where nginx is not installed.
"""

import contextlib
import http.client
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator

import pytest
from benchmarks.proxy import Proxy, program, proxy

from tests.server.conftest import Site, site_on

if program() is None:
    pytest.skip("nginx is not installed: apt-get install nginx-light", allow_module_level=True)

HOST = "network.test"
#: A TLS record on the wire: our 1369 bytes, the content type, the tag of the cipher, the record's head.
LARGEST_RECORD = 1369 + 1 + 16


@pytest.fixture(scope="module")
def https_site(prepared, tmp_path_factory) -> Iterator[Site]:
    """The site as in production: behind https."""
    folder = tmp_path_factory.mktemp("production") / "site"
    shutil.copytree(prepared, folder, ignore=shutil.ignore_patterns("*.lock", "log", "workers"))
    yield from site_on(folder, WHRIN_HTTPS="1", WHRIN_HOSTS=HOST, WHRIN_ADDRESS=f"https://{HOST}")


@pytest.fixture(scope="module")
def front(https_site: Site) -> Iterator[Proxy]:
    with proxy(https_site.server.port, host=HOST) as running:
        yield running


def connect(front: Proxy, *, protocol: str = "http/1.1") -> ssl.SSLSocket:
    context = front.context
    context.set_alpn_protocols([protocol])
    raw = socket.create_connection(("127.0.0.1", front.port), 20)
    return context.wrap_socket(raw, server_hostname=HOST)


def get(front: Proxy, path: str, **headers: str) -> tuple[int, http.client.HTTPMessage]:
    """Return status and headers of one answer, read to its end."""
    with contextlib.closing(http.client.HTTPSConnection(HOST)) as connection:
        connection.sock = connect(front)
        connection.request(
            "GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        with connection.getresponse() as answer:
            answer.read()
            return answer.status, answer.headers


def test_a_reader_is_served_over_tls_with_every_safety_header(front: Proxy):
    status, headers = get(front, "/en/library/", Accept_Encoding="br")
    assert status == 200
    assert headers["Content-Encoding"] == "br"
    assert "max-age=" in headers["Strict-Transport-Security"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Server"] == "nginx"
    assert headers["Set-Cookie"] is None


def test_a_sign_in_form_has_cookies_bound_to_the_host(front: Proxy):
    cookie = get(front, "/account/login/")[1]["Set-Cookie"]
    assert cookie.startswith("__Host-")
    assert "Secure" in cookie
    assert "HttpOnly" in cookie


def test_a_browser_may_speak_http_2(front: Proxy):
    with connect(front, protocol="h2") as connection:
        assert connection.selected_alpn_protocol() == "h2"


def test_no_record_is_larger_than_a_packet(front: Proxy):
    with socket.create_connection(("127.0.0.1", front.port), 20) as raw:
        sizes = records(_read_raw(front, raw))
    assert len(sizes) > 5
    assert max(sizes) <= LARGEST_RECORD


def _read_raw(front: Proxy, raw: socket.socket) -> bytes:
    """Ask for a page and return the bytes on the wire, still encrypted."""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    front.context.set_alpn_protocols(["http/1.1"])
    tls = front.context.wrap_bio(incoming, outgoing, server_hostname=HOST)
    wire = bytearray()

    def exchange(step):
        while True:
            try:
                result = step()
            except ssl.SSLWantReadError:
                raw.sendall(outgoing.read())
                piece = raw.recv(65536)
                wire.extend(piece)
                incoming.write(piece) if piece else incoming.write_eof()
                continue
            raw.sendall(outgoing.read())
            return result

    exchange(tls.do_handshake)
    wire.clear()
    tls.write(f"GET /en/library/ HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode())
    while True:
        try:
            if not exchange(lambda: tls.read(65536)):
                break
        except (ssl.SSLZeroReturnError, ssl.SSLEOFError):
            break
    return bytes(wire)


def records(wire: bytes) -> list[int]:
    """Return the sizes of the TLS records in these bytes."""
    sizes, at = [], 0
    while at + 5 <= len(wire):
        size = int.from_bytes(wire[at + 3 : at + 5], "big")
        sizes.append(size)
        at += 5 + size
    return sizes


def test_thirty_slow_senders_leave_everyone_else_served(front: Proxy):
    slow = []
    for _number in range(30):
        connection = connect(front)
        head = f"POST /account/login/ HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 9000\r\n\r\nx="
        connection.sendall(head.encode())
        slow.append(connection)
    began = time.monotonic()
    for number in range(5):
        assert get(front, f"/en/library/?page={number + 1}", Cookie="a=1")[0] in {200, 404}
    assert time.monotonic() - began < 15
    for connection in slow:
        connection.close()


def test_a_stranger_s_name_gets_no_answer(front: Proxy):
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with socket.create_connection(("127.0.0.1", front.port), 20) as raw, pytest.raises(ssl.SSLError):
        context.wrap_socket(raw, server_hostname="evil.test")


def test_nothing_is_written_about_anyone(front: Proxy, https_site: Site):
    get(front, "/en/library/?q=canary-9172", User_Agent="canary-browser")
    for path in front.folder.rglob("*"):
        if path.is_file() and path.suffix not in {".conf", ".pem", ".types", ".pid"}:
            assert b"canary" not in path.read_bytes(), path
            assert b"127.0.0.1" not in path.read_bytes(), path
    assert not list(front.folder.rglob("*access*"))
    assert "canary" not in https_site.log()


def test_the_shipped_file_is_what_was_tested(front: Proxy):
    tested = (front.folder / "nginx.conf").read_text()
    for line in (
        "ssl_buffer_size 1369;",
        "access_log off;",
        "proxy_request_buffering on;",
        "server_tokens off;",
    ):
        assert line in tested
    done = subprocess.run(
        [program() or "", "-t", "-c", str(front.folder / "nginx.conf")], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
