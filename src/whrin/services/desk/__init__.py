"""Services at the desk: the list, one record with its history and its end, peers who review, words, files.

Purpose: what coordinators do with records. Not its purpose: review by peers (`reviewing`, member pages). To
remember: every write goes through `services.actions` and becomes history; nothing is deleted here, it is
withdrawn. Names of reviewers and mailboxes of organisations are for coordinators alone.
"""
