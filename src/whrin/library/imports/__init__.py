"""Imports: records of other collections come in, each fault told by record and reason, nothing silently
dropped.

`taking_in.py` is the door; `opening.py` tells the format by the content and has a reader for each;
`csl_record.py` reads what they find; `running.py` keeps a run's place on disk; `batches.py` stores a batch.
"""
