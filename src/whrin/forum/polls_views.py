"""Polls on the web: asking, answering, taking an answer back, closing."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from whrin.ballots.actions import BallotOver, CannotAnswer, NotAsked
from whrin.forum.actions import CannotWrite, add_poll, answer_poll, close_poll, take_answer_back
from whrin.forum.addresses import address_of
from whrin.forum.exposing import found_in
from whrin.forum.models import Participant, Post
from whrin.forum.polls import poll_of
from whrin.forum.polls_form import PollForm
from whrin.forum.polls_shown import shown_poll
from whrin.forum.queries import NotThere, post_for
from whrin.forum.rules import may_read_as_member
from whrin.forum.thread_page import shown_title
from whrin.people.doors import for_person
from whrin.people.models import Person

_STATUS = {BallotOver: HTTPStatus.CONFLICT, NotAsked: HTTPStatus.FORBIDDEN}


def _post_and_place(person: Person, uid: str) -> tuple[Post, Participant]:
    post, place = post_for(person, uid)
    if place is None or not may_read_as_member(person, place.space, place):
        raise NotThere
    return post, place


@for_person
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, person: Person, uid: str) -> HttpResponse:
    """Show its author the form of a poll under her post; a POST adds it."""
    post, place = _post_and_place(person, uid)
    if post.author_id != place.pk:
        raise NotThere
    if poll_of(post) is not None:
        return redirect(address_of(post, place))
    form = PollForm(request.POST or None)
    status, found = HTTPStatus.OK, []
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        wanted = form.wanted() if form.is_valid() else None
        found = found_in(form.typed()) if wanted and request.POST.get("do") != "anyway" else []
        if wanted is not None and not found:
            try:
                add_poll(by=place, post=post, wanted=wanted)
            except CannotWrite as refusal:
                form.add_error(None, refusal.message)
                status = HTTPStatus.FORBIDDEN
            else:
                return redirect(address_of(post, place))
        elif found:
            status = HTTPStatus.OK
    context = {"form": form, "post": post, "space": post.thread.space, "found": found}
    return render(request, "forum/poll_add.html", context, status=status)


@for_person
@require_http_methods(["GET", "HEAD", "POST"])
def vote(request: HttpRequest, person: Person, uid: str) -> HttpResponse:
    """Show a poll by itself; a POST does what its button says: answer, take back, close."""
    post, place = _post_and_place(person, uid)
    if poll_of(post) is None:
        raise NotThere
    wrong, status = "", HTTPStatus.OK
    if request.method == "POST":
        try:
            messages.success(request, _done(request, place, post))
        except CannotAnswer as refusal:
            wrong = str(refusal.message)
            status = _STATUS.get(type(refusal), HTTPStatus.UNPROCESSABLE_ENTITY)
        except CannotWrite:
            raise NotThere from None
        else:
            return redirect(address_of(post, place))
    context = {
        "poll": shown_poll(place, post),
        "thread": post.thread,
        "thread_title": shown_title(post.thread),
        "space": post.thread.space,
        "address": address_of(post, place),
        "wrong": wrong,
    }
    return render(request, "forum/poll_page.html", context, status=status)


def _done(request: HttpRequest, place: Participant, post: Post) -> str:
    """Do what the button says, and return what to tell her."""
    wish = request.POST.get("do", "")
    if wish == "close":
        close_poll(by=place, post=post)
        return _("The poll is closed.")
    if wish == "take-back":
        take_answer_back(by=place, post=post)
        return _("Your answer is taken back.")
    chosen = [number for number in request.POST.getlist("choice") if number.isascii() and number.isdecimal()]
    answer_poll(by=place, post=post, choices=[int(number[:4]) for number in chosen])
    return _("Your answer counts.")
