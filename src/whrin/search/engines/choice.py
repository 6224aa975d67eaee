"""Which engine: the one of the database in use."""

from django.db import connection

from whrin.search.engines.postgresql import Tsvector
from whrin.search.engines.protocol import Engine
from whrin.search.engines.sqlite import Fts5

_ENGINES: dict[str, type[Engine]] = {"sqlite": Fts5, "postgresql": Tsvector}


def engine() -> Engine:
    """Return the engine for the default connection; KeyError for a database that search has none for."""
    return _ENGINES[connection.vendor]()
