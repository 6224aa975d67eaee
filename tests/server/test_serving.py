"""The site as it runs: pages from the cache, edits at once, bad input, slow senders."""

import gzip
import re
import socket
import time

import pytest

from tests.server.conftest import Site, parted

CLOSE = b"Connection: close\r\n\r\n"
FORM = b"POST /account/login/ HTTP/1.1\r\nHost: localhost\r\n"


def test_a_reader_is_given_the_same_page_again_from_the_cache(site: Site):
    status, headers, body = site.get("/en/library/")
    assert status == 200
    assert headers["cache-control"] == "no-cache"
    assert "set-cookie" not in headers
    again = site.get("/en/library/", If_None_Match=headers["etag"])
    assert again[0] == 304
    assert again[2] == b""
    assert b"<html" in body


def test_a_reader_is_sent_the_smallest_form_her_browser_takes(site: Site):
    plain = site.get("/en/safety/")[2]
    zipped = site.get("/en/safety/", Accept_Encoding="gzip")
    assert gzip.decompress(zipped[2]) == plain
    best = site.get("/en/safety/", Accept_Encoding="gzip, deflate, br")
    assert best[1]["content-encoding"] == "br"
    assert len(best[2]) < len(zipped[2])
    assert len({zipped[1]["etag"], best[1]["etag"]}) == 2


def test_an_edit_by_another_process_shows_at_once_in_every_process(site: Site):
    for number in range(3):
        word = f"Fresh topic {number}"
        site.get("/en/topics/")
        site.python(
            "from whrin.topics.actions import Words, save_topic\n"
            "from whrin.topics.models import Topic\n"
            f"save_topic(topic=Topic(slug='fresh-{number}'), words={{'en': Words({word!r}, [], '')}}, "
            f"broader=[], by=None)"
        )
        for _attempt in range(8):
            # Each connection may be answered by either process.
            assert word.encode() in site.get("/en/topics/")[2]


def test_a_page_asked_for_with_a_cookie_is_neither_kept_nor_given_to_others(site: Site):
    _status, headers, _body = site.get("/en/places/", Cookie="session=someone")
    assert "etag" not in headers
    _status, headers, _body = site.get("/en/places/", Cookie="session=someone", If_None_Match="*")
    assert "etag" not in headers


def test_static_files_are_kept_for_a_year_under_a_name_that_never_changes(site: Site):
    page = site.get("/en/library/")[2].decode()
    script = re.search(r'src="(/static/[^"]+\.js)"', page)
    assert script
    status, headers, body = site.get(script.group(1), Accept_Encoding="br")
    assert status == 200
    assert "immutable" in headers["cache-control"]
    assert headers["content-encoding"] == "br"
    assert headers["x-content-type-options"] == "nosniff"
    assert body
    assert site.get(script.group(1), If_None_Match=headers["etag"], Accept_Encoding="br")[0] == 304


@pytest.mark.parametrize(
    "path",
    [
        "/static/../secret-key",
        "/static/%2e%2e/secret-key",
        "/media/original_images/a.jpg",
        "/media/images/../original_images/a.jpg",
        "/media/images/%2e%2e%2foriginal_images%2fa.jpg",
        "/media/../whrin.sqlite3",
        "//etc/passwd",
    ],
)
def test_nobody_climbs_out_of_the_public_folders(site: Site, path):
    (site.folder / "media/original_images").mkdir(parents=True, exist_ok=True)
    (site.folder / "media/original_images/a.jpg").write_bytes(b"original")
    status, _headers, body = site.get(path)
    assert status in {302, 400, 404}
    assert b"original" not in body
    assert b"SQLite" not in body


