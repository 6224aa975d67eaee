"""Whether there is room for what she wants to send. A full disk is known before she has told anything."""

import os
from functools import cache
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

#: Part of a disk that stays free, up to so many bytes: of a very large disk less than this part is enough.
SHARE, MOST = 0.05, 5 * 1024**3
#: What she is told where she has answered already: her words are in the page before her.
NO_ROOM = _(
    "Not sent: our server has no room at this moment. Nothing of it was kept. Your words are in this page; "
    "try again later."
)


def wanted_on(size: int) -> int:
    """Return how many bytes must be free on a disk of `size` bytes before anything more is taken in."""
    return max(settings.WHRIN_ROOM_LEFT_MB * 1024**2, min(int(size * SHARE), MOST))


def room_on(folder: Path) -> tuple[int, int]:
    """Return the bytes that are free on the disk of `folder`, and those that must be."""
    told = os.statvfs(folder)
    # An inode is room, too: without one no file begins, however many bytes are free. Some systems count none.
    is_full = told.f_files > 0 and told.f_favail == 0
    return 0 if is_full else told.f_bavail * told.f_frsize, wanted_on(told.f_blocks * told.f_frsize)


def places() -> list[Path]:
    """Return the folders that grow with a report: the data, files on their way in, and the database's own
    where PostgreSQL is on this machine and tells us.
    """
    database = _database_folder()
    return [Path(settings.VAR), Path(settings.FILE_UPLOAD_TEMP_DIR), *([database] if database else [])]


@cache
def _database_folder() -> Path | None:
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        # No row for a role that may not know; asking for it directly would be an error, and its log a line.
        cursor.execute("SELECT setting FROM pg_settings WHERE name = 'data_directory'")
        row = cursor.fetchone()
    folder = Path(row[0]) if row else None
    return folder if folder and folder.exists() else None


def is_room_left() -> bool:
    """Say whether a report may be taken in. A disk that cannot be asked is not taken for a full one."""
    for place in places():
        try:
            free, wanted = room_on(place)
        except OSError:
            continue
        if free < wanted:
            return False
    return True


def no_room_page(request: HttpRequest) -> HttpResponse:
    """Answer kindly that nothing can be taken in now, with where else there is help."""
    answer = render(request, "incidents/no_room.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
    answer["Cache-Control"] = "no-store"
    answer["Retry-After"] = "3600"
    return answer
