"""Writing: answers, new threads, changes, taking back. Nothing typed is lost when something is refused."""

from collections.abc import Sequence
from dataclasses import astuple, replace
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from whrin.forum.actions import (
    CannotWrite,
    Silenced,
    SpaceFrozen,
    TooSoon,
    edit_post,
    keep_draft,
    withdraw_post,
    write_post,
)
from whrin.forum.addresses import address_of, address_of_thread
from whrin.forum.exposing import Found, found_in
from whrin.forum.forms import EditForm, WriteForm
from whrin.forum.models import Draft, Participant, Post, Thread
from whrin.forum.polls import Wanted
from whrin.forum.polls_form import PollForm
from whrin.forum.queries import NotThere, place_for, post_for, posts_for, thread_for
from whrin.forum.quoting import quote_of
from whrin.forum.sealing import Begun, Words, read_draft, read_post, words_left
from whrin.forum.thread_page import shown_title
from whrin.people.doors import for_person
from whrin.people.marks import mark_of
from whrin.people.models import Person

_STATUS = {
    TooSoon: HTTPStatus.TOO_MANY_REQUESTS,
    SpaceFrozen: HTTPStatus.CONFLICT,
    Silenced: HTTPStatus.FORBIDDEN,
}


def reply_form(request: HttpRequest, place: Participant, thread: Thread) -> WriteForm:
    """Return the form at the foot of a thread: her draft, or what she wants to quote."""
    begun = _begun(place, thread)
    initial = {"body": begun.body, "note": begun.note, "language": get_language()}
    asked = request.GET.get("quote", "")
    quoted = posts_for(place, thread).filter(uid=asked).first() if asked else None
    if quoted is not None:
        quoted.thread = thread
        words = words_left(quoted) or Words("")
        initial |= {"body": begun.body + quote_of(words.body), "answers": quoted.uid}
    return WriteForm(initial=initial, is_new=False, languages=(thread.language,))


def _begun(place: Participant, thread: Thread | None) -> Begun:
    draft = Draft.objects.filter(by=place, thread=thread).first()
    if draft is None:
        return Begun()
    draft.by = place
    return read_draft(draft)


@for_person
@require_POST
def reply(request: HttpRequest, person: Person, uid: str) -> HttpResponse:
    """Take in an answer to a thread."""
    thread, place = thread_for(person, uid)
    if place is None:
        raise NotThere
    form = WriteForm(request.POST, is_new=False, languages=(thread.language,))
    return _taken_in(request, form, place, thread)


@for_person
@require_http_methods(["GET", "HEAD", "POST"])
def new_thread(request: HttpRequest, person: Person, slug: str) -> HttpResponse:
    """Show the form of a new thread; a POST begins it."""
    place = place_for(person, slug)
    languages = (place.space.language,)
    if request.method == "POST":
        form = WriteForm(request.POST, is_new=True, languages=languages)
        poll = PollForm(request.POST, prefix="poll", is_optional=True)
        return _taken_in(request, form, place, None, poll)
    begun = _begun(place, None)
    initial = {"title": begun.title, "body": begun.body, "note": begun.note, "language": get_language()}
    poll = PollForm(prefix="poll", is_optional=True, initial={"options": begun.poll} if begun.poll else {})
    return _page(request, WriteForm(initial=initial, is_new=True, languages=languages), place, None, poll)


def _page(
    request: HttpRequest,
    form: WriteForm,
    place: Participant,
    thread: Thread | None,
    poll: PollForm | None = None,
    *,
    found: Sequence[Found] = (),
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    title = shown_title(thread) if thread else ""
    context = {"form": form, "space": place.space, "thread": thread, "thread_title": title, "found": found}
    return render(request, "forum/write.html", {**context, "poll_form": poll}, status=status)


def _address_of_form(place: Participant, thread: Thread | None) -> str:
    return f"{address_of_thread(thread)}#write" if thread else reverse("forum:new", args=[place.space.slug])


def _typed(form: WriteForm, poll: PollForm | None) -> Begun:
    return replace(form.begun(), poll=poll.typed() if poll is not None else "")


def _taken_in(
    request: HttpRequest,
    form: WriteForm,
    place: Participant,
    thread: Thread | None,
    poll: PollForm | None = None,
) -> HttpResponse:
    wish, begun = request.POST.get("do", "post"), _typed(form, poll)
    if wish == "draft":
        keep_draft(by=place, thread=thread, begun=begun)
        messages.success(request, _("Your draft is kept here, sealed. You find it where you began it."))
        return redirect(
            address_of_thread(thread) if thread else "forum:new", *([] if thread else [place.space.slug])
        )
    if not all([form.is_valid(), poll is None or poll.is_valid()]):
        return _page(request, form, place, thread, poll, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    found = found_in("\n".join(astuple(begun))) if wish != "anyway" else []
    if found:
        return _page(request, form, place, thread, poll, found=found)
    try:
        post = _written(form, place, thread, poll.wanted() if poll is not None else None)
    except CannotWrite as refusal:
        keep_draft(by=place, thread=thread, begun=begun)
        form.add_error("body", refusal.message)
        status = _STATUS.get(type(refusal), HTTPStatus.UNPROCESSABLE_ENTITY)
        return _page(request, form, place, thread, poll, status=status)
    if post.state == Post.State.HELD:
        messages.info(request, _("Thank you. A moderator reads your first posts here before others do."))
    return redirect(address_of(post, place))


def _written(form: WriteForm, place: Participant, thread: Thread | None, poll: Wanted | None) -> Post:
    written = form.cleaned_data
    answers = Post.objects.filter(thread=thread, uid=written["answers"]).first() if thread else None
    return write_post(
        by=place,
        thread=thread,
        title=written.get("title", ""),
        body=written["body"],
        note=written["note"],
        language=written["language"],
        answers=answers,
        hides_name=written["hides_name"],
        uid=mark_of(f"{place.uid}:{written['form']}", purpose="form of a post")[:26],
        poll=poll,
    )


def _own_post(person: Person, uid: str) -> tuple[Post, Participant]:
    post, place = post_for(person, uid)
    if place is None or post.author_id != place.pk:
        raise NotThere
    return post, place


@for_person
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, person: Person, uid: str) -> HttpResponse:
    """Show her words once more; a POST changes them."""
    post, place = _own_post(person, uid)
    words = read_post(post)
    form = EditForm(request.POST or None, initial={"body": words.body, "note": words.note})
    status, found = HTTPStatus.OK, []
    if request.method == "POST" and form.is_valid():
        written = form.cleaned_data
        found = found_in(written["body"]) if request.POST.get("do") != "anyway" else []
        if not found:
            try:
                edit_post(by=place, post=post, body=written["body"], note=written["note"])
            except CannotWrite as refusal:
                form.add_error("body", refusal.message)
                status = _STATUS.get(type(refusal), HTTPStatus.UNPROCESSABLE_ENTITY)
            else:
                return redirect(address_of(post, place))
    elif request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = {"form": form, "post": post, "space": post.thread.space, "found": found}
    return render(request, "forum/edit.html", context, status=status)


@for_person
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, person: Person, uid: str) -> HttpResponse:
    """Ask once whether she takes her words back; a POST does it."""
    post, place = _own_post(person, uid)
    if request.method == "POST":
        thread, slug = post.thread, post.thread.space.slug
        withdraw_post(by=place, post=post)
        messages.success(request, _("Your words are gone, also where others had quoted them."))
        # Her words may have been all of it.
        return redirect(address_of_thread(thread)) if thread.pk else redirect("forum:space", slug)
    return render(request, "forum/withdraw.html", {"post": post, "space": post.thread.space})
