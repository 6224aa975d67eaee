"""The front door over the real site: what each web process loads."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.storage import storages

from whrin.kit import memory_key  # noqa: F401 -- takes its key out of the environment, before anything is started
from whrin.server.front import Front, Limits, Readers
from whrin.server.static_files import PublicMedia, StaticFiles
from whrin.wsgi import application as django_application

if TYPE_CHECKING:
    from whrin.server.bridge import Application

MEGABYTE = 1024 * 1024


def build(application: "Application" = django_application) -> Front:
    """Return the front door as the settings want it."""
    folder = settings.FILE_UPLOAD_TEMP_DIR
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    limits = Limits(
        threads=settings.WHRIN_THREADS,
        body=settings.WHRIN_REQUEST_LIMIT_MB * MEGABYTE,
        cache=settings.WHRIN_PAGE_CACHE_MB * MEGABYTE,
        folder=folder,
        session_cookie=settings.SESSION_COOKIE_NAME,
        letters=f"/mail/in/{settings.WHRIN_MAIL_IN.provider}/mime" if settings.WHRIN_MAIL_IN else "",
    )
    # The names are read once here, so that the first reader does not pay for it.
    storages["staticfiles"].url("design/icon.png")
    statics = StaticFiles(settings.STATIC_ROOT, settings.STATIC_URL)
    # Rooms can be looked into once Django is up, which the line about `whrin.wsgi` has seen to.
    from whrin.library.use import count_openings, is_robot

    media = PublicMedia(settings.MEDIA_ROOT, settings.MEDIA_URL)
    readers = Readers(part="/library/", is_robot=is_robot, tell=count_openings)
    return Front(application, statics, media, limits, readers)


front = build()
