"""Reading: the spaces, a space, a thread, a post's own address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from whrin.forum.addresses import address_of
from whrin.forum.doors import asked_page, for_readers
from whrin.forum.queries import post_for, space_for, thread_for
from whrin.forum.space_page import space_lines, space_page
from whrin.forum.thread_page import thread_page
from whrin.forum.writing_views import reply_form


@require_safe
@for_readers
def spaces(request: HttpRequest) -> HttpResponse:
    """List the spaces this person may know of."""
    return render(request, "forum/spaces.html", {"lines": space_lines(request.user)})


@require_safe
@for_readers
def space(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a space is for, and its threads."""
    found, place = space_for(request.user, slug)
    page = space_page(request.user, found, place, asked_page(request))
    return render(request, "forum/space.html", {"page": page, "space": found})


@require_safe
@for_readers
def thread(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a page of a thread, and where to answer."""
    found, place = thread_for(request.user, uid)
    page = thread_page(place, found, asked_page(request))
    form = reply_form(request, place, found) if place is not None and page.may_write else None
    context = {"page": page, "space": found.space, "form": form, "has_place": place is not None}
    return render(request, "forum/thread.html", context)


@require_safe
@for_readers
def post(request: HttpRequest, uid: str) -> HttpResponse:
    """Lead to a post, on whichever page of its thread it stands."""
    found, place = post_for(request.user, uid)
    return redirect(address_of(found, place))
