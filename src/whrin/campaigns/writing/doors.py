"""Who may change words: holder and writers. While they stand, the text is shown instead."""

from collections.abc import Callable
from functools import update_wrapper

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from whrin.campaigns.actions.wording import PaperLocked
from whrin.campaigns.doors import at_paper
from whrin.campaigns.enums import Role
from whrin.campaigns.queries import OnPaper
from whrin.campaigns.rules import may_write
from whrin.people.models import Person

View = Callable[..., HttpResponse]


def for_writers(page: View) -> View:
    """Open a page (request, person, on, …) to those who write this paper. What they send is taken to the
    action, locked or not: it refuses, and their words are given back.
    """

    def open_page(
        request: HttpRequest, person: Person, on: OnPaper, /, *args: object, **kwargs: object
    ) -> HttpResponse:
        if not {Role.HOLDER, Role.WRITER} & on.roles:
            raise PermissionDenied
        if request.method != "POST" and not may_write(on.paper, on.roles):
            messages.info(request, str(PaperLocked()))
            return redirect("campaigns:paper", on.paper.pk)
        return page(request, person, on, *args, **kwargs)

    return at_paper(update_wrapper(open_page, page))
