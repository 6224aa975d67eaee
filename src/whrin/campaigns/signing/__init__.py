"""Signing on the web: the form, the page of our letter's link, who signed, the badge, the desk of a call.

Visitors need no cookie and no script. Pages that anybody reads are kept by the page cache for five minutes: a
signature begins no new edition of the site, or a campaign that goes well would empty the cache all day.
"""
