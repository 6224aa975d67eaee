"""Answering on the web: without an account, a cookie or a script, page by page, and coming back later.

Purpose: the public pages of forms, from the list of those that are open to the receipt. Not its purpose:
what one page of questions shows and takes (`asking`), the desk. To remember: the secret in a draft's address
is its only key and its only proof; it stands in no row, no log and no page title. Whoever may answer is asked
at the beginning and, in the transaction, when the answers are sent. Nothing typed is lost: what cannot be
taken is shown again.
"""
