import logging
from http import HTTPStatus

from django.contrib.auth import logout
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from whrin.design.frame import default_frame, exit_address_of, frame_of

logger = logging.getLogger(__name__)


@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """End the session, let the browser forget, and go to a neutral site."""
    response = HttpResponse(status=HTTPStatus.SEE_OTHER)
    response["Location"] = exit_address_of(default_frame(request))
    try:
        response["Location"] = exit_address_of(frame_of(request))
        logout(request)
    except DatabaseError:
        # She must get away even when nothing else works; her browser forgets the session all the same.
        logger.exception("Someone left while the database could not be reached")
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    response["Cache-Control"] = "no-store"
    return response
