"""What a participant marks and keeps: signs, bookmarks, muted threads; what is hers on one page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from whrin.forum.actions import mute_thread, react, set_bookmark
from whrin.forum.addresses import address_of, address_of_thread
from whrin.forum.doors import asked_page
from whrin.forum.mine_page import KINDS, SIZE, mine_count, mine_lines
from whrin.forum.models import Participant, Post, Reaction
from whrin.forum.queries import NotThere, last_page_of, posts_for, thread_for
from whrin.forum.rules import may_read_as_member
from whrin.people.doors import for_person
from whrin.people.models import Person


@for_person
@require_POST
def act(request: HttpRequest, person: Person, uid: str) -> HttpResponse:
    """Do what one button on the page of a thread says: `do` is a word, a colon and the post's uid."""
    thread, place = thread_for(person, uid)
    if place is None or not may_read_as_member(person, thread.space, place):
        raise NotThere
    word, _colon, which = request.POST.get("do", "").partition(":")
    if word in {"mute", "unmute"}:
        mute_thread(by=place, thread=thread, is_set=word == "mute")
        return redirect(address_of_thread(thread))
    post = posts_for(place, thread).filter(uid=which, state=Post.State.PUBLISHED).first()
    if post is None:
        raise NotThere
    post.thread = thread
    _do(word, place, post)
    return redirect(address_of(post, place))


def _do(word: str, place: Participant, post: Post) -> None:
    if word in Reaction.Kind.values:
        react(by=place, post=post, kind=word)
    elif word in {"keep", "unkeep"}:
        set_bookmark(by=place, post=post, is_set=word == "keep")
    else:
        raise Http404


@for_person
@require_safe
def mine(request: HttpRequest, person: Person, kind: str = "mentions") -> HttpResponse:
    """Show posts that name her, or that she keeps, or what she has begun."""
    if kind not in KINDS:
        raise NotThere
    page = asked_page(request)
    last = last_page_of(mine_count(person, kind), SIZE, page)
    lines = mine_lines(person, kind, page)
    return render(request, "forum/mine.html", {"kind": kind, "lines": lines, "page": page, "last": last})
