"""Where tokens are kept and matched: SQLite's FTS5, PostgreSQL's tsvector, or whatever speaks `Engine`."""
