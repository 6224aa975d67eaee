"""Reading letters: pure functions from bytes to what a letter says, without a database.

Purpose: take any letter, however broken, apart: whose, which thread, her own words, whether a machine wrote
it, whether it is one of ours that came back. Not its purpose: deciding what happens with it. To remember:
nothing here raises for bad input, and nothing is lost: what is not in `body` is in `trimmed`.
"""

from whrin.mailing.reading.bounces import Bounce
from whrin.mailing.reading.letter import Reading, read_letter
from whrin.mailing.reading.scrubbing import scrub
from whrin.mailing.reading.sentinel import sentinel
from whrin.mailing.reading.subjects import base_subject, new_subject
from whrin.mailing.reading.threads import thread_of

__all__ = [
    "Bounce",
    "Reading",
    "base_subject",
    "new_subject",
    "read_letter",
    "scrub",
    "sentinel",
    "thread_of",
]
