"""Pages of moderation: the queue, a post, a participant, a request; a space's rules and log."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from whrin.forum import moderating, moderating_names, moderating_spaces, moderation_queries
from whrin.forum.doors import asked_page, for_readers
from whrin.forum.models import Participant, Post
from whrin.forum.moderation_forms import AppealForm, ModerateForm, ReasonForm, ReportForm, SlowForm
from whrin.forum.moderation_log import FEWEST, figures_of
from whrin.forum.moderation_queries import LINES, SIZE, Case
from whrin.forum.queries import NotThere, last_page_of, moderator_for, space_for
from whrin.forum.sealing import name_in
from whrin.kit.languages import direction_of

_FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@_FORM_METHODS
def report(request: HttpRequest, uid: str) -> HttpResponse:
    """Tell moderators that a post harms."""
    post, place = moderation_queries.post_to_report(request.user, uid)
    form = ReportForm(request.POST or None)
    if form.is_valid():
        moderating.report_post(by=place, post=post, **form.cleaned_data)
        messages.success(
            request, _("Thank you. A moderator will look at it. The author does not learn who told.")
        )
        return redirect("forum:thread", post.thread.uid)
    context = {"space": place.space, "thread_uid": post.thread.uid}
    return _asked_again(request, "forum/moderation/report.html", form, context)


@never_cache
@_FORM_METHODS
def appeal(request: HttpRequest, uid: str) -> HttpResponse:
    """Show an author why her post was taken down, and let her ask another moderator."""
    post, place = moderation_queries.own_post_taken_down(request.user, uid)
    form = AppealForm(request.POST or None)
    asked = moderation_queries.appeal_of(post)
    if form.is_valid() and asked is None and _does(form, _asking(place, post, form)):
        return redirect("forum:appeal", uid)
    context = {
        "space": place.space,
        "post": moderation_queries.waiting(post, place),
        "thread_uid": post.thread.uid,
        "word": moderation_queries.word_of(post),
        "is_asked": asked is not None,
        "answer": moderation_queries.answer_to(post, asked) if asked else "",
    }
    return _asked_again(request, "forum/moderation/appeal.html", form, context)


def _asking(place: Participant, post: Post, form: Form) -> Callable[[], object]:
    return lambda: moderating.appeal(by=place, post=post, words=form.cleaned_data["words"])


@never_cache
@_FORM_METHODS
def queue(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what waits for a moderator of a space; a POST freezes, thaws or slows it."""
    place = moderator_for(request.user, slug)
    form = SlowForm(initial={"slow": place.space.slow_minutes})
    if request.method == "POST":
        if "slow" in request.POST:
            form = SlowForm(request.POST)
            if form.is_valid():
                moderating_spaces.slow_down(by=place, minutes=form.cleaned_data["slow"])
                return redirect("forum:moderation", slug)
        else:
            moderating_spaces.freeze_space(by=place, is_frozen=_one_of(request, "freeze", "thaw") == "freeze")
            return redirect("forum:moderation", slug)
    posts, page = moderation_queries.queue(place), asked_page(request)
    total = posts.count()
    last = last_page_of(total, SIZE, page)
    context = {
        "space": place.space,
        "total": total,
        "waiting": moderation_queries.waiting_lines(posts[(page - 1) * SIZE : page * SIZE], place),
        "page": page,
        "last": last,
        "requests": moderation_queries.requests_in(place),
        "silenced": moderation_queries.silenced_in(place),
    }
    return _asked_again(request, "forum/moderation/queue.html", form, context)


