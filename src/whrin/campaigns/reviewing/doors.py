"""Pages of review are for those with a seat: staff that publishes sees a paper, not what is said of it."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict

from whrin.campaigns.doors import at_paper
from whrin.campaigns.enums import Role
from whrin.campaigns.models import Paper, Seat
from whrin.campaigns.queries import OnPaper
from whrin.campaigns.rules import may_publish, may_steer
from whrin.people.models import Person

View = Callable[..., HttpResponse]


def has_seat(on: OnPaper) -> bool:
    """Say whether she works on the paper."""
    return bool(on.roles)


def is_without_holder(paper: Paper) -> bool:
    """Say whether whoever held the paper has deleted her account, and nobody else worked on it."""
    return not Seat.objects.filter(paper=paper, role=Role.HOLDER).exists()


def may_name(on: OnPaper, person: Person) -> bool:
    """Say whether she decides who works on a paper: its holder; where there is none, staff that publishes."""
    return may_steer(on.roles) or (may_publish(person) and is_without_holder(on.paper))


def at_work(page: View) -> View:
    """Hand a page the paper of its address, if she has a seat on it; to anybody else it is not there."""

    def open_page(request: HttpRequest, person: Person, on: OnPaper, /, **named: Any) -> HttpResponse:
        if not has_seat(on):
            raise Http404
        return page(request, person, on, **named)

    return at_paper(update_wrapper(open_page, page))


def at_people(page: View) -> View:
    """The same, and open to staff that publishes while nobody holds the paper."""

    def open_page(request: HttpRequest, person: Person, on: OnPaper, /, **named: Any) -> HttpResponse:
        if not has_seat(on) and not may_name(on, person):
            raise Http404
        return page(request, person, on, **named)

    return at_paper(update_wrapper(open_page, page))


def sent_in(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, also an empty form; None: nothing was."""
    return request.POST if request.method == "POST" else None
