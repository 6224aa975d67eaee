"""What stands sealed in this room, opened: words of posts, titles, names; and sealed again.

What a participant wrote is under her data key. A row without an author is under the key of its space: she has
left and let it stand, or it never was a person's.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from whrin.forum.models import Draft, Participant, Post, Space, Thread
from whrin.people.keys import open_for, open_keys_of, open_with, own_key_of, seal_for, seal_with
from whrin.people.models import Person
from whrin.people.sealing import CannotOpenError


@dataclass(frozen=True)
class Words:
    """What a post says. `note`: what to be warned of before reading. `trimmed`: what mail had quoted. `name`:
    made for whoever wrote it to an old list; empty for what was said here.
    """

    body: str
    note: str = ""
    trimmed: str = ""
    name: str = ""


@dataclass(frozen=True)
class Begun:
    """What a draft holds. `poll`: answers to choose from, one on each line."""

    title: str = ""
    body: str = ""
    note: str = ""
    poll: str = ""


def seal_in_space(space: Space, text: str, *, label: str) -> str:
    """Return a text sealed under the space's own key."""
    return seal_with(own_key_of(space), text, label=label)


def open_in_space(space: Space, sealed: str, *, label: str) -> str:
    """Return what was sealed under the space's own key; empty stays empty. Raises `CannotOpenError`."""
    return open_with(own_key_of(space), sealed, label=label) if sealed else ""


def _seal(space: Space, author: Participant | None, text: str, *, label: str) -> str:
    if author is None:
        return seal_in_space(space, text, label=label)
    return seal_for(author.person, text, label=label)


def _open(space: Space, author: Participant | None, sealed: str, *, label: str) -> str:
    if author is None:
        return open_in_space(space, sealed, label=label)
    return open_for(author.person, sealed, label=label)


def seal_post(post: Post, words: Words) -> str:
    """Return what `post.sealed` must be for these words and the author the post has now."""
    text = json.dumps(asdict(words), ensure_ascii=False)
    return _seal(post.thread.space, post.author, text, label=f"forum.Post:{post.uid}")


def read_post(post: Post) -> Words:
    """Return the words of a post. Raises `CannotOpenError`."""
    opened = _open(post.thread.space, post.author, post.sealed, label=f"forum.Post:{post.uid}")
    return Words(**json.loads(opened)) if opened else Words("")


def seal_title(thread: Thread, title: str) -> str:
    """Return what `thread.sealed_title` must be for this title and the author the thread has now."""
    return _seal(thread.space, thread.author, title, label=f"forum.Thread:{thread.uid}")


def title_of(thread: Thread) -> str:
    """Return the title of a thread; empty when its author took it away. Raises `CannotOpenError`."""
    return _open(thread.space, thread.author, thread.sealed_title, label=f"forum.Thread:{thread.uid}")


def seal_name(participant: Participant, name: str) -> str:
    """Return what `participant.sealed_name` must be."""
    return seal_for(participant.person, name, label=f"forum.Participant:{participant.uid}")


def name_in(participant: Participant) -> str:
    """Return the name a participant has in her space. Raises `CannotOpenError`."""
    return open_for(participant.person, participant.sealed_name, label=f"forum.Participant:{participant.uid}")


def name_left(participant: Participant) -> str:
    """Return her name in her space, or nothing: she has destroyed her key, and her rows go in a moment."""
    try:
        return name_in(participant)
    except CannotOpenError:
        return ""


def name_over(post: Post, words: Words) -> str:
    """Return the name over a post: none when it is hidden; over one of an old list, a made-up one."""
    if post.author is None:
        return words.name
    return "" if post.hides_name else name_left(post.author)


def words_left(post: Post) -> Words | None:
    """Return the words of a post, or None: its author has destroyed her key, and it goes in a moment."""
    try:
        return read_post(post)
    except CannotOpenError:
        return None


def _label_of_draft(by: Participant, thread: Thread | None) -> str:
    return f"forum.Draft:{by.uid}:{thread.uid if thread else 'new'}"


def seal_draft(by: Participant, thread: Thread | None, begun: Begun) -> str:
    """Return what `Draft.sealed` must be."""
    text = json.dumps(asdict(begun), ensure_ascii=False)
    return seal_for(by.person, text, label=_label_of_draft(by, thread))


def read_draft(draft: Draft) -> Begun:
    """Return what was begun. Raises `CannotOpenError`."""
    opened = open_for(draft.by.person, draft.sealed, label=_label_of_draft(draft.by, draft.thread))
    return Begun(**json.loads(opened))


def open_keys(authors: Iterable[Participant | None]) -> None:
    """Fetch the keys of all these participants at once, so that opening their rows asks nothing more.

    Their `person` must be at hand (`select_related`).
    """
    people: list[Person] = [author.person for author in authors if author is not None]
    open_keys_of(people)
