"""Canaries: reports told through the real forms of a running site, and a search of everything it wrote.

`python -m tests.incidents.canaries --reports 1000` runs it by hand, on SQLite, or on PostgreSQL where
`DATABASE_URL` names a server on which the role is a superuser. `test_canaries.py` runs a few.
"""
