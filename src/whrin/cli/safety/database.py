"""What the database writes down besides what it is told to keep."""

from collections.abc import Iterator, Mapping

from django.conf import settings
from django.db import connection

from whrin.cli.findings import Finding
from whrin.server.quiet_database import QUIET

#: Further settings of PostgreSQL that are looked at.
_MORE = (
    "log_connections",
    "log_disconnections",
    "log_duration",
    "data_checksums",
    "wal_recycle",
    "archive_mode",
    "shared_preload_libraries",
    "session_preload_libraries",
    "fsync",
    "full_page_writes",
    "synchronous_commit",
)
#: Also quiet enough: a statement is written with what stops the server, and with nothing else.
_AS_QUIET = {"log_min_messages": {"fatal", "panic"}, "log_min_error_statement": {"fatal", "panic"}}
#: What SQLite's connections say when they are as the settings want them.
_PRAGMAS = {
    "journal_mode": ("wal", "a crash could damage the file"),
    "synchronous": ("2", "what was acknowledged could be lost with the power"),
    "secure_delete": ("1", "what was deleted would stay in the file"),
    "temp_store": ("2", "parts of answers could be written to the disk for a moment"),
}
_SEE = "See docs/operator/safety.md, “PostgreSQL”."


def database_found() -> Iterator[Finding]:
    """Look at SQLite's pragmas, or at PostgreSQL's settings as this connection has them."""
    if connection.vendor == "sqlite":
        yield from pragmas_found(_pragmas())
        return
    binds = bool(settings.DATABASES["default"].get("OPTIONS", {}).get("server_side_binding"))
    yield binding_found(binds)
    yield from postgresql_found(_settings())
    yield way_found(str(connection.settings_dict["HOST"]), _is_tls())


def _pragmas() -> dict[str, str]:
    with connection.cursor() as cursor:
        found = {}
        for name in _PRAGMAS:
            cursor.execute(f"PRAGMA {name}")
            found[name] = str(cursor.fetchone()[0])
    return found


def pragmas_found(told: Mapping[str, str]) -> Iterator[Finding]:
    """Whether SQLite keeps what it must and nothing else. `told`: values by pragma."""
    wrong = [(name, why) for name, (wanted, why) in _PRAGMAS.items() if told.get(name) != wanted]
    for name, why in wrong:
        yield Finding("wrong", f"SQLite: {name} is {told.get(name)}; {why}. The settings ask for another.")
    if not wrong:
        yield Finding("well", "SQLite keeps what was acknowledged, and overwrites what was deleted.")


def _settings() -> dict[str, str]:
    with connection.cursor() as cursor:
        names = [*QUIET, *_MORE]
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [names])
        return dict(cursor.fetchall())


def postgresql_found(told: Mapping[str, str]) -> Iterator[Finding]:
    """Whether PostgreSQL writes down what people wrote. `told`: values by setting."""
    loud = [name for name in QUIET if name in told and not _is_quiet(name, told)]
    for name in loud:
        yield Finding(
            "wrong",
            f"PostgreSQL: {name} is “{told[name]}”, so that its log may hold what people wrote. Let a "
            f"superuser say: "
            f"ALTER ROLE {connection.settings_dict['USER'] or 'whrin'} SET {name} = '{QUIET[name]}'; {_SEE}",
        )
    if not loud:
        yield Finding("well", "PostgreSQL's log holds no statement, parameter or row of ours.")
    yield from _times_found(told)
    yield from _pages_found(told)


def _is_quiet(name: str, told: Mapping[str, str]) -> bool:
    return told[name] in _AS_QUIET.get(name, {QUIET[name]})


def _times_found(told: Mapping[str, str]) -> Iterator[Finding]:
    kept = [name for name in ("log_connections", "log_disconnections", "log_duration") if _is_on(told, name)]
    for name in kept:
        yield Finding("look", f"PostgreSQL: {name} is on; its log tells when the site was used. {_SEE}")
    watching = [
        part
        for name in ("shared_preload_libraries", "session_preload_libraries")
        for part in told.get(name, "").replace(" ", "").split(",")
        if part in {"auto_explain", "pgaudit", "pg_stat_monitor"}
    ]
    for part in watching:
        yield Finding("wrong", f"PostgreSQL: {part} is loaded, and may write down what people wrote. {_SEE}")
    if not kept and not watching:
        yield Finding("well", "PostgreSQL's log tells no times of use, and no extension listens.")


def _is_on(told: Mapping[str, str], name: str) -> bool:
    # Since version 18 it is a list of moments, not a switch.
    return told.get(name, "off") not in {"off", ""}


def _pages_found(told: Mapping[str, str]) -> Iterator[Finding]:
    for name in ("fsync", "full_page_writes", "synchronous_commit"):
        if told.get(name) == "off":
            yield Finding("wrong", f"PostgreSQL: {name} is off; what was acknowledged can be lost. {_SEE}")
    if told.get("data_checksums") != "on":
        yield Finding("look", f"PostgreSQL: no checksums of pages; a failing disk is noticed late. {_SEE}")
    if told.get("wal_recycle") == "on":
        yield Finding(
            "look", f"PostgreSQL: wal_recycle is on; what was deleted stays in old log files. {_SEE}"
        )
    if told.get("archive_mode", "off") != "off":
        yield Finding(
            "look", f"PostgreSQL: its log is archived. Keep the archive thirty days at most. {_SEE}"
        )


def binding_found(binds: bool) -> Finding:
    """Whether what people write travels apart from the statement."""
    if binds:
        return Finding("well", "PostgreSQL is given statements and values apart.")
    return Finding(
        "wrong", "server_side_binding is off: statements that fail would be logged with their values."
    )


def _is_tls() -> bool | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
        row = cursor.fetchone()
    return None if row is None else bool(row[0])


def way_found(host: str, is_tls: bool | None) -> Finding:
    """Whether the way to the database can be listened to."""
    if not host or host.startswith("/") or host in {"localhost", "127.0.0.1", "::1"}:
        return Finding("well", "The database is on this machine.")
    if is_tls:
        return Finding("well", "The way to the database is encrypted.")
    return Finding(
        "wrong", f"The way to the database on {host} is in clear. Add ?sslmode=verify-full to DATABASE_URL."
    )
