"""Brings the letters of an archive into a space, batch by batch.

Each batch stands with the counters in one transaction: whatever is cut off goes on behind its last batch. A
letter that came before is passed over.
"""

import datetime
from collections.abc import Callable, Collection, Sequence
from itertools import islice
from typing import BinaryIO

from django.db import transaction
from django.db.models import Max

from whrin.audit.actions import record
from whrin.forum.actions.writing import MOST_OF_NOTE, MOST_OF_TITLE, MOST_SIGNS
from whrin.forum.archives.looking import (
    exposing,
    names_in,
    oldest_kept,
    told_in,
    veiled_body,
    veiled_subject,
    why_left_out,
)
from whrin.forum.archives.old_letters import Told
from whrin.forum.archives.veiling import Names, author_mark, made_up_name
from whrin.forum.models import Move, OldLetter, Post, Space, Thread
from whrin.forum.models.spaces import new_uid
from whrin.forum.publishing import count_anew
from whrin.forum.sealing import Words, seal_post, seal_title
from whrin.forum.shelf import index_anew
from whrin.kit.languages import locale_of
from whrin.kit.text import beginning, clean_line, clean_text
from whrin.people.marks import mark_of

#: Letters in one transaction.
BATCH = 100
#: Days in which an answer with the same subject goes on with a thread, where nothing else says so.
_SIMILAR_DAYS = 14

Progress = Callable[[int, int], None]


def _never() -> bool:
    return False


def bring_in(
    move: Move,
    file: BinaryIO,
    *,
    progress: Progress | None = None,
    stop: Callable[[], bool] = _never,
    size: int = BATCH,
) -> bool:
    """Bring in the letters behind `move.done`; say whether the end was reached.

    Raises `UnreadableArchive`.
    """
    names = names_in(file, move.space)
    letters = told_in(file, skip=move.done)
    while batch := list(islice(letters, size)):
        if stop():
            return False
        store(move, batch, names)
        if progress:
            progress(move.done, move.looked)
    finish(move=move)
    return True


@transaction.atomic
def finish(*, move: Move) -> None:
    """Say that everything of a file is in."""
    move.state = Move.State.FINISHED
    move.save(update_fields=["state"])
    record(verb="forum.move.finish", about=move, by=move.by, added=move.added, left_out=move.left_out)


@transaction.atomic
def store(move: Move, batch: Sequence[Told], names: Names) -> None:
    """Bring in one batch, and write down how far the move is."""
    batch_ = Batch(move, names)
    for told in batch:
        batch_.take(told)
    batch_.close()
    move.save(update_fields=["done", "added", "already", "left_out"])


def _mark(space: Space, known_by: str) -> str:
    return mark_of(f"{space.pk}:{known_by}", purpose="letter of an old list")


def _subject_mark(space: Space, subject: str) -> str:
    return mark_of(f"{space.pk}:{subject.casefold()}", purpose="subject of an old list")


