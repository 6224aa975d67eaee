"""Quotes of a removed post, taken out of everything others wrote in its space.

A mail program breaks long lines anew when it quotes: a quoted line counts when it is a line of the post, or
when it stands somewhere within it and is long enough not to do so by chance.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.db.models import Q, QuerySet

from whrin.forum.models import Draft, Participant, Post, Space, Thread
from whrin.forum.quoting import CUT
from whrin.forum.sealing import Words, open_keys, read_draft, seal_draft, seal_post, words_left
from whrin.forum.shelf import index_anew
from whrin.kit.edition import advance_on_commit

#: Signs from which on a part of a line is known as a quote, and a whole line is in another thread.
_TELLING, _ELSEWHERE = 12, 5
_BATCH = 200


def _bare(line: str) -> str:
    return " ".join(line.lstrip("> \t").split())


class Quoted:
    """Knows the lines of posts again."""

    def __init__(self, bodies: Iterable[str]) -> None:
        written = [[_bare(line) for line in body.splitlines()] for body in bodies]
        self._lines = {line for lines in written for line in lines} - {""}
        # No bare line holds a line break: a quote does not reach from one post into the next.
        self._whole = "\n".join(" ".join(lines) for lines in written)

    def is_in(self, line: str, *, shortest: int = 1) -> bool:
        """Say whether a line, quoted or not, is of the post."""
        bare = _bare(line)
        if len(bare) < shortest:
            return False
        return bare in self._lines or (len(bare) >= _TELLING and bare in self._whole)

    def cut(self, text: str, *, shortest: int = 1) -> str:
        """Return the text with a mark in place of each run of lines that quote the post."""
        lines: list[str] = []
        found = False
        for line in text.splitlines():
            if not (line.startswith(">") and self.is_in(line, shortest=shortest)):
                lines.append(line)
                continue
            found = True
            if lines[-1:] != [CUT]:
                lines.append(CUT)
        # Other line breaks than ours stay as they are where nothing is cut.
        return "\n".join(lines) if found else text

    def cut_words(self, words: Words, *, shortest: int = 1) -> Words:
        """Return the words of a post without quotes. What mail trimmed goes whole when it quotes the post."""
        quotes = any(self.is_in(line, shortest=shortest) for line in words.trimmed.splitlines())
        return replace(
            words, body=self.cut(words.body, shortest=shortest), trimmed="" if quotes else words.trimmed
        )


def cut_quotes_in_space(*posts: Post) -> int:
    """Take every quote of some posts of a space out of the others, and out of drafts; return how many
    changed. It reads what was written after the oldest of them: give it many at once.
    """
    if not posts:
        return 0
    space, own, threads = (
        posts[0].thread.space,
        {post.pk for post in posts},
        {post.thread_id for post in posts},
    )
    quoted = Quoted(words.body for post in posts if (words := words_left(post)))
    # Only what was written or changed after it can quote it.
    later = Post.objects.filter(Q(pk__gt=min(own)) | Q(is_edited=True), thread__space=space)
    changed: list[Post] = []
    for found in _opened(later.exclude(pk__in=own).order_by("pk"), space):
        words = words_left(found)
        if words is None:
            continue
        without = quoted.cut_words(words, shortest=1 if found.thread_id in threads else _ELSEWHERE)
        if without != words:
            found.sealed = seal_post(found, without)
            found.save(update_fields=["sealed"])
            changed.append(found)
    index_anew([found.uid for found in changed])
    if any(found.thread.is_public for found in changed):
        advance_on_commit()
    return len(changed) + _cut_in_drafts(quoted, space)


def _opened(posts: QuerySet[Post], space: Space) -> Iterator[Post]:
    """Yield posts with their authors' keys at hand, some hundred at a time: they change on the way.

    Each author and thread is one object however many posts it has: making objects costs more than opening.
    """
    keys = list(posts.values_list("pk", flat=True))
    authors: dict[int, Participant] = {}
    threads: dict[int, Thread] = {}
    for start in range(0, len(keys), _BATCH):
        batch = list(Post.objects.filter(pk__in=keys[start : start + _BATCH]).order_by("pk"))
        new = {post.author_id for post in batch if post.author_id} - authors.keys()
        authors |= Participant.objects.select_related("person").in_bulk(new)
        open_keys(authors.values())
        threads |= Thread.objects.in_bulk({post.thread_id for post in batch} - threads.keys())
        for post in batch:
            post.thread = threads[post.thread_id]
            post.thread.space = space
            post.author = authors[post.author_id] if post.author_id else None
            yield post


def _cut_in_drafts(quoted: Quoted, space: Space) -> int:
    drafts = Draft.objects.filter(by__space=space, by__person__data_key__isnull=False)
    changed = 0
    for draft in drafts.select_related("by__person", "thread"):
        begun = read_draft(draft)
        body = quoted.cut(begun.body, shortest=_ELSEWHERE)
        if body != begun.body:
            draft.sealed = seal_draft(draft.by, draft.thread, replace(begun, body=body))
            draft.save(update_fields=["sealed"])
            changed += 1
    return changed
