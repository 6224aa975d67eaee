"""Who may review."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from whrin.design.measures import number_in_words
from whrin.people.doors import for_person
from whrin.people.entries import Entry
from whrin.people.models import Person
from whrin.people.rules import is_active_member, keep_membership
from whrin.services.models import Proposal
from whrin.services.queries import is_reviewer, reviewable_for, waiting_near

Page = Callable[[HttpRequest, Person], HttpResponse]
OnePage = Callable[[HttpRequest, Person, Proposal], HttpResponse]


def may_review(person: Person) -> bool:
    """Say whether she checks services now: named and an active member, or a coordinator."""
    return is_reviewer(person) and (person.is_superuser or is_active_member(person))


def for_reviewer(page: Page) -> Callable[..., HttpResponse]:
    """Open a page to reviewers alone; to anybody else who is signed in it is not there."""

    @for_person
    @wraps(page)
    def open_page(request: HttpRequest, person: Person) -> HttpResponse:
        keep_membership(person)
        if not may_review(person):
            raise Http404
        return page(request, person)

    return open_page


def for_one(page: OnePage) -> Callable[..., HttpResponse]:
    """Open the page of one suggestion to reviewers alone."""

    @for_person
    @wraps(page)
    def open_page(request: HttpRequest, person: Person, uid: UUID) -> HttpResponse:
        keep_membership(person)
        if not may_review(person):
            raise Http404
        return page(request, person, get_object_or_404(reviewable_for(person), uid=uid))

    return open_page


def entry_for(person: Person) -> Entry | None:
    """Return the link to the queue for the page of her account, with how many of her regions wait; None for
    whoever is no reviewer.
    """
    if not may_review(person):
        return None
    waiting = waiting_near(person).count()
    label = _("Suggestions to review")
    if waiting:
        label = _("Suggestions to review: %(n)s") % {"n": number_in_words(waiting)}
    return Entry(label, reverse("services:review"))
