"""Suggestions of readers: taken in without knowing who she is, answered at the desk, then erased."""

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import Actor, record
from whrin.kit.days import today
from whrin.kit.text import clean_line, clean_text
from whrin.people.marks import mark_of
from whrin.policy_index.enums import Answer
from whrin.policy_index.models import Measure, Suggestion

#: Days that an answered suggestion is kept.
KEPT_DAYS = 30


class AlreadyAnswered(ValueError):
    """Somebody else was quicker."""

    message = _("Somebody has answered this suggestion already.")


@transaction.atomic
def suggest(
    *, text: str, source: str, country: str, measure: Measure | None, language: str, pressed: str
) -> Suggestion:
    """Keep what somebody sends. `pressed`: the form's token; the same words twice are one suggestion."""
    text, source = clean_text(text), clean_line(source)
    mark = mark_of(f"{pressed}\n{text}\n{source}", purpose="suggestion of a measure")[:64]
    found, is_new = Suggestion.objects.get_or_create(
        mark=mark,
        defaults={
            "measure": measure,
            "country_id": country or None,
            "text": text,
            "source": source,
            "language": language,
            "received_on": today(),
        },
    )
    if is_new:
        record(verb="receive suggestion of a measure", about=found)
    return found


@transaction.atomic
def answer_suggestion(*, suggestion: Suggestion, answer: Answer, by: Actor) -> None:
    """Write down what became of it. Raises `AlreadyAnswered`."""
    locked = Suggestion.objects.select_for_update().get(pk=suggestion.pk)
    if locked.answer != Answer.WAITING:
        raise AlreadyAnswered(AlreadyAnswered.message)
    locked.answer, locked.answered_on = answer, today()
    locked.save()
    record(verb="answer suggestion of a measure", about=locked, by=by, answer=answer)


def erase_answered() -> int:
    """Erase suggestions that were answered `KEPT_DAYS` ago; return how many."""
    due = today() - datetime.timedelta(days=KEPT_DAYS)
    return Suggestion.objects.filter(answered_on__lte=due).delete()[0]
