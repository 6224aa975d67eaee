"""What happens when a post is published or waits, for modules of this room above the actions: letters."""

from collections.abc import Callable

from whrin.forum.models import Post

#: Called in the transaction that publishes the post: from the web, by mail, or let through by a moderator.
AfterPublishing = Callable[[Post], None]

_after_publishing: list[AfterPublishing] = []
#: Called in the transaction that has a post wait for a moderator: held, or reported.
_when_waiting: list[AfterPublishing] = []


def register_after_publishing(do: AfterPublishing) -> None:
    """Have something done with each post that becomes public to its readers. Registering twice is once."""
    if do not in _after_publishing:
        _after_publishing.append(do)


def after_publishing(post: Post) -> None:
    """Do what was registered."""
    for do in _after_publishing:
        do(post)


def register_when_waiting(do: AfterPublishing) -> None:
    """Have something done with each post that waits for a moderator. Registering twice is once."""
    if do not in _when_waiting:
        _when_waiting.append(do)


def when_waiting(post: Post) -> None:
    """Do what was registered."""
    for do in _when_waiting:
        do(post)
