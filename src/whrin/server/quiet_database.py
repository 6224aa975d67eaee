"""What PostgreSQL must not write into its own log, asked of each connection as far as our role may."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

#: PostgreSQL's name of a setting, and the value that keeps statements, rows and parameters out of its log.
#: An error itself quotes values (“invalid input syntax”), its detail the row that was refused; we are told of
#: it, and our own log keeps what may be kept.
QUIET = {
    "log_min_messages": "fatal",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "log_transaction_sample_rate": "0",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
#: The first version that lets a role be granted single settings, and says whether it was.
_GRANTS_SETTINGS = 150000
#: Asks first: a refusal would end the connection's transaction, and be a line of the log itself.
_ASK = (
    "SELECT set_config(name, value, false) FROM unnest(%s::text[], %s::text[]) AS wanted(name, value) "
    "WHERE has_parameter_privilege(name, 'SET')"
)


def keep_quiet(*, connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    """Ask a new connection to log no statement, no parameter and no row."""
    if connection.vendor != "postgresql" or getattr(connection, "pg_version", 0) < _GRANTS_SETTINGS:
        return
    with connection.cursor() as cursor:
        cursor.execute(_ASK, [list(QUIET), list(QUIET.values())])


def watch_connections() -> None:
    """Ask each connection that is opened from now on."""
    connection_created.connect(keep_quiet, dispatch_uid="whrin.server.quiet_database")
