"""Harvests other libraries by OAI-PMH into the same drafts as imports.

`fetching.py` asks a stranger's server, within limits · `answers.py` reads what it says · `crosswalk.py`
turns Dublin Core and MODS into the records that imports read · `storing.py` keeps one page of them ·
`running.py` goes through a source. To remember: each page is stored together with the place where the next
begins, so a harvest may stop anywhere.
"""