def test_a_picture_of_a_page_is_served(site: Site):
    (site.folder / "media/images").mkdir(parents=True, exist_ok=True)
    (site.folder / "media/images/a.width-300.jpg").write_bytes(b"picture")
    status, headers, body = site.get("/media/images/a.width-300.jpg")
    assert (status, headers["content-type"], body) == (200, "image/jpeg", b"picture")


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"GET /en/ HTTP/1.1\r\nHost: evil.example\r\n", 400),
        (b"GET http://evil.example/en/ HTTP/1.1\r\nHost: localhost\r\n", 400),
        (b"GET /en/%00 HTTP/1.1\r\nHost: localhost\r\n", 400),
        (b"GET /en/%ff%fe HTTP/1.1\r\nHost: localhost\r\n", 400),
        (b"GET /en/library/?q=%ff%00&page=%00&year[]=x HTTP/1.1\r\nHost: localhost\r\n", None),
        (b"FETCH /en/ HTTP/1.1\r\nHost: localhost\r\n", 405),
        (b"TRACE /en/ HTTP/1.1\r\nHost: localhost\r\n", 405),
        (b"DELETE /en/library/ HTTP/1.1\r\nHost: localhost\r\n", 405),
        (FORM + b"Content-Length: 3\r\nContent-Length: 4\r\n", 400),
        (FORM + b"Content-Length: -3\r\n", 400),
        (b"GET /en/ HTTP/1.1\r\nHost: localhost\r\nX-More: " + b"a" * 300_000 + b"\r\n", 431),
        (b"GET /nowhere/ HTTP/1.1\r\nHost: localhost\r\n", None),
        (b"GET /en/ HTTP/1.1\r\nHost: \xff\xfe\r\n", 400),
        (b"GET /en/ HTTP/1.1\r\n", 400),
    ],
)
def test_bad_input_gets_a_plain_answer_and_no_trace(site: Site, data, status):
    before = site.log()
    found, _headers, body = parted(site.ask(data + CLOSE))
    assert found == status or (status is None and found < 500), found
    assert b"Traceback" not in body
    assert "Traceback" not in site.log()[len(before) :]


def test_a_refusal_speaks_the_readers_language(site: Site):
    status, _headers, body = site.get("/ar/%00")
    assert status == 400
    assert b'dir="rtl"' in body
    assert b'lang="es"' in site.get("/%00", Accept_Language="tlh, es-MX;q=0.9, en;q=0.1")[2]


def test_a_form_that_is_too_large_is_refused_in_words(site: Site):
    head = b"POST /account/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000000\r\n"
    status, headers, body = parted(site.ask(head + CLOSE + b"x" * 5_000_000))
    assert status == 413
    assert headers["content-type"].startswith("text/html")
    assert b"<html" in body


def test_a_form_without_a_length_is_measured_as_it_comes(site: Site):
    head = b"POST /account/login/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
    chunks = (b"10000\r\n" + b"x" * 65536 + b"\r\n") * 20 + b"0\r\n\r\n"
    assert parted(site.ask(head + CLOSE + chunks))[0] == 413


def test_slow_senders_do_not_keep_others_waiting(site: Site):
    slow = []
    for _number in range(30):
        connection = socket.create_connection(("127.0.0.1", site.server.port))
        connection.sendall(FORM + b"Content-Length: 9000\r\n\r\nx=")
        slow.append(connection)
    try:
        began = time.monotonic()
        for number in range(5):
            assert site.get(f"/en/library/?page={number + 1}", Cookie="a=1")[0] in {200, 404}
        assert time.monotonic() - began < 15
    finally:
        for connection in slow:
            connection.close()


def test_what_is_asked_for_is_written_down_nowhere(site: Site):
    site.get("/en/library/?q=canary-7531", User_Agent="canary-browser")
    site.get(
        "/en/canary-nowhere/?q=canary-7531", User_Agent="canary-browser", Referer="https://canary.example/"
    )
    time.sleep(0.5)
    written = site.log()
    assert "canary" not in written
    assert "127.0.0.1" not in written.replace(site.server.address(""), "")


def test_the_server_says_no_version(site: Site):
    _status, headers, _body = site.get("/en/library/")
    assert not re.search(r"\d", headers.get("server", ""))
