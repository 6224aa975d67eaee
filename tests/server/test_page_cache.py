"""The page cache keeps what is the same for everyone, and nothing else."""

import time

import pytest

from whrin.server.encodings import accepted, compress
from whrin.server.page_cache import Headers, PageCache, is_cachable, make_page

HTML: Headers = [("content-type", "text/html; charset=utf-8")]
HOME = ("network.example", "/en/", "")


def page(text: str = "<p>Hello</p>" * 100, edition: int = 1):
    return make_page(text.encode(), HTML, edition=edition, now=time.monotonic())


def test_a_page_is_found_again_in_the_edition_it_was_made_from():
    cache = PageCache(1_000_000)
    cache.keep(HOME, page(edition=7))
    assert cache.find(HOME, 7) is not None
    assert cache.find(HOME, 8) is None
    assert cache.find(HOME, 7) is None, "a page that was passed by is dropped for good"
    assert cache.size == 0


def test_a_page_dies_of_age():
    cache = PageCache(1_000_000)
    cache.keep(HOME, make_page(b"x", HTML, edition=1, now=time.monotonic() - 301))
    assert cache.find(HOME, 1) is None


def test_the_least_lately_used_page_makes_room():
    one = page()
    cache = PageCache(one.size * 2)
    keys = [("network.example", f"/{number}/", "") for number in range(3)]
    cache.keep(keys[0], page())
    cache.keep(keys[1], page())
    assert cache.find(keys[0], 1) is not None
    cache.keep(keys[2], page())
    assert [cache.find(key, 1) is not None for key in keys] == [True, False, True]
    assert cache.size <= cache.budget


def test_a_page_larger_than_the_budget_is_not_kept():
    cache = PageCache(100)
    cache.keep(HOME, page())
    assert len(cache) == 0
    assert cache.size == 0


def test_hosts_paths_and_queries_do_not_mix():
    cache = PageCache(1_000_000)
    cache.keep(HOME, page())
    for other in (("evil.example", *HOME[1:]), (HOME[0], "/es/", ""), (*HOME[:2], "q=1")):
        assert cache.find(other, 1) is None


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        (404, []),
        (302, []),
        (200, [("set-cookie", "session=1")]),
        (200, [("cache-control", "no-store")]),
        (200, [("cache-control", "private, max-age=0")]),
        (200, [("vary", "Accept-Language")]),
        (200, [("vary", "Cookie, User-Agent")]),
        (200, [("content-disposition", "attachment")]),
    ],
)
def test_an_answer_for_one_reader_is_not_kept(status, headers):
    assert not is_cachable(status, headers, 10)


def test_a_plain_page_is_kept_and_a_huge_one_is_not():
    assert is_cachable(200, [*HTML, ("vary", "Accept-Encoding, Cookie")], 10)
    assert not is_cachable(200, HTML, 2 * 1024 * 1024)


def test_each_encoding_has_its_own_tag_and_the_page_asks_to_be_checked():
    made = page()
    forms = {encoding: made.make(encoding) for encoding in ("br", "gzip", "")}
    assert made.forms == forms
    assert len({form.etag for form in forms.values()}) == 3
    assert all(("cache-control", "no-cache") in form.headers for form in forms.values())
    assert len(forms["br"].body) < len(forms[""].body)


def test_the_same_page_has_the_same_tag():
    assert page().make("br").etag == page(edition=2).make("br").etag
    assert page("other" * 200).make("br").etag != page().make("br").etag


def test_a_picture_is_not_compressed_again():
    made = make_page(b"x" * 1000, [("content-type", "image/png")], edition=1, now=0)
    assert made.make("br").body == b"x" * 1000
    assert ("content-encoding", "br") not in made.make("br").headers


@pytest.mark.parametrize(
    ("header", "best"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.0, *;q=0", ""),
        ("identity", ""),
        ("", ""),
        ("*", "br"),
        ("BR;q=1.0", "br"),
        ("\x00;;;,,q=", ""),
    ],
)
def test_the_best_encoding_is_chosen(header, best):
    assert accepted(header) == best


def test_compressing_twice_gives_the_same_bytes():
    assert compress(b"a" * 999, "gzip") == compress(b"a" * 999, "gzip")
