"""What the network submitted to a session. The rooms that write stand above and say so."""

from collections.abc import Callable, Sequence

from whrin.events.models import Session

#: A title, its language (BCP 47) and the address of its page.
Submission = tuple[str, str, str]
Source = Callable[[Session], Sequence[Submission]]

_sources: dict[str, Source] = {}


def register_submissions(room: str, source: Source) -> None:
    """Let a room say what it has published for a session, newest first. The last registration wins."""
    _sources[room] = source


def submissions_to(session: Session) -> list[Submission]:
    """Return all that was submitted to a session and is public."""
    return [found for source in _sources.values() for found in source(session)]
