"""Reading: the spaces, a space, a thread, a post's own address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from whrin.forum.addresses import address_of
from whrin.forum.doors import asked_page, for_readers
from whrin.forum.queries import NotThere, post_for, space_for, thread_for
from whrin.forum.search_page import search_page
from whrin.forum.space_page import space_lines, space_page
from whrin.forum.thread_page import thread_page
from whrin.forum.writing_views import reply_form
from whrin.search.asking import tidy


@require_safe
@for_readers
def spaces(request: HttpRequest) -> HttpResponse:
    """List the spaces this person may know of."""
    return render(request, "forum/spaces.html", {"lines": space_lines(request.user)})


@require_safe
@for_readers
def search(request: HttpRequest) -> HttpResponse:
    """Find posts in all spaces this person may read."""
    text, page = tidy(request.GET.get("q", "")), asked_page(request)
    found = search_page(request.user, text, get_language() or "en", page) if text else None
    if found is not None and page > found.last:
        raise NotThere
    return render(request, "forum/search.html", {"text": text, "found": found, "page": page})


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
