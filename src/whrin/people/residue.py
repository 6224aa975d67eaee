"""What a database keeps of rows that were deleted, and how it is made to let go of it.

SQLite writes deleted rows over (`secure_delete`), but its log holds the older pages until it is cut back.
PostgreSQL leaves deleted rows where they stood, even after a plain VACUUM, in its log (WAL), and examples of
values in its statistics; the tables are written anew, and where the site's role may do so, the log goes on to
a new file.
"""

import logging
import time

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.utils import OperationalError, ProgrammingError

from whrin.people.leaving import erasures
from whrin.people.models import DataKey

logger = logging.getLogger(__name__)

#: Milliseconds to wait for readers, before the log of the database is cut back a little later.
_PATIENCE = 2_000
#: Seconds between two looks at who still sees what was deleted, and how many looks.
_MOMENT, _MOMENTS = 0.25, 40
#: Bytes from which on a table is not written anew at once: nobody can use it meanwhile.
_LARGE = 128 * 1024 * 1024
#: How the names of tables begin that hold rows of a person and whose room registers no erasure.
_OTHERS = ("people_", "django_session", "mfa_", "account_", "search_")
#: PostgreSQL's own, with examples of values.
_CATALOGUES = ("pg_statistic",)


def cut_back_the_log() -> bool:
    """Have SQLite write its log into the file and empty it, so that no older page stays behind.

    Say whether it could: a reader who takes long keeps it; it is tried again. On PostgreSQL nothing:
    `write_anew` does that work.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return connection.vendor != "sqlite"
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        try:
            cursor.execute(f"PRAGMA busy_timeout={_PATIENCE}")
            return not cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except OperationalError:
            return False
        finally:
            cursor.execute(f"PRAGMA busy_timeout={before}")


def newest_change() -> str:
    """Return PostgreSQL's number of a change that is later than every deletion until now; empty elsewhere."""
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text")
        return str(cursor.fetchone()[0])


def write_anew(since: str) -> bool:
    """Have PostgreSQL write the tables with rows of people anew, without what was deleted before the change
    `since`, and begin a new file of its log. Outside of a transaction. Say whether it did: not while somebody
    still sees what was deleted, or holds a table; and a large table is left for the night.
    """
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        return connection.vendor != "postgresql"
    if not _wait_until_nobody_sees(since):
        return False
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {_PATIENCE}")
        try:
            left = [name for name in _tables() if not _rewrite(name)]
            # The statistics let go of what they held until a moment ago only when nobody sees that moment.
            if not _wait_until_nobody_sees(newest_change()):
                return False
            left += [name for name in _CATALOGUES if not _rewrite(name)]
        finally:
            cursor.execute("RESET lock_timeout")
    _begin_a_new_log()
    return not left


def _nobody_sees(since: str) -> bool:
    """Say whether no transaction may look any more at what was there before the change `since`.

    A transaction that is open in another database of the server counts, too: what PostgreSQL writes anew
    keeps whatever was deleted since the oldest of them began.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_snapshot_xmin(pg_current_snapshot()) > %s::xid8 AND NOT EXISTS (SELECT FROM"
            " pg_stat_activity WHERE (datname IS NULL OR datname = current_database())"
            " AND pid <> pg_backend_pid() AND age(backend_xmin) > age(%s::xid8::xid))",
            [since, since],
        )
        return bool(cursor.fetchone()[0])


def _wait_until_nobody_sees(since: str) -> bool:
    """Wait for those who look already, for moments; say whether they are done."""
    for _moment in range(_MOMENTS):
        if _nobody_sees(since):
            return True
        time.sleep(_MOMENT)
    return False


def _tables() -> list[str]:
    """Return the tables that hold rows of people, those with keys first."""
    beginnings = (*_OTHERS, *(f"{room}_" for room in erasures()))
    tables = (
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"{tables} AND pg_table_size(oid) <= %s ORDER BY relname", [_LARGE])
        names = [str(name) for (name,) in cursor.fetchall()]
    chosen = [name for name in names if name.startswith(beginnings)]
    chosen.sort(key=lambda name: name != DataKey._meta.db_table)  # noqa: SLF001 -- Django's documented name
    return chosen


def _rewrite(table: str) -> bool:
    quoted = connection.ops.quote_name(table)
    try:
        with connection.cursor() as cursor:
            if table not in _CATALOGUES:
                _forget_examples(cursor, quoted)
            cursor.execute(f"VACUUM (FULL, ANALYZE) {quoted}")
    except OperationalError:  # somebody reads it, and takes long
        return False
    return True


def _forget_examples(cursor: CursorWrapper, quoted: str) -> None:
    """Have the statistics of a table without rows hold no value: where rows are left, the next ones replace
    them. Changing the type of a column drops its statistics, also to the type that it has.
    """
    cursor.execute(f"SELECT EXISTS (SELECT FROM {quoted})")  # noqa: S608 -- our own table's name
    if cursor.fetchone()[0]:
        return
    cursor.execute(
        "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute"
        " WHERE attrelid = %s::text::regclass AND attnum > 0 AND NOT attisdropped",
        [quoted],
    )
    columns = [f"ALTER {connection.ops.quote_name(name)} TYPE {kind}" for name, kind in cursor.fetchall()]
    cursor.execute(f"ALTER TABLE {quoted} {', '.join(columns)}")


def _begin_a_new_log() -> None:
    """Where the role may: what stands in older files of the log is then removed, or written over in time."""
    for wish in ("SELECT pg_switch_wal()", "CHECKPOINT"):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(wish)
        except ProgrammingError:
            logger.warning("The database's role may not do this: %s", wish)
