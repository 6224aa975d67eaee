"""What happens when a post is published, for modules of this room that stand above the actions: letters."""

from collections.abc import Callable

from whrin.forum.models import Post

#: Called in the transaction that publishes the post: from the web, by mail, or let through by a moderator.
AfterPublishing = Callable[[Post], None]

_after_publishing: list[AfterPublishing] = []


def register_after_publishing(do: AfterPublishing) -> None:
    """Have something done with each post that becomes public to its readers. Registering twice is once."""
    if do not in _after_publishing:
        _after_publishing.append(do)


def after_publishing(post: Post) -> None:
    """Do what was registered."""
    for do in _after_publishing:
        do(post)
