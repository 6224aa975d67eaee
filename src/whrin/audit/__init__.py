"""Audit: what was done to which record, by whom, on which day.

Purpose: an editor can see what happened; a coordinator can answer for it. Every action records here, inside
its transaction. Not its purpose: who read what; addresses; devices. To remember: no foreign keys, so that a
person or a record can be deleted and the history stays readable; the day, not the minute.
"""
