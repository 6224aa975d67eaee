from http import HTTPStatus

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from whrin.design.frame import exit_address_of, frame_of


@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """End the session, let the browser forget, and go to a neutral site."""
    logout(request)
    response = HttpResponse(status=HTTPStatus.SEE_OTHER)
    response["Location"] = exit_address_of(frame_of(request))
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    response["Cache-Control"] = "no-store"
    return response
