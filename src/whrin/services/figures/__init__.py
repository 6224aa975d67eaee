"""Figures out of public records: what is there, what is not known, how old it is, and how many told of it.

`counting` is pure; `gathering` asks the database and keeps the result for an edition; `tables` gives CSV.
"""
