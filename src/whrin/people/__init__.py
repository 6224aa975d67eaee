"""People: accounts, and signing in with a second factor.

Purpose: a name of her choosing and a passphrase; e-mail only if she wants. Not its purpose: a directory of
members. To remember: no telephone numbers, no last-seen time, no addresses of machines; sessions are kept
hashed.
"""
