"""Moderators take a copy of their space out."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from whrin.forum.archives.taking_out import as_json, as_mbox, note_taking_out
from whrin.forum.queries import moderator_for
from whrin.kit.days import today

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
