"""`whrin serve`."""

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from whrin.cli.restore import finish
from whrin.cli.terminal import Failure, say, start_django


def add(words: Any) -> None:
    """Add the word."""
    word = words.add_parser(
        "serve",
        help="run the site: web server and background worker, until Ctrl-C",
        description="Run the site until Ctrl-C: the web server and the background worker, each started "
        "again if it "
        "breaks. Listens on this machine alone (WHRIN_BIND, WHRIN_PORT); nginx brings the world: "
        "deploy/nginx.conf.",
    )
    word.add_argument("--port", type=int, help="the port to listen on (default: WHRIN_PORT, or 8000)")
    word.set_defaults(run=run)


def _is_set_up() -> bool:
    from django.conf import settings
    from django.db import connection

    if connection.vendor == "sqlite":
        # Looking at the file costs nothing; opening it would make it.
        name = Path(settings.DATABASES["default"]["NAME"])
        return name.exists() and name.stat().st_size > 0
    start_django()
    with connection.cursor() as cursor:
        return "django_migrations" in connection.introspection.table_names(cursor)


def _say_mail() -> None:
    from django.conf import settings

    if settings.WHRIN_MAIL == "catch":
        say(f"{settings.WHRIN_ADDRESS}/mail/  shows the letters; none leaves this machine")
    if settings.WHRIN_LMTP and settings.WHRIN_MAIL_DOMAIN:
        host, port = settings.WHRIN_LMTP
        say(f"Letters to @{settings.WHRIN_MAIL_DOMAIN} are taken in over LMTP at {host}:{port}")


def run(given: argparse.Namespace) -> int:
    """Say where the site is, and become the supervisor, which needs no Django and stays small."""
    from django.conf import settings

    if finish(settings.VAR):
        say("A restore that was cut short is finished now.")
    port = given.port or settings.WHRIN_PORT
    if not 0 < port < 65536:
        message = f"{port} is no port. Use a number from 1 to 65535."
        raise Failure(message)
    if not _is_set_up():
        message = (
            f"There is no site in {settings.VAR} yet. Run `whrin setup` first, "
            "or `whrin demo` to look at a sample network."
        )
        raise Failure(message)
    say(f"{settings.WHRIN_ADDRESS}/  (Ctrl-C stops)")
    _say_mail()
    if settings.HTTPS:
        say(
            f"Set up for https: nginx must stand in front of {settings.WHRIN_BIND}:{port}. "
            "To look at it on this machine without nginx, set WHRIN_HTTPS=0."
        )
    arguments = [
        "--bind",
        settings.WHRIN_BIND,
        "--port",
        str(port),
        "--processes",
        str(settings.WHRIN_PROCESSES),
    ]
    arguments += ["--var", str(settings.VAR)]
    sys.stderr.flush()
    os.execv(sys.executable, [sys.executable, "-m", "whrin.server.supervisor", *arguments])  # noqa: S606 - our own module
