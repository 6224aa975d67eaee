"""Where she is signed in, and how to end it."""

from allauth.account.internal.flows.logout import logout
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from whrin.people.actions import end_all_sessions, end_session
from whrin.people.doors import for_person
from whrin.people.models import Person
from whrin.people.queries import sessions_of
from whrin.people.sessions import row_key

_PER_PAGE = 20


@require_GET
@for_person
def sessions(request: HttpRequest, person: Person) -> HttpResponse:
    """List them; the one she looks through is marked."""
    page = Paginator(sessions_of(person), _PER_PAGE).get_page(request.GET.get("page"))
    here = row_key(request.session.session_key or "")
    return render(request, "people/sessions.html", {"page": page, "here": here})


@require_POST
@for_person
def end(request: HttpRequest, person: Person, pk: int) -> HttpResponse:
    """End one of them; hers alone can be found."""
    session = get_object_or_404(sessions_of(person), pk=pk)
    if session.row_key == row_key(request.session.session_key or ""):
        logout(request)
        return HttpResponseRedirect(reverse("account_login"))
    end_session(session=session, by=person)
    messages.success(request, _("Signed out there."))
    return HttpResponseRedirect(reverse("account_sessions"))


@require_POST
@for_person
def end_all(request: HttpRequest, person: Person) -> HttpResponse:
    """Sign her out everywhere, here too."""
    end_all_sessions(person=person)
    logout(request)
    return HttpResponseRedirect(reverse("account_login"))
