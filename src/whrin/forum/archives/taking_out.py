"""A space written out, piece by piece: as mbox, which mail programmes and list servers read, or as JSON.

Only what is published stands in it, under the names that readers see; hidden ones stay hidden. The day is all
there is of the time. docs/operator/moving-a-list.md describes both shapes.
"""

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import format_datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from whrin.forum.archives.old_letters import NOTE, OURS
from whrin.forum.models import Entry, Participant, Post, Space, Thread
from whrin.forum.sealing import Words, name_over, words_left
from whrin.forum.thread_page import shown_title
from whrin.mailing.writing import encoded, mailbox

_CHUNK = 200
#: What the JSON says it is; another shape gets another number.
SHAPE = "whrin-space-1"


@transaction.atomic
def note_taking_out(*, space: Space, by: Participant | None) -> None:
    """Write into the moderation log that a copy was taken. `by` None: whoever keeps the server."""
    Entry.objects.create(space=space, by=by.uid if by else "", verb=Entry.Verb.TAKE_OUT)


@dataclass(frozen=True)
class Said:
    """A published post, opened."""

    post: Post
    words: Words
    name: str


def _threads(space: Space) -> Iterator[Thread]:
    published = Thread.objects.filter(space=space, posts_published__gt=0).order_by("pk")
    for thread in published.select_related("author__person__data_key").iterator(chunk_size=_CHUNK):
        thread.space = space
        yield thread


def _posts(thread: Thread) -> Iterator[Said]:
    """Yield what was said in a thread; what its author deletes in this moment is passed over."""
    posts = Post.objects.filter(thread=thread, state=Post.State.PUBLISHED).order_by("number")
    posts = posts.select_related("author__person__data_key", "answers")
    chunk = list(posts[:_CHUNK])
    while chunk:
        for post in chunk:
            post.thread = thread
            words = words_left(post)
            if words is not None:
                yield Said(post, words, name_over(post, words))
        last = chunk[-1].number
        chunk = list(posts.filter(number__gt=last)[:_CHUNK]) if len(chunk) == _CHUNK else []


def as_json(space: Space) -> Iterator[str]:
    """Yield a space as one JSON object."""
    head = {
        "shape": SHAPE,
        "space": {"name": space.name, "purpose": space.purpose, "language": space.language},
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "threads": ['
    between = "\n"
    for thread in _threads(space):
        told = {"id": thread.uid, "title": shown_title(thread), "language": thread.language}
        yield between + json.dumps(told, ensure_ascii=False)[:-1] + ', "posts": ['
        between = ",\n"
        comma = "\n"
        for said in _posts(thread):
            yield comma + json.dumps(_as_object(said), ensure_ascii=False)
            comma = ",\n"
        yield "]}"
    yield "]}\n"


def _as_object(said: Said) -> dict[str, object]:
    answers = _answered(said.post)
    return {
        "id": said.post.uid,
        "number": said.post.number,
        "name": said.name or None,
        "day": said.post.day.isoformat(),
        "language": said.post.language,
        "answers": answers.uid if answers else None,
        "note": said.words.note or None,
        "words": said.words.body,
        "from_an_old_list": said.post.way == Post.Way.OLD,
    }


def _answered(post: Post) -> Post | None:
    is_there = post.answers is not None and post.answers.state == Post.State.PUBLISHED
    return post.answers if is_there else None


def as_mbox(space: Space) -> Iterator[str]:
    """Yield a space as mbox (`>` before each "From " in the text, as RFC 4155 calls mboxrd)."""
    for thread in _threads(space):
        title, first = shown_title(thread), ""
        for said in _posts(thread):
            first = first or said.post.uid
            yield _as_letter(said, title, first)


def _domain() -> str:
    return settings.WHRIN_MAIL_DOMAIN or urlsplit(settings.WHRIN_ADDRESS).hostname or "localhost"


def _id(uid: str) -> str:
    return f"<{uid}@{_domain()}>"


def _as_letter(said: Said, title: str, first: str) -> str:
    post, space = said.post, said.post.thread.space
    noon = datetime.datetime.combine(post.day, datetime.time(12), datetime.UTC)
    address = f"{space.list_name or 'forum'}@{_domain()}"
    is_first = post.uid == first
    headers = {
        "From": mailbox(said.name or _("Somebody"), address),
        "To": address,
        "Subject": encoded(title if is_first else f"Re: {title}", "Subject"),
        "Date": format_datetime(noon),
        "Message-ID": _id(post.uid),
        **_threading(post, first),
        "List-Id": f"<{address.replace('@', '.')}>",
        OURS: str(post.number),
        "Content-Language": post.language,
        **({NOTE: encoded(said.words.note, NOTE)} if said.words.note else {}),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    }
    head = "".join(f"{name}: {value}\n" for name, value in headers.items()).replace("\r\n", "\n")
    body = "".join(f"{_quoted(line)}\n" for line in said.words.body.split("\n"))
    return f"From MAILER-DAEMON {noon:%a %b %d %H:%M:%S %Y}\n{head}\n{body}\n"


def _threading(post: Post, first: str) -> dict[str, str]:
    """Return In-Reply-To and References: the thread's first post, and the one that is answered."""
    if post.uid == first:
        return {}
    answered = _answered(post)
    ids = list(dict.fromkeys(_id(uid) for uid in (first, answered.uid if answered else first)))
    return {"In-Reply-To": ids[-1], "References": " ".join(ids)}


def _quoted(line: str) -> str:
    return f">{line}" if line.lstrip(">").startswith("From ") else line
