"""What she had typed when it could not be taken in: it is given back to her, so that nothing is lost.

Her session ended while she wrote: what she sent waits in the session in which she signs in again, sealed with
her own data key, so that nobody else who signs in there can read it. A form that is out of date, or a
database that cannot write: the answer holds her words, and nothing is kept.
"""

import json
import re
from dataclasses import dataclass
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from whrin.people.keys import open_for, seal_for
from whrin.people.models import OpenSession, Person
from whrin.people.sealing import CannotOpenError
from whrin.people.sessions import row_key

#: In the session: what was sent, sealed.
UNSENT = "unsent"
#: Signs and fields of a form that are given back at most.
_MOST, _MOST_FIELDS = 64_000, 60
#: Names of fields whose content is never given back.
_SECRET = re.compile(r"pass|phrase|code|token|login|secret|credential", re.IGNORECASE)
_SHORT = 40


@dataclass(frozen=True)
class Unsent:
    """A form as it was sent: where to, and its fields in order."""

    path: str
    fields: tuple[tuple[str, str], ...]

    def words(self) -> list[tuple[str, str]]:
        """Return what she wrote, to be shown."""
        return [(name, value) for name, value in self.fields if _are_words(value)]

    def rest(self) -> list[tuple[str, str]]:
        """Return what goes with it unseen."""
        return [(name, value) for name, value in self.fields if not _are_words(value)]


def _are_words(value: str) -> bool:
    return len(value.split()) > 1 or len(value) > _SHORT


def typed_in(request: HttpRequest) -> Unsent | None:
    """Return the form that was sent, without secrets; None when there are no words in it, or too many."""
    if request.method != "POST" or request.path_info.startswith(reverse("wagtailadmin_home")):
        return None
    fields = tuple(
        (name, value)
        for name, values in request.POST.lists()
        for value in map(str, values)
        if name != "csrfmiddlewaretoken" and not _SECRET.search(name)
    )
    unsent = Unsent(request.get_full_path(), fields)
    # A long form has many fields that she left empty; they go along as they are.
    filled = sum(bool(value) for _name, value in fields)
    is_small = filled <= _MOST_FIELDS and sum(len(value) for _name, value in fields) <= _MOST
    return unsent if is_small and unsent.words() else None


def give_back(
    request: HttpRequest, unsent: Unsent, *, status: int = HTTPStatus.OK, is_broken: bool = False
) -> HttpResponse:
    """Show what she wrote, in a form that sends it once more. `is_broken`: the fault was ours."""
    context = {"unsent": unsent, "is_broken": is_broken}
    response = render(request, "people/unsent.html", context, status=status)
    response["Cache-Control"] = "no-store, private"
    return response


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to the door; what was typed waits for the one whose session has ended, or is given back at once
    where nobody knows any more whose it was.
    """
    unsent = typed_in(request)
    if unsent is None:
        return redirect_to_login(request.get_full_path())
    person = whose_session(request)
    if person is None:
        return give_back(request, unsent, status=HTTPStatus.FORBIDDEN)
    said = json.dumps([unsent.path, unsent.fields])
    request.session[UNSENT] = seal_for(person, said, label=_label(person))
    return redirect_to_login(reverse("account_unsent"))


def waiting_for(request: HttpRequest, person: Person) -> Unsent | None:
    """Return what waits in her session; None when nothing does, or it is somebody else's."""
    try:
        said = open_for(person, request.session.get(UNSENT, ""), label=_label(person))
    except CannotOpenError:
        return None
    if not said:
        return None
    path, fields = json.loads(said)
    return Unsent(path, tuple((name, value) for name, value in fields))


def whose_session(request: HttpRequest) -> Person | None:
    """Return whose session has ended: it rested for too long, or had been open for hours (`Stay`)."""
    ended: Person | None = getattr(request, "ended_for", None)
    if ended is not None:
        return ended
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    note = OpenSession.objects.filter(row_key=row_key(key), person__is_active=True).select_related("person")
    found = note.first() if key else None
    return found.person if found else None


def _label(person: Person) -> str:
    return f"people.unsent:{person.pk}"
