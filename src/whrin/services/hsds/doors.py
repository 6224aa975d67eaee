"""The way in: anybody's programme may read, from any page; nothing can be written."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from whrin.kit import edition
from whrin.kit.days import today
from whrin.services.hsds.faults import HsdsFault, Moved, NotAllowed
from whrin.services.models import Change

View = Callable[..., HttpResponseBase]
ROOT = "/hsds/3.1/"


def address_of(rest: str = "") -> str:
    """Return the whole address of something under the interface."""
    return f"{settings.WHRIN_ADDRESS}{ROOT}{rest}"


def for_programmes(view: View) -> View:
    """Return a view that answers in JSON whatever happens, says what is unchanged, and lets any site read."""

    # There is no session to forge, and a refused POST is to hear so in JSON.
    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, **words: Any) -> HttpResponseBase:
        tag = _tag(request)
        try:
            if request.method not in {"GET", "HEAD"}:
                raise NotAllowed
            if tag in (part.strip() for part in request.headers.get("If-None-Match", "").split(",")):
                response: HttpResponseBase = HttpResponseNotModified()
            else:
                response = view(request, **words)
        except HsdsFault as fault:
            response = _told(request, fault)
        return _headed(response, tag)

    return answer


def _headed(response: HttpResponseBase, tag: str) -> HttpResponseBase:
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    if response.status_code in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}:
        response["ETag"] = tag
        response["Cache-Control"] = "public, no-cache"
    else:
        response["Cache-Control"] = "no-store"
    return response


def _tag(request: HttpRequest) -> str:
    """Return what changes with the site's edition, the day (records grow old), and what was asked.

    There is no time of the last change beside it: days are the finest that is kept of what people do.
    """
    # The edition counts from nothing where the private folder was lost; the history does not.
    newest = Change.objects.aggregate(newest=Max("pk"))["newest"]
    made_of = f"{edition.current()} {newest} {today()} {request.get_full_path()}"
    return f'W/"{hashlib.blake2b(made_of.encode(), digest_size=12).hexdigest()}"'


def as_json(told: Any) -> HttpResponse:
    """Return an answer."""
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    return HttpResponse(body, content_type="application/json")


def _told(request: HttpRequest, fault: HsdsFault) -> HttpResponse:
    # Elsewhere a 404 leads on to the page of the same name in her language.
    request.urlconf = "whrin.services.hsds.urls"  # Django reads it if it is there
    body = {"error": {"code": fault.code, "message": str(fault)}}
    if isinstance(fault, Moved):
        body["error"]["moved_to"] = fault.address
    response = as_json(body)
    response.status_code = fault.status
    if isinstance(fault, Moved):
        response["Location"] = fault.address
    if fault.status == HTTPStatus.METHOD_NOT_ALLOWED:
        response["Allow"] = "GET, HEAD"
    return response
