"""`whrin import archive`, `whrin import roster`, `whrin export space`: old lists in, spaces out."""

import argparse
import hashlib
import os
from pathlib import Path
from typing import Any

from whrin.cli.terminal import DONE, FAILED, STOPPED, Bar, Failure, say, start_django, stoppable

#: What a look counts, in the order in which it is told.
_COUNTED = {
    "authors": "authors",
    "machines": "written by machines: left out",
    "empty": "without words of their own: left out",
    "too_old": "older than the space keeps: left out",
    "exposing": "with something that could lead to somebody",
    "malformed": "lines without an address",
    "out": "banned or not yet members: not asked",
    "moderators": "looked after the old list",
}


def add_to_import(kinds: Any) -> None:
    """Add what comes in."""
    archive = kinds.add_parser(
        "archive",
        help="letters of an old mailing list, from Mailman, Google Groups or groups.io",
        description="Look through the letters of an old list: mbox, also gzipped, or many in a ZIP or tar "
        "file. With --yes, bring them into a space: without addresses, and with made-up names in place of "
        "authors'. Ctrl-C stops; the same command goes on from there.",
    )
    roster = kinds.add_parser(
        "roster",
        help="members of an old mailing list: each is asked once whether she wants to be in a space",
        description="Look through the roster of an old list: text or CSV. With --yes, each address gets one "
        "letter, some hundred in an hour; whoever answers is in.",
    )
    for word in (archive, roster):
        word.add_argument("space", help="the space's short name, as in its address")
        word.add_argument("file", type=Path, help="the file")
        word.add_argument("--yes", action="store_true", help="bring it in (else: only look)")
        word.set_defaults(run=run, kind=word.prog.rpartition(" ")[2])
    archive.add_argument("--was-public", action="store_true", help="anybody could read the old archive")
    archive.add_argument(
        "--show",
        action="store_true",
        help="visitors may read it here, too (public before, and an open space)",
    )
    archive.add_argument(
        "--leave-exposing", action="store_true", help="leave out letters that could lead to somebody"
    )
    roster.set_defaults(was_public=False, show=False, leave_exposing=False)


def add_to_export(kinds: Any) -> None:
    """Add what goes out."""
    word = kinds.add_parser(
        "space",
        help="a space of the forum, as mbox or JSON",
        description="Write what is published in a space, under the names that readers see. The space's log "
        "tells that a copy was taken. The name of the file tells the format: .mbox or .json.",
    )
    word.add_argument("space", help="the space's short name, as in its address")
    word.add_argument("file", type=Path, help="the file to write; replaced when the export is whole")
    word.set_defaults(run=take_out)


def _space(slug: str) -> Any:
    from whrin.forum.models import Space

    space = Space.objects.filter(slug=slug).first()
    if space is None:
        known = ", ".join(Space.objects.values_list("slug", flat=True)) or "none yet"
        message = f"There is no space “{slug}”. There are: {known}."
        raise Failure(message)
    return space


def run(given: argparse.Namespace) -> int:
    """Look through a file, and bring it in when told to."""
    if not given.file.is_file():
        message = f"There is no file {given.file}."
        raise Failure(message)
    start_django()
    from whrin.forum.archives.keeping import AtWork, held
    from whrin.forum.archives.mailboxes import UnreadableArchive
    from whrin.forum.archives.rosters import UnreadableRoster

    move = _move(_space(given.space), given)
    try:
        with held(move):
            return _roster(move, given) if given.kind == "roster" else _archive(move, given)
    except AtWork:
        message = "Another process works on this file."
        raise Failure(message) from None
    except (UnreadableArchive, UnreadableRoster) as fault:
        move.delete()
        raise Failure(str(fault.message)) from None


def _move(space: Any, given: argparse.Namespace) -> Any:
    """Return the move of this file: the one that was cut off, or a new one."""
    from whrin.forum.models import Move

    with given.file.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    known = {"space": space, "kind": given.kind, "digest": digest, "file": ""}
    move = Move.objects.open().filter(**known).select_related("space").first()
    return move or Move.objects.create(file_name=given.file.name[:200], **known)


def _archive(move: Any, given: argparse.Namespace) -> int:
    from whrin.forum.archives.bringing import bring_in
    from whrin.forum.archives.looking import look_through
    from whrin.forum.archives.receiving import let_in

    with stoppable() as stop, given.file.open("rb") as file:
        if move.state == move.State.LOOKING:
            look_through(move, file, stop=stop)
            if stop():
                return STOPPED
            move.state = move.State.WAITING
            move.save(update_fields=["state"])
        _tell(move, "letters")
        if not given.yes:
            return _only_looked()
        let_in(
            move=move,
            by=None,
            was_public=given.was_public,
            is_shown=given.show,
            leaves_exposing=given.leave_exposing,
        )
        file.seek(0)
        is_whole = bring_in(move, file, progress=Bar("Letters"), stop=stop)
    print(f"{move.added} added, {move.already} already here, {move.left_out} left out.")
    if not is_whole:
        say(f"Stopped after {move.done} of {move.looked}. The same command goes on from there.")
    return DONE if is_whole else STOPPED


def _roster(move: Any, given: argparse.Namespace) -> int:
    from whrin.forum.archives.receiving import let_in
    from whrin.forum.archives.rosters import read_roster
    from whrin.forum.archives.subscribers import may_be_asked, take_in

    roster = read_roster(given.file.read_bytes())
    move.looked, move.found, move.state = len(roster.entries), roster.found(), move.State.WAITING
    move.save(update_fields=["looked", "found", "state"])
    _tell(move, "addresses")
    if roster.malformed:
        say(f"Lines without an address: {', '.join(map(str, move.found['lines']))}")
    if not may_be_asked(move.space):
        say("Nobody can be asked into this space by letter: it has no address for mail, or it is for")
        say("women with lived experience, who say so themselves.")
        return FAILED
    if not given.yes:
        return _only_looked()
    let_in(move=move, by=None, was_public=False, is_shown=False, leaves_exposing=False)
    take_in(move=move, entries=roster.entries)
    say("Each is asked by one letter in the next hours. Whoever answers is in.")
    return DONE


def _tell(move: Any, what: str) -> None:
    print(f"{move.looked} {what}")
    for name, words in _COUNTED.items():
        if move.found.get(name):
            print(f"  {move.found[name]} {words}")


def _only_looked() -> int:
    say("Nothing came in. Add --yes to bring it in.")
    return DONE


def take_out(given: argparse.Namespace) -> int:
    """Write the file beside its place and move it there when it is whole."""
    start_django()
    from whrin.forum.archives.taking_out import as_json, as_mbox, note_taking_out

    ways = {".mbox": as_mbox, ".json": as_json}
    if given.file.suffix not in ways:
        message = "The name of the file ends with .mbox or .json."
        raise Failure(message)
    space = _space(given.space)
    note_taking_out(space=space, by=None)
    draft = given.file.with_name(given.file.name + ".partial")
    with stoppable() as stop, draft.open("w", encoding="utf-8", errors="replace", newline="") as written:
        draft.chmod(0o600)
        for piece in ways[given.file.suffix](space):
            if stop():
                draft.unlink()
                raise KeyboardInterrupt
            written.write(piece)
        written.flush()
        os.fsync(written.fileno())
    draft.replace(given.file)
    say(f"The space is in {given.file}.")
    return DONE
