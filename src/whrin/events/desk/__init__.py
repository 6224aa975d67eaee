"""Where the calendar is kept: a list and a form for each kind of record, and the import of a table."""
