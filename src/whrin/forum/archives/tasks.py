"""Background: look through a file, bring it in. Both may run twice, and go on where they were cut off."""

import datetime

from django_tasks import task

from whrin.forum.archives import keeping
from whrin.forum.archives.bringing import bring_in, forget_authors
from whrin.forum.archives.looking import look_through
from whrin.forum.archives.mailboxes import UnreadableArchive
from whrin.forum.archives.receiving import give_up
from whrin.forum.archives.rosters import UnreadableRoster, read_roster
from whrin.forum.archives.subscribers import forget_subscribers, take_in
from whrin.forum.models import Move
from whrin.kit.days import today

_YEAR = datetime.timedelta(days=365)


@task()
def look(move_id: int) -> None:
    """Count what a file holds, for the coordinator to decide."""
    move = Move.objects.select_related("space").filter(pk=move_id, state=Move.State.LOOKING).first()
    if move is None:
        return
    try:
        with keeping.held(move), keeping.open_kept(move) as file:
            if move.kind == Move.Kind.ROSTER:
                roster = read_roster(file.read())
                move.looked, move.found = len(roster.entries), roster.found()
            else:
                look_through(move, file)
    except keeping.AtWork:
        return
    except (UnreadableArchive, UnreadableRoster) as fault:
        give_up(move=move, fault=type(fault).__name__)
        return
    except FileNotFoundError:
        give_up(move=move, fault="gone")
        return
    move.state = Move.State.WAITING
    move.save(update_fields=["state", "looked", "found"])


@task()
def come_in(move_id: int) -> None:
    """Bring in what a coordinator let in, from where it stands."""
    move = Move.objects.select_related("space").filter(pk=move_id, state=Move.State.RUNNING).first()
    if move is None:
        return
    try:
        with keeping.held(move), keeping.open_kept(move) as file:
            if move.kind == Move.Kind.ROSTER:
                take_in(move=move, entries=read_roster(file.read()).entries)
            else:
                bring_in(move, file)
    except keeping.AtWork:
        return
    except (UnreadableArchive, UnreadableRoster) as fault:
        give_up(move=move, fault=type(fault).__name__)
    except FileNotFoundError:
        give_up(move=move, fault="gone")
    else:
        keeping.erase(move)


def forget_old_lists() -> None:
    """Erase what is kept for a time only: files, addresses, fingerprints of authors, moves. Daily."""
    keeping.sweep()
    forget_subscribers()
    forget_authors(today() - _YEAR)
    Move.objects.filter(day__lt=today() - _YEAR).delete()
