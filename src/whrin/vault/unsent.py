"""What she had typed when her vault was closed: it waits in her session, sealed to her own key."""

import base64
import binascii
import json

from django.http import HttpRequest

from whrin.people.unsent import Unsent
from whrin.vault.envelopes import CannotOpen, open_sealed, seal_to
from whrin.vault.models import PersonalKey
from whrin.vault.opened import Opened

#: In the session: what was sent, sealed.
_WAITING = "vault-unsent"


def keep(request: HttpRequest, personal: PersonalKey, typed: Unsent) -> None:
    """Keep a form until she has opened her vault."""
    said = json.dumps([typed.path, typed.fields]).encode()
    sealed = seal_to(bytes(personal.public), said, label=_label(personal))
    request.session[_WAITING] = base64.b64encode(sealed).decode()


def waiting_for(request: HttpRequest, opened: Opened) -> Unsent | None:
    """Return what waits for her, and let go of it; None when nothing does."""
    try:
        sealed = base64.b64decode(request.session.pop(_WAITING, ""))
        path, fields = json.loads(open_sealed(opened.pair, sealed, label=_label(opened.personal)))
    except (CannotOpen, binascii.Error):
        return None
    return Unsent(path, tuple((name, value) for name, value in fields))


def _label(personal: PersonalKey) -> str:
    return f"vault unsent:{personal.pk}"
