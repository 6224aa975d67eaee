"""Who may see to the signatures of a paper. To anybody else these pages are not there."""

from collections.abc import Callable
from functools import update_wrapper, wraps
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from whrin.campaigns.doors import at_paper
from whrin.campaigns.models import Call, Paper
from whrin.campaigns.queries import OnPaper, paper_for
from whrin.campaigns.rules import may_publish, may_steer
from whrin.people.models import Person
from whrin.vault.doors import with_open_vault
from whrin.vault.sessions import Opened

View = Callable[..., HttpResponse]


def may_deliver(person: Person, on: OnPaper) -> bool:
    """Say whether she delivers this paper: who holds it, and the staff that publishes."""
    return may_steer(on.roles) or may_publish(person)


def call_of(person: Person, on: OnPaper) -> Call:
    """Return the call of a paper that she delivers. Raises `Http404`."""
    call = Call.objects.select_related("key").filter(paper=on.paper).first()
    if call is None or not may_deliver(person, on):
        raise Http404
    call.paper = on.paper
    return call


def at_call(page: View) -> View:
    """Hand a page (request, person, on, call, …) the call of the paper of its address."""

    @at_paper
    def open_page(request: HttpRequest, person: Person, on: OnPaper, /, **named: object) -> HttpResponse:
        return page(request, person, on, call_of(person, on), **named)

    return update_wrapper(open_page, page)


def with_keys(page: View) -> View:
    """Hand a page (request, person, opened, on, call) the call, and her open vault."""

    @with_open_vault
    @wraps(page)
    def open_page(request: HttpRequest, person: Person, opened: Opened, uid: UUID) -> HttpResponse:
        on = _on(person, uid)
        return page(request, person, opened, on, call_of(person, on))

    @wraps(page)
    def ask_first(request: HttpRequest, uid: UUID) -> HttpResponse:
        # Whoever may not come in is not led to the lock either.
        if isinstance(request.user, Person):
            call_of(request.user, _on(request.user, uid))
        return open_page(request, uid)

    return ask_first


def _on(person: Person, uid: UUID) -> OnPaper:
    try:
        return paper_for(person, uid)
    except Paper.DoesNotExist:
        raise Http404 from None
