"""What one page of a form asks on the web, without scripts, and how what was typed is taken.

    pages = pages_of(session)                        # in order; `key` is fit for an address and stays
    view = shown(session, page)                      # for surveys/asking/questions.html and buttons.html
    taken = take(session, page, request.POST, request.FILES)
    if taken.is_again: shown(session, page, taken=taken)   # with what was refused, and why
    else: lead to taken.go                           # "" is the end: review_of(session), unfinished(session)

Purpose: fields, their words, what was typed. Not its purpose: keeping anything; who may see it. To remember:
it knows a `Session`, what was sent and its files, and nothing else; so it serves those who answer, authors
who look at their form, and a team that corrects.
"""

from .answers import answer_of
from .fields import Setting, ShownPage
from .naming import id_of, key_of
from .plan import Page, page_at, pages_of
from .reviewing import ReviewLine, Unfinished, review_of, unfinished
from .saying import Said, attributes_of, said
from .showing import shown
from .taken import Taken, Upload
from .taking import take
from .ways import after, before

__all__ = [
    "Page",
    "ReviewLine",
    "Said",
    "Setting",
    "ShownPage",
    "Taken",
    "Unfinished",
    "Upload",
    "after",
    "answer_of",
    "attributes_of",
    "before",
    "id_of",
    "key_of",
    "page_at",
    "pages_of",
    "review_of",
    "said",
    "shown",
    "take",
    "unfinished",
]
