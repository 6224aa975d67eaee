"""Telling: one question a page, no account, no cookie, no script. What she answered travels in the page
itself, sealed; the server keeps nothing of it until she sends, and then only what it cannot open.
"""
