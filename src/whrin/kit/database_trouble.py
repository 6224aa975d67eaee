"""Which errors of a database pass by themselves: a full disk, a lock, a server that starts again."""

from django.db.utils import OperationalError

#: SQLite's names of errors (https://www.sqlite.org/rescode.html); an extended one begins like its plain one.
_SQLITE = (
    "SQLITE_FULL",
    "SQLITE_BUSY",
    "SQLITE_LOCKED",
    "SQLITE_IOERR",
    "SQLITE_CANTOPEN",
    "SQLITE_READONLY",
)
#: PostgreSQL's classes: connection, rollback, resources, not in the right state, operator, system.
_POSTGRESQL = ("08", "40", "53", "55", "57", "58")


def is_passing(trouble: BaseException) -> bool:
    """Say whether the same would succeed later, unchanged."""
    if not isinstance(trouble, OperationalError):
        return False
    cause = trouble.__cause__
    state = getattr(cause, "sqlstate", None)
    if state is None and not hasattr(cause, "sqlite_errorname"):
        return True  # no connection: there is nobody to name the error
    return str(getattr(cause, "sqlite_errorname", "")).startswith(_SQLITE) or str(state).startswith(
        _POSTGRESQL
    )
