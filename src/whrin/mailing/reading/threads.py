"""In which thread a letter belongs: the order in which that is decided."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

#: So many of the newest references are looked up.
MOST_REFERENCES = 5


class Ground(Enum):
    """Why a letter belongs where it was put."""

    TOKEN = "token"  # noqa: S105 - the address it was sent to, not a secret
    IN_REPLY_TO = "in-reply-to"
    REFERENCES = "references"
    SUBJECT = "subject"
    NEW = "new"


@dataclass(frozen=True)
class Placed:
    """`answers`: the key of what it answers; `thread`: by its subject alone, the key of a thread."""

    ground: Ground
    answers: str = ""
    thread: str = ""


def thread_of(
    *,
    token_key: str = "",
    in_reply_to: str = "",
    references: Sequence[str] = (),
    known: Callable[[Sequence[str]], str],
    similar: Callable[[], str] = lambda: "",
) -> Placed:
    """Decide: the address, In-Reply-To, the newest References, the subject, else a new thread.

    `known(message_ids)` returns the key of the first Message-ID that is known, or empty. `similar()` returns
    the key of a recent thread of this base subject that she has a part in, or empty; it is asked only for
    letters that say they answer something, or look so to the one who calls.
    """
    if token_key:
        return Placed(Ground.TOKEN, answers=token_key)
    if in_reply_to and (key := known([in_reply_to])):
        return Placed(Ground.IN_REPLY_TO, answers=key)
    newest = list(reversed(references))[:MOST_REFERENCES]
    if newest and (key := known(newest)):
        return Placed(Ground.REFERENCES, answers=key)
    if key := similar():
        return Placed(Ground.SUBJECT, thread=key)
    return Placed(Ground.NEW)
