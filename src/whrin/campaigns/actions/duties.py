"""What there is to do for a paper, by whom and by when."""

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.campaigns.enums import Role, State
from whrin.campaigns.models import Duty, Paper, Seat
from whrin.campaigns.telling import DUTY, people_on, tell
from whrin.kit.days import today
from whrin.kit.text import clean_line
from whrin.people.models import Person

MOST = 500
#: Days before it is due on which she is reminded, by what `Duty.told` counts.
REMINDED = {1: 7, 2: 1}


class CannotPlan(Exception):
    """This cannot be; nothing was changed."""

    def __init__(self) -> None:
        super().__init__(_("This cannot be done as the paper stands now. Nothing was changed."))


def _check(paper: Paper, by: Person) -> None:
    if paper.state == State.WITHDRAWN or not Seat.objects.filter(paper=paper, person=by).exists():
        raise CannotPlan


def _stage(due: datetime.date | None) -> int:
    """Return which reminder it is time for; 0: none yet."""
    left = (due - today()).days if due else None
    return max((stage for stage, days in REMINDED.items() if left is not None and left <= days), default=0)


@transaction.atomic
def add_duty(
    *, paper: Paper, what: str, by: Person, person: Person | None = None, due: datetime.date | None = None
) -> Duty:
    """Write down what is to be done. `person`: somebody with a seat, or nobody yet. Raises `CannotPlan`."""
    _check(paper, by)
    what = clean_line(what)[:300]
    is_here = person is None or Seat.objects.filter(paper=paper, person=person).exists()
    if not what or not is_here or paper.duties.count() >= MOST:
        raise CannotPlan
    # Who was asked a few days before knows it: she is not reminded at once.
    made = Duty.objects.create(paper=paper, what=what, person=person, due=due, told=_stage(due))
    record(verb="add task", about=paper, by=by)
    return made


@transaction.atomic
def finish_duty(*, duty: Duty, by: Person, is_done: bool = True) -> None:
    """Mark it as done, or not done after all. Twice is once. Raises `CannotPlan`."""
    _check(duty.paper, by)
    duty.done_on = today() if is_done else None
    duty.save(update_fields=["done_on"])


@transaction.atomic
def remove_duty(*, duty: Duty, by: Person) -> None:
    """Take it off the list: the holder or a writer, or whose it is. Raises `CannotPlan`."""
    _check(duty.paper, by)
    roles = set(Seat.objects.filter(paper=duty.paper, person=by).values_list("role", flat=True))
    if duty.person_id != by.pk and not {Role.HOLDER, Role.WRITER} & roles:
        raise CannotPlan
    record(verb="remove task", about=duty.paper, by=by)
    duty.delete()


def remind() -> int:
    """Queue a word to whoever has something to do, a week before and a day before; return how many. Daily;
    done twice it is done once.
    """
    horizon = today() + datetime.timedelta(days=max(REMINDED.values()))
    waiting = Duty.objects.filter(done_on=None, due__gte=today(), due__lte=horizon).exclude(person=None)
    open_papers = waiting.exclude(paper__state=State.WITHDRAWN)
    return sum(_remind(duty) for duty in open_papers.select_related("paper", "person"))


@transaction.atomic
def _remind(duty: Duty) -> bool:
    stage = _stage(duty.due)
    if not Duty.objects.filter(pk=duty.pk, told__lt=stage).update(told=stage):
        return False
    reachable = [one for one in people_on(duty.paper) if one.pk == duty.person_id]
    tell(DUTY, str(duty.pk), reachable)
    return bool(reachable)
