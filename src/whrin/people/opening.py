"""A session when it begins: whose it is, on what kind of machine, and how long it may rest."""

import re
import time

from django.conf import settings
from django.http import HttpRequest

from whrin.people.actions.sessions import note_session
from whrin.people.models import Membership, OpenSession, Person
from whrin.people.sessions import IDLE, OPENED, row_key

#: In the session: she left the box "shared telephone or computer" ticked.
IS_SHARED = "is_shared"
#: In the session: the language that her own pages speak.
LANGUAGE = "language"
#: Seconds that a session on a shared machine may rest.
SHARED_IDLE = 20 * 60
_PHONE = re.compile(r"Mobi|Android|iPhone|iPad|Tablet|KAIOS|Opera Mini", re.IGNORECASE)


def settle(request: HttpRequest, person: Person) -> None:
    """Give the session of a person who has just signed in its length, and note that it is hers."""
    request.session[OPENED] = int(time.time())
    is_shared = bool(request.session.get(IS_SHARED, True))
    if is_shared:
        request.session[IDLE] = SHARED_IDLE
        request.session.set_expiry(0)
    elif not person.is_staff:
        request.session.pop(IDLE, None)
        request.session.set_expiry(settings.WHRIN_SESSION_HOURS * 3600)
    membership = Membership.objects.filter(person=person).first()
    if membership:
        request.session[LANGUAGE] = membership.interface_language
    if request.session.session_key:
        note_session(
            person=person,
            row_key=row_key(request.session.session_key),
            device=device_of(request),
            is_shared=is_shared,
        )


def device_of(request: HttpRequest) -> str:
    """Return a rough word for the machine, all that is kept of what the browser says about itself."""
    is_phone = _PHONE.search(request.headers.get("User-Agent", ""))
    return OpenSession.Device.PHONE if is_phone else OpenSession.Device.COMPUTER
