"""Open data on services: what anybody may take whole, what each field means, and what changed.

Purpose: one page with the licence and the ways in, a data package of everything public, the dictionary that
is made from the code, counts of what changed, and datasets of other parts of the room. Not its purpose:
records one by one (`hsds`). To remember: only the newest package is kept, so that what was withdrawn is gone
from here, too; other parts put their datasets in `registry`.
"""
