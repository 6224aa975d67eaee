"""What review gives to other rooms: erasure, her export, and what is forgotten after publication."""

import datetime

from whrin.campaigns.actions.seats import release_seats
from whrin.campaigns.enums import State
from whrin.campaigns.models import Duty, Listener, Paper, Remark, Seat, SignOff
from whrin.campaigns.queries import titles_of
from whrin.campaigns.words import reason_of, words_of
from whrin.kit.days import today
from whrin.people.models import Person

#: Days after publication for which remarks and sign-offs are kept.
KEPT_DAYS = 90


def erase(person: Person, keeps_words: bool) -> None:  # noqa: ARG001 -- as every room's; none of it is public
    """Erase what she said of papers; one that she held passes on. Twice is once."""
    release_seats(person=person)
    Remark.objects.filter(person=person).delete()
    SignOff.objects.filter(person=person).delete()
    Listener.objects.filter(person=person).delete()
    Duty.objects.filter(person=person).update(person=None)


def export(person: Person) -> dict[str, object]:
    """Return her seats, what she said, how she signed off, and what she has to do."""
    seats = Seat.objects.filter(person=person).select_related("paper")
    titles = titles_of([one.paper for one in seats])
    remarks = Remark.objects.filter(person=person)
    signed = SignOff.objects.filter(person=person).select_related("version", "person")
    duties = Duty.objects.filter(person=person)
    return {
        "papers": [{"title": titles[one.paper_id][0], "role": one.role} for one in seats],
        "remarks": [
            {"day": str(one.day), "text": words_of(one).text, "proposed": words_of(one).proposed}
            for one in remarks.select_related("person")
        ],
        "sign_offs": [
            {"day": str(one.day), "verdict": one.verdict, "reason": reason_of(one)} for one in signed
        ],
        "tasks": [{"what": one.what, "due": str(one.due or "")} for one in duties],
    }


def forget_review() -> int:
    """Delete remarks and sign-offs of papers whose last edition is `KEPT_DAYS` old; return how many. What a
    correction is being agreed on with stays. Daily.
    """
    day = today() - datetime.timedelta(days=KEPT_DAYS)
    old = Paper.objects.filter(published_on__lte=day, state__in=[State.PUBLISHED, State.WITHDRAWN])
    old = old.exclude(editions__day__gt=day).order_by()
    remarks = Remark.objects.filter(paper__in=old)
    signed = SignOff.objects.filter(version__paper__in=old)
    count = remarks.count() + signed.count()
    remarks.delete()
    signed.delete()
    return count
