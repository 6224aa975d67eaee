"""Pages of mail: stop the letters of a list, confirm a letter, read what the catcher holds."""

import logging
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from whrin.mailing.addresses import read_unsubscribe_token
from whrin.mailing.answering import row_to_confirm
from whrin.mailing.by_http import PROVIDERS, NotALetter, NotTheProvider, take_in
from whrin.mailing.catching import caught, caught_letter, is_catching
from whrin.mailing.deciding import release
from whrin.mailing.lists import Wish, list_named
from whrin.mailing.storing import NoRoom
from whrin.people.addresses import language_of
from whrin.people.models import Person

logger = logging.getLogger(__name__)


@never_cache
@csrf_exempt  # One click (RFC 8058) comes from a mail provider, without a cookie; the token is the proof.
@require_http_methods(["GET", "HEAD", "POST"])
def out(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the letters of a list to the person it was made for. Opening the page changes nothing: programmes
    that look for viruses open every address.
    """
    found = read_unsubscribe_token(token)
    person = Person.objects.filter(pk=found[1]).first() if found else None
    its = list_named(found[0]) if found else None
    if person is None or its is None:
        raise Http404
    with translation.override(language_of(person)):
        if request.method == "POST":
            source, mailing_list = its
            source.wish(mailing_list, person, Wish.NOTHING, "")
        return render(request, "mailing/out.html", {"is_done": request.method == "POST"})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Let her say that she wrote a letter. The address of this page was sent to her alone."""
    held = row_to_confirm(token)
    if request.method == "POST":
        if held is not None:
            release(held)
        return render(request, "mailing/confirm.html", {"is_done": held is not None, "is_held": False})
    return render(request, "mailing/confirm.html", {"is_done": False, "is_held": held is not None})


@never_cache
@csrf_exempt  # A mail provider has no cookie; its signature or password is the proof.
@require_http_methods(["HEAD", "POST"])
def handed_over(request: HttpRequest, provider: str) -> HttpResponse:
    """Take letters in from the mail provider that the settings name; it hears "yes" once they are stored."""
    way = settings.WHRIN_MAIL_IN
    if way is None or way.provider != provider:
        raise Http404
    if request.method == "HEAD":  # Some ask so whether there is anybody.
        return HttpResponse()
    try:
        take_in(request, secret=way.secret, provider=PROVIDERS[provider])
    except NotTheProvider:
        return HttpResponseForbidden()
    except NotALetter:
        logger.warning("The mail provider sends something else than letters as they came in")
        return HttpResponse(status=HTTPStatus.NOT_ACCEPTABLE)
    except NoRoom:
        return HttpResponse(status=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": "600"})
    return HttpResponse()


@never_cache
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """Show what the catcher holds, newest first."""
    if not is_catching():
        raise Http404
    return render(request, "mailing/letters.html", {"letters": caught()})


@never_cache
@require_safe
def letter(request: HttpRequest, name: str) -> HttpResponse:
    """Show one caught letter, as text."""
    found = caught_letter(name) if is_catching() else None
    if found is None:
        raise Http404
    message, text = found
    return render(
        request,
        "mailing/letter.html",
        {"subject": str(message["Subject"]), "headers": list(message.items()), "text": text},
    )