class Batch:
    """Letters that come in together. Threads that were touched are counted once, at the end."""

    def __init__(self, move: Move, names: Names) -> None:
        self.move, self.space, self.names = move, move.space, names
        self._oldest = oldest_kept(move.space)
        self._touched: dict[int, Thread] = {}
        self._numbers: dict[int, int] = {}
        self._uids: list[str] = []

    def take(self, told: Told) -> None:
        """Bring in one letter, or say why not."""
        self.move.done += 1
        mark = _mark(self.space, told.message_id)
        known = self._known(mark, told)
        here = known.get(mark)
        if here is not None and here.has_come:
            self.move.already += 1
            return
        body = veiled_body(told, self.names)
        if why_left_out(told, body, self._oldest) or self._exposes(told, body):
            self.move.left_out += 1
            return
        nearest = self._nearest(told, known)
        thread = self._thread(told, here, nearest, known)
        post = self._post(told, thread, nearest.post if nearest else None, body)
        self._remember(told, here or OldLetter(space=self.space, mark=mark), post, known)
        self.move.added += 1

    def close(self) -> None:
        """Count the touched threads anew, and have the posts found."""
        for thread in self._touched.values():
            count_anew(thread)
        index_anew(self._uids)

    def _exposes(self, told: Told, body: str) -> bool:
        if not self.move.leaves_exposing:
            return False
        return bool(exposing(f"{veiled_subject(told, self.names)}\n{body}"))

    def _marks(self, told: Told) -> list[str]:
        named = [*told.ancestors, *([f"thread {told.thread_id}"] if told.thread_id else [])]
        return [_mark(self.space, one) for one in named]

    def _known(self, mark: str, told: Told) -> dict[str, OldLetter]:
        rows = OldLetter.objects.filter(mark__in=[mark, *self._marks(told)])
        return {row.mark: row for row in rows.select_related("post", "thread")}

    def _nearest(self, told: Told, known: dict[str, OldLetter]) -> OldLetter | None:
        """Return the row of what a letter answers, the nearest whose thread is there."""
        marks = (_mark(self.space, ancestor) for ancestor in told.ancestors)
        return next((known[one] for one in marks if one in known and known[one].thread is not None), None)

    def _thread(
        self, told: Told, here: OldLetter | None, nearest: OldLetter | None, known: dict[str, OldLetter]
    ) -> Thread:
        """Return the thread of a letter: of what it answers, of what answers it, of its number at Google, of
        its subject; else a new one.
        """
        by_number = known.get(_mark(self.space, f"thread {told.thread_id}")) if told.thread_id else None
        for row in (nearest, here, by_number):
            if row is not None and row.thread is not None:
                return self._at_hand(row.thread)
        same = self._similar(told) if told.is_answer and not told.thread_id else None
        return self._at_hand(same) if same is not None else self._new_thread(told)

    def _similar(self, told: Told) -> Thread | None:
        around = datetime.timedelta(days=_SIMILAR_DAYS)
        rows = OldLetter.objects.filter(
            subject=_subject_mark(self.space, told.subject),
            thread__isnull=False,
            post__day__range=(told.day - around, told.day + around),
        )
        row = rows.select_related("thread").order_by("-pk").first()
        return row.thread if row is not None else None

    def _at_hand(self, thread: Thread) -> Thread:
        """Return the one instance of a thread in this batch; nobody else adds to it meanwhile."""
        if thread.pk not in self._touched:
            Thread.objects.select_for_update(of=("self",)).get(pk=thread.pk)
            last = Post.objects.filter(thread=thread).aggregate(last=Max("number"))["last"]
            self._numbers[thread.pk] = last or 0
            thread.space = self.space
            self._touched[thread.pk] = thread
        return self._touched[thread.pk]

    def _new_thread(self, told: Told) -> Thread:
        thread = Thread(uid=new_uid(), space=self.space, language=self._language(told), day=told.day)
        thread.is_public = self.move.is_shown and self.space.access == Space.Access.OPEN
        title = clean_line(veiled_subject(told, self.names))
        thread.sealed_title = seal_title(thread, beginning(title, MOST_OF_TITLE))
        thread.save()
        self._numbers[thread.pk] = 0
        self._touched[thread.pk] = thread
        return thread

    def _language(self, told: Told) -> str:
        return told.language if told.language and locale_of(told.language) else self.space.language

    def _name(self, told: Told) -> str:
        return clean_line(told.author.name)[:40] if told.is_ours else made_up_name(self.space, told.author)

    def _post(self, told: Told, thread: Thread, answers: Post | None, body: str) -> Post:
        self._numbers[thread.pk] += 1
        post = Post(uid=new_uid(), thread=thread, number=self._numbers[thread.pk], way=Post.Way.OLD)
        post.day, post.language = told.day, self._language(told)
        post.answers = answers if answers is not None and answers.thread_id == thread.pk else None
        words = Words(
            body=beginning(clean_text(body), MOST_SIGNS),
            note=beginning(clean_line(told.note), MOST_OF_NOTE),
            name=self._name(told),
        )
        post.sealed = seal_post(post, words)
        post.save(force_insert=True)
        self._uids.append(post.uid)
        return post

    def _remember(self, told: Told, row: OldLetter, post: Post, known: Collection[str]) -> None:
        """Know this letter again, and where those belong that answer the same."""
        unknown = [named for named in dict.fromkeys(self._marks(told)) if named not in known]
        OldLetter.objects.bulk_create(
            (OldLetter(space=self.space, mark=named, thread=post.thread) for named in unknown),
            ignore_conflicts=True,
        )
        row.thread, row.post, row.has_come = post.thread, post, True
        row.author = author_mark(self.space, told.author)
        row.subject = _subject_mark(self.space, told.subject)
        row.save()


def forget_authors(before: datetime.date) -> None:
    """Erase who wrote which old letter, a year after it came in."""
    OldLetter.objects.filter(day__lt=before).exclude(author="", subject="").update(author="", subject="")
