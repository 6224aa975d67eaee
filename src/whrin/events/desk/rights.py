"""Who may keep the calendar at the desk."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from whrin.events.rules import may_edit
from whrin.people.models import Person


def editor_at(request: HttpRequest) -> Person:
    """Return who is signed in, if she may keep the calendar. Raises `PermissionDenied`."""
    if not may_edit(request.user) or not isinstance(request.user, Person):
        raise PermissionDenied
    return request.user
