"""Who may open a page of a paper. To anybody without a part in it, the page is not there."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from whrin.campaigns.models import Paper
from whrin.campaigns.queries import OnPaper, paper_for
from whrin.people.doors import for_person
from whrin.people.models import Person
from whrin.people.rules import keep_membership

Rest = ParamSpec("Rest")
Page = Callable[Concatenate[HttpRequest, Person, OnPaper, Rest], HttpResponse]
View = Callable[..., HttpResponse]


def at_paper(page: Page[Rest]) -> View:
    """Hand a page (request, person, on, …) the paper of its address `uid`, with her roles on it."""

    @for_person
    @wraps(page)
    def open_page(
        request: HttpRequest, person: Person, /, uid: UUID, *args: Rest.args, **kwargs: Rest.kwargs
    ) -> HttpResponse:
        keep_membership(person)
        try:
            on = paper_for(person, uid)
        except Paper.DoesNotExist:
            raise Http404 from None
        return page(request, person, on, *args, **kwargs)

    return open_page
