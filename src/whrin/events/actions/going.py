"""Members say that they go to a session, and ask to be reminded of its deadlines. The log names nobody, not
even by a stand-in: where she travels is hers.
"""

from django.db import transaction

from whrin.audit.actions import record
from whrin.events.models import Going, Session, Watcher
from whrin.people.models import Person


@transaction.atomic
def say_going(*, session: Session, by: Person, may_be_named: bool) -> None:
    """Write down that she goes; said twice, the last word counts."""
    Going.objects.update_or_create(session=session, person=by, defaults={"may_be_named": may_be_named})
    record(verb="go to session", about=session)


@transaction.atomic
def say_not_going(*, session: Session, by: Person) -> None:
    """Take it back, as if it had never been said."""
    if Going.objects.filter(session=session, person=by).delete()[0]:
        record(verb="not go to session", about=session)


@transaction.atomic
def watch_session(*, session: Session, by: Person) -> None:
    """Ask for letters before each of its deadlines."""
    if Watcher.objects.get_or_create(session=session, person=by)[1]:
        record(verb="watch session", about=session)


@transaction.atomic
def stop_watching(*, session: Session, by: Person) -> None:
    """Ask for no more of these letters."""
    if Watcher.objects.filter(session=session, person=by).delete()[0]:
        record(verb="stop watching session", about=session)
