"""Letters that this room wants sent. The room that carries mail stands above and says how."""

from collections.abc import Callable

from whrin.people.models import Person

#: `send(kind, key, person, address)`: queue the letter of this kind about `key`. `address`: where to, when it
#: is not (yet) her confirmed address; empty: her own.
Send = Callable[[str, str, Person, str], None]

_senders: list[Send] = []


def register_sender(send: Send) -> None:
    """Let letters of this room be queued by `send`. The last registration wins."""
    _senders[:] = [send]


def send_notice(*, kind: str, key: str, person: Person, address: str = "") -> None:
    """Queue a letter; without a room that carries mail there is none to send."""
    for send in _senders:
        send(kind, key, person, address)
