"""How often works are opened and fetched, without knowing by whom.

Each time is one line at the end of a file: the day, the work, the language. Lines become figures when they
are gathered (`actions.use`). Robots are told by words in what they call themselves; that is looked at and
forgotten.
"""

import os
import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from whrin.library.mapping import rows
from whrin.library.models import StoredFile

OPENED, FETCHED = "opened", "fetched"
_RECORD = re.compile(r"/([a-z]{2})/library/([-\w]{1,120})/(?:([-\w]{1,20})/)?", re.ASCII)


def inbox() -> Path:
    """Return the file that lines are added to."""
    return Path(settings.VAR) / "use.tsv"


def count(*, slug: str, language: str, day: date, what: str, number: int = 1) -> None:
    """Count a work as opened or fetched. Takes some microseconds; safe from many processes."""
    line = f"{day.isoformat()}\t{slug}\t{language}\t{what}\t{number}\n".encode()
    # One write to a file opened for appending is whole, whoever else writes.
    descriptor = os.open(inbox(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(descriptor, line)
    finally:
        os.close(descriptor)


def count_openings(pages: Iterable[tuple[str, int]], day: date) -> None:
    """Count records as opened: paths of pages, and how often people asked for each that day. Other pages
    count for nothing.
    """
    for path, number in pages:
        found = _RECORD.fullmatch(path)
        if found and number > 0:
            count(slug=found[2], language=found[3] or found[1], day=day, what=OPENED, number=number)


def count_download(request: HttpRequest, stored: StoredFile, answer: HttpResponseBase) -> None:
    """Count a file as fetched when its beginning was sent to a person: going on after a broken connection,
    asking whether it changed, and robots do not count.
    """
    is_whole = answer.status_code == 200
    begins = is_whole or answer.headers.get("Content-Range", "").startswith("bytes 0-")
    if request.method == "GET" and begins and not is_robot(request.headers.get("User-Agent", "")):
        version = stored.version
        count(slug=version.work.slug, language=version.language, day=timezone.now().date(), what=FETCHED)


def is_robot(agent: str) -> bool:
    """Say whether a programme that calls itself so is a robot. One that says nothing is."""
    # A make of telephone, whose owners are people.
    known = agent.lower().replace("cubot", "")
    return not known or any(word in known for word in _words())


@cache
def _words() -> tuple[str, ...]:
    return tuple(row["word"] for row in rows("robots.csv"))
