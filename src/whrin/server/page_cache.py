"""Pages that were asked for before, ready to send: compressed, tagged, and dropped when anything public
changes.
"""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from whrin.server.encodings import ENCODINGS, WORTH_IT, compress, is_text

#: Header lines, names in lower case.
Headers = list[tuple[str, str]]

#: Seconds. A page may speak of today; five minutes past midnight it speaks of the new day.
LIFETIME = 300.0
#: Bytes. Anything larger is a download, not a page.
LARGEST = 1024 * 1024
#: What the cache writes itself, for each encoding anew.
_OWN = frozenset({"content-length", "content-encoding", "etag", "vary"})
_VARY_ALLOWED = frozenset({"accept-encoding", "cookie"})


#: What tells one page from another: host, path, query. Its language stands in the path. A plain tuple: one is
#: made for every request.
Key = tuple[str, str, str]


@dataclass(slots=True)
class Form:
    """One encoding of a page."""

    etag: str
    headers: Headers
    body: bytes
    #: For the answer that nothing has changed.
    unchanged_headers: Headers


@dataclass(slots=True)
class Page:
    """A page, and the edition it was made from; `size` in bytes, as if it were there in every encoding.

    `forms` by encoding. Those that nobody has asked for are made when somebody does: phones do not wait for a
    compression that only an old programme takes.
    """

    edition: int
    dies: float
    forms: dict[str, Form]
    size: int
    headers: Headers
    is_text: bool

    def make(self, encoding: str) -> Form:
        """Return the page in an encoding; as it is when compressing it gains nothing."""
        plain = self.forms[""]
        form = _form(plain.body, self.headers, encoding, self.is_text)
        self.forms[encoding] = form
        return form


def is_cachable(status: int, headers: Sequence[tuple[str, str]], size: int) -> bool:
    """Say whether an answer may be given to someone else: a whole page, the same for every reader."""
    if status != 200 or size > LARGEST:
        return False
    for name, value in headers:
        if name == "set-cookie" or name == "content-disposition":
            return False
        if name == "cache-control" and any(word in value for word in ("no-store", "private")):
            return False
        if name == "vary" and not {part.strip().lower() for part in value.split(",")} <= _VARY_ALLOWED:
            return False
    return True


def make_page(body: bytes, headers: Headers, *, edition: int, now: float) -> Page:
    """Return the page, uncompressed so far. `edition`: read before the page was rendered."""
    kept = [(name, value) for name, value in headers if name not in _OWN]
    if not any(name == "cache-control" for name, _value in kept):
        # Keep it, but ask each time: an edit shows at once, and an unchanged page costs a hundred bytes.
        kept.append(("cache-control", "no-cache"))
    kept.append(("vary", "Accept-Encoding, Cookie"))
    media_type = next((value for name, value in kept if name == "content-type"), "")
    shrinks = is_text(media_type) and len(body) >= WORTH_IT
    size = len(body) * (2 if shrinks else 1) + 1024 * len(ENCODINGS)
    page = Page(edition, now + LIFETIME, {}, size, kept, shrinks)
    page.forms[""] = _form(body, kept, "", shrinks)
    return page


def _form(body: bytes, kept: Headers, encoding: str, shrinks: bool) -> Form:
    encoding = encoding if shrinks else ""
    etag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}-{encoding or "id"}"'
    headers = [*kept, ("etag", etag)]
    if encoding:
        headers.append(("content-encoding", encoding))
    unchanged = [
        (n, v) for n, v in headers if n in {"etag", "cache-control", "vary", "content-security-policy"}
    ]
    return Form(etag, headers, compress(body, encoding), unchanged)


class PageCache:
    """Pages by key, the least lately used dropped first.

    Lives in one process and is used by its event loop alone.
    """

    def __init__(self, budget: int) -> None:
        """`budget`: bytes that all pages together may take."""
        self.budget = budget
        self.size = 0
        self._pages: OrderedDict[Key, Page] = OrderedDict()

    def __len__(self) -> int:
        return len(self._pages)

    def find(self, key: Key, edition: int) -> Page | None:
        """Return the page if it was made from this edition and is young enough."""
        page = self._pages.get(key)
        if page is None:
            return None
        if page.edition != edition or page.dies < time.monotonic():
            self._drop(key)
            return None
        self._pages.move_to_end(key)
        return page

    def keep(self, key: Key, page: Page) -> None:
        """Put a page in, and drop others until the budget holds."""
        if page.size > self.budget:
            return
        self._drop(key)
        self._pages[key] = page
        self.size += page.size
        while self.size > self.budget:
            self._drop(next(iter(self._pages)))

    def _drop(self, key: Key) -> None:
        page = self._pages.pop(key, None)
        if page is not None:
            self.size -= page.size
