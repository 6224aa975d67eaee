"""Imports: records of other collections come in, each fault told by record and reason, nothing silently
dropped.

`csl.py` is the door for CSL-JSON; `running.py` keeps a run's place on disk; `storing.py` writes a batch.
"""
