"""Search: one engine for every script, the same results on SQLite and PostgreSQL.

Purpose: rooms register a shelf; readers find what stands on it, with true counts beside every filter. Not
its purpose: deciding who may see what (a shelf gives only what is public). To remember: words are folded,
segmented and stemmed here, in Python; the database only matches tokens. A change is found at once.
"""