@never_cache
@_FORM_METHODS
def moderate(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a moderator a post with all that was said about it; a POST decides."""
    post, place = moderation_queries.post_to_moderate(request.user, uid)
    found = moderation_queries.case(post, place)
    form = ModerateForm(request.POST or None, choices=_choices(post, found), begins=found.waiting.begins)
    if request.method == "POST" and request.POST.get("do") in _AT_ONCE:
        act = _AT_ONCE[request.POST["do"]]
        _does_at_once(request, lambda: act(place, post))
        return redirect("forum:moderate", uid)
    if form.is_valid() and _does(form, lambda: _decide(place, post, form.cleaned_data)):
        return redirect("forum:moderation", place.space.slug)
    context = {"space": place.space, "case": found, "post": found.waiting}
    return _asked_again(request, "forum/moderation/post.html", form, context)


#: What one button does, without a reason.
_AT_ONCE: dict[str, Callable[[Participant, Post], object]] = {
    "claim": lambda by, post: moderating.claim(by=by, post=post),
    "give_back": lambda by, post: moderating.give_back(by=by, post=post),
    "freeze": lambda by, post: moderating_spaces.freeze_thread(by=by, thread=post.thread, is_frozen=True),
    "thaw": lambda by, post: moderating_spaces.freeze_thread(by=by, thread=post.thread, is_frozen=False),
}


def _choices(post: Post, found: Case) -> list[tuple[str, str]]:
    if found.waiting.is_own:
        return []
    if found.answers:
        return [("restore", _("Show it again")), ("uphold", _("Leave it out"))]
    choices = []
    if post.state == Post.State.HELD:
        choices += [("pass", _("Let it through")), ("refuse", _("Do not let it through"))]
    if found.reports:
        choices.append(("dismiss", _("Let it stay")))
    if post.state == Post.State.PUBLISHED:
        choices.append(("remove", _("Remove it, and all that quotes it")))
    return choices


def _decide(by: Participant, post: Post, given: dict[str, Any]) -> None:
    reason, do = given["reason"], given["do"]
    if do == "pass":
        moderating.pass_post(by=by, post=post)
    elif do == "refuse":
        moderating.refuse_post(by=by, post=post, reason=reason)
    elif do == "remove":
        moderating.remove_post(by=by, post=post, reason=reason, with_title=given.get("with_title", False))
    elif do == "dismiss":
        moderating.dismiss_reports(by=by, post=post, reason=reason)
    else:
        moderating.answer_appeal(by=by, post=post, restores=do == "restore", answer=reason)


@never_cache
@_FORM_METHODS
def participant(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """Show a moderator a participant under her name in the space; a POST silences her, or asks who she is."""
    found, place = moderation_queries.participant_to_moderate(request.user, slug, uid)
    form = ReasonForm(request.POST if "reason" in request.POST else None)
    if request.method == "POST" and not form.is_bound:
        is_silenced = _one_of(request, "silence", "unsilence") == "silence"
        _does_at_once(
            request,
            lambda: moderating_spaces.silence(by=place, participant=found, is_silenced=is_silenced),
        )
        return redirect("forum:moderate_participant", slug, uid)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if _does(form, lambda: moderating_names.ask_name(by=place, participant=found, reason=reason)):
            return redirect("forum:moderation", slug)
    context = {
        "space": place.space,
        "name": name_in(found),
        "is_silenced": found.is_silenced,
        "may_act": found.role != Participant.Role.MODERATOR,
        "is_self": found.pk == place.pk,
    }
    return _asked_again(request, "forum/moderation/participant.html", form, context)


@never_cache
@require_POST
def name_request(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Agree that another moderator sees who a participant is, see it once, or drop the request."""
    row, place = moderation_queries.request_to_see(request.user, slug, pk)
    do = _one_of(request, "agree", "see", "drop")
    name, shown = moderation_queries.asking(row, place).name, list[str]()
    acts: dict[str, Callable[[], object]] = {
        "agree": lambda: moderating_names.agree_to_name(by=place, request=row),
        "see": lambda: shown.append(moderating_names.see_name(by=place, request=row)),
        "drop": lambda: moderating_names.drop_request(by=place, request=row),
    }
    _does_at_once(request, acts[do])
    if not shown:
        return redirect("forum:moderation", slug)
    # Not after a redirect: it is shown once, and kept nowhere on the way.
    context = {"space": place.space, "shown": shown[0], "name": name}
    return render(request, "forum/moderation/name.html", context)


@require_safe
@for_readers
def rules(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the rules of a space to those who may read it."""
    space, place = space_for(request.user, slug)
    context = {
        "space": space,
        "direction_of_name": direction_of(space.language),
        "has_place": place is not None,
    }
    return render(request, "forum/moderation/rules.html", context)


@never_cache
@require_safe
def log(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what moderators did in a space, without names, to those who take part in it."""
    space, place = space_for(request.user, slug)
    if place is None:
        raise NotThere
    entries, page = moderation_queries.log_of(space), asked_page(request)
    last = last_page_of(entries.count(), LINES, page)
    lines = [
        (entry.day.isoformat(), entry.get_verb_display())
        for entry in entries[(page - 1) * LINES : page * LINES]
    ]
    context = {
        "space": space,
        "lines": lines,
        "page": page,
        "last": last,
        "figures": figures_of(space),
        "fewest": FEWEST,
    }
    return render(request, "forum/moderation/log.html", context)


def _one_of(request: HttpRequest, *known: str) -> str:
    """Return what the button that was pressed says; anything else is no button of ours."""
    do = request.POST.get("do", "")
    if do not in known:
        raise Http404
    return do


def _does(form: Form, act: Callable[[], object]) -> bool:
    """Do it, and say whether it was done; if not, the form says why."""
    try:
        act()
    except moderating.CannotModerate as refusal:
        form.add_error(None, str(refusal.message))
        return False
    return True


def _does_at_once(request: HttpRequest, act: Callable[[], object]) -> None:
    """Do what one button says; if it cannot be done, the next page says why."""
    try:
        act()
    except moderating.CannotModerate as refusal:
        messages.error(request, str(refusal.message))


def _asked_again(request: HttpRequest, template: str, form: Form, context: dict[str, Any]) -> HttpResponse:
    """Show a page with its form. A POST that comes here was refused."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render(request, template, {**context, "form": form}, status=status)
