"""Moderators take a copy of their space out; whoever wrote to an old list decides about her letters."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from whrin.forum.archives.own import make_old_posts_hers, own_old_posts, take_old_posts_away
from whrin.forum.archives.taking_out import as_json, as_mbox, note_taking_out
from whrin.forum.queries import NotThere, moderator_for, place_for
from whrin.forum.sealing import name_in
from whrin.kit.days import today
from whrin.people.doors import for_person
from whrin.people.models import Person

_WAYS = {"mbox": (as_mbox, "application/mbox"), "json": (as_json, "application/json")}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take_out(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Say what a copy holds; a POST gives it, and the log of the space tells of it."""
    place = moderator_for(request.user, slug)
    way = request.POST.get("way", "")
    if request.method != "POST" or way not in _WAYS:
        return render(request, "forum/moderation/take_out.html", {"space": place.space})
    note_taking_out(space=place.space, by=place)
    written, media_type = _WAYS[way]
    name = f"{slugify(slug)}-{today().isoformat()}.{way}"
    answer = StreamingHttpResponse(
        _encoded(written(place.space)), content_type=f"{media_type}; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _encoded(pieces: Iterator[str]) -> Iterator[bytes]:
    return (piece.encode("utf-8", "replace") for piece in pieces)


@for_person
@require_http_methods(["GET", "HEAD", "POST"])
def old_letters(request: HttpRequest, person: Person, slug: str) -> HttpResponse:
    """Let her take away what she wrote to an old list, or have it under her name. Without any, not there."""
    place = place_for(person, slug)
    count = own_old_posts(place).count()
    if not count:
        raise NotThere
    acts = {"away": take_old_posts_away, "hers": make_old_posts_hers}
    act = acts.get(request.POST.get("do", "")) if request.method == "POST" else None
    if act is None:
        context = {"space": place.space, "count": count, "name": name_in(place)}
        return render(request, "forum/old_letters.html", context)
    act(by=place)
    messages.success(request, _("Done."))
    return redirect("forum:space", slug)
