"""What a form allows now."""

import datetime

from whrin.kit.days import today
from whrin.surveys.enums import Audience, FormState
from whrin.surveys.models import Form


def takes_answers(form: Form, *, day: datetime.date | None = None) -> bool:
    """Say whether a form takes answers on this day (today)."""
    now = day or today()
    begun = form.opens_on is None or form.opens_on <= now
    ended = form.closes_on is not None and form.closes_on < now
    return form.state == FormState.OPEN and begun and not ended


def may_go_to_phones(form: Form) -> bool:
    """Say whether phones may send answers: one key serves many women, so it cannot count or name them."""
    return form.audience in {Audience.ANYONE, Audience.MEMBERS}
