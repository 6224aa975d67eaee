"""What a coordinator decides about a file of an old list. Actions: atomic, and in the audit log."""

import hashlib
from collections.abc import Iterable, Iterator

from django.db import transaction

from whrin.audit.actions import record
from whrin.forum.archives import keeping
from whrin.forum.models import Move, Space
from whrin.people.models import Person


def receive(*, space: Space, kind: str, name: str, content: Iterable[bytes], by: Person) -> Move:
    """Keep a file, sealed, and return its move, or the one that stands open for the same file."""
    digest = hashlib.sha256()

    def counted() -> Iterator[bytes]:
        for piece in content:
            digest.update(piece)
            yield piece

    file = keeping.keep(counted())
    with transaction.atomic():
        known = {"space": space, "kind": kind, "digest": digest.hexdigest()}
        open_one = Move.objects.open().filter(**known).exclude(file="").first()
        move = open_one or Move.objects.create(file_name=name[:200], file=file, by=by, **known)
        if open_one is None:
            record(verb="forum.move.receive", about=move, by=by)
    if open_one is not None:
        keeping.erase(Move(file=file))
    return move


@transaction.atomic
def let_in(*, move: Move, by: Person | None, was_public: bool, is_shown: bool, leaves_exposing: bool) -> bool:
    """Let what was looked at come in; say whether it was waiting for that. Visitors may read it only if
    visitors could before, and the space is open.
    """
    chosen = {
        "state": Move.State.RUNNING,
        "was_public": was_public,
        "is_shown": is_shown and was_public and move.space.access == Space.Access.OPEN,
        "leaves_exposing": leaves_exposing,
    }
    if not Move.objects.filter(pk=move.pk, state=Move.State.WAITING).update(**chosen):
        return False
    move.refresh_from_db(fields=list(chosen))
    record(verb="forum.move.let_in", about=move, by=by, shown=move.is_shown)
    return True


@transaction.atomic
def turn_away(*, move: Move, by: Person) -> None:
    """Let go of a file of which nothing came in yet."""
    record(verb="forum.move.turn_away", about=move, by=by)
    Move.objects.filter(pk=move.pk, done=0).delete()
    transaction.on_commit(lambda: keeping.erase(move))


@transaction.atomic
def give_up(*, move: Move, fault: str) -> None:
    """Say why a file cannot be read."""
    move.state, move.fault = Move.State.FAILED, fault[:300]
    move.save(update_fields=["state", "fault"])
    transaction.on_commit(lambda: keeping.erase(move))
