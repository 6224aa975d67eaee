"""Whether somebody else wrote on a page while she did: told by what stood there when it was shown."""

import hashlib
import hmac
import json

from whrin.surveys.asking import Page, ReviewLine, review_of
from whrin.surveys.asking.plan import asked_on
from whrin.surveys.asking.widgets import is_shown_only
from whrin.surveys.drafting import key_of
from whrin.surveys.xform import Session
from whrin.surveys.xform.growing import place_of


def standing_of(secret: str, session: Session, page: Page) -> str:
    """Return a mark of what is answered on a page now, and of how many instances there are."""
    told = json.dumps([sorted(texts_on(session, page).items()), len(page.within.children)])
    return hmac.new(key_of(secret), told.encode(), hashlib.sha256).hexdigest()[:16]


def texts_on(session: Session, page: Page) -> dict[str, str]:
    """Return what she has answered on a page, by place; what the form says by itself is not hers."""
    kept = session.answers()
    return {
        place: kept.get(place, "")
        for question, node in asked_on(page)
        if not is_shown_only(session, question, node) and (place := place_of(node))
    }


def written_by_others(before: dict[str, str], kept: Session, mine: Session, page: Page) -> list[ReviewLine]:
    """Return what is kept now on a page wherever she has written something else; empty: nowhere.

    `before`: what was kept when her page was taken.
    """
    now = texts_on(mine, page)
    differing = {place for place, text in before.items() if now.get(place, "") != text}
    return [line for line in review_of(kept) if line.place in differing]
