"""Who comes to a form, and to answers that were begun."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from whrin.people.models import Person
from whrin.surveys.actions.sending import sent_before
from whrin.surveys.drafting import find_draft
from whrin.surveys.enums import Audience, FormState
from whrin.surveys.models import Form

#: Takes the request and what the door found.
FormPage = Callable[[HttpRequest, Form], HttpResponse]
DraftPage = Callable[..., HttpResponse]
View = Callable[..., HttpResponse]
#: Letters that are given back to her at most.
_MOST = 100_000
_ASKS_MEMBERS = {Audience.MEMBERS, Audience.ONCE}


def person_of(request: HttpRequest) -> Person | None:
    """Return who is signed in."""
    return request.user if isinstance(request.user, Person) else None


def asks_members(form: Form) -> bool:
    """Say whether a form asks members, who sign in: then it matters whose browser sends."""
    return form.audience in _ASKS_MEMBERS


def discreet(*methods: str) -> Callable[[View], View]:
    """Wrap a page that is kept by nobody: no cache, no search engine, no report of an error."""

    def wrap(page: View) -> View:
        @require_http_methods(list(methods))
        @sensitive_post_parameters()
        @never_cache
        @wraps(page)
        def answer(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
            response = page(request, *args, **named)
            response["X-Robots-Tag"] = "noindex, nofollow"
            return response

        # A visitor has no cookie whose power could be borrowed; the secret in the address is the proof. Where
        # members are asked, `_proved` looks for one.
        return csrf_exempt(answer)

    return wrap


def at_form(*methods: str) -> Callable[[FormPage], View]:
    """Hand a page the form of its address, unless it is still being written or put away."""

    def wrap(page: FormPage) -> View:
        @discreet(*methods)
        @wraps(page)
        def answer(request: HttpRequest, form_id: str) -> HttpResponse:
            shown = (FormState.OPEN, FormState.CLOSED)
            form = Form.objects.filter(form_id=form_id, state__in=shown, versions__isnull=False).first()
            if form is not None:
                return _proved(form, page)(request, form)
            if typed_in(request):
                # The form was deleted, or put away, while she wrote on its first page.
                return stop(request, _("There is no page here"), status=HTTPStatus.NOT_FOUND)
            raise Http404

        return answer

    return wrap


def at_draft(*methods: str) -> Callable[[DraftPage], View]:
    """Hand a page the answers that its address opens; where there are none, say so."""

    def wrap(page: DraftPage) -> View:
        @discreet(*methods)
        @wraps(page)
        def answer(request: HttpRequest, form_id: str, secret: str, **named: str) -> HttpResponse:
            form = Form.objects.filter(form_id=form_id).first()
            opened = find_draft(form, secret) if form else None
            if form is None or opened is None:
                return _not_here(request, form, secret)
            return _proved(form, page)(request, opened, **named)

        return answer

    return wrap


def stop(
    request: HttpRequest,
    heading: str,
    words: str = "",
    *,
    onward: str = "",
    status: int = HTTPStatus.FORBIDDEN,
) -> HttpResponse:
    """Say why it does not go on here, and give back what was written. `onward`: where it does go on."""
    context = {"heading": heading, "words": words, "onward": onward, "typed": typed_in(request)}
    return render(request, "surveys/filling/stop.html", context, status=status)


def typed_in(request: HttpRequest) -> str:
    """Return what was written into the fields of questions, one under the other."""
    fields = request.POST.lists() if request.method == "POST" else ()
    # The names of other fields, which are ours, hold no such sign.
    found = (str(text).strip() for name, texts in fields if "/" in name for text in texts)
    return "\n".join(filter(None, found))[:_MOST]


def _proved(form: Form, page: View) -> View:
    return csrf_protect(page) if asks_members(form) else page


def _not_here(request: HttpRequest, form: Form | None, secret: str) -> HttpResponse:
    """Say that there is nothing: to those who guess the same as to those who come late."""
    sent = sent_before(form, secret) if form else None
    if sent is None:
        return stop(
            request,
            _("There are no answers here"),
            _("They may have been sent, thrown away, or erased because nothing was changed for long."),
            status=HTTPStatus.NOT_FOUND,
        )
    if request.method == "POST" and sent.is_fresh and _is_sending(request):
        return thanks(request, sent)
    words = _("After sending you get a receipt, with which you can correct or withdraw your answers.")
    return stop(
        request,
        _("These answers were sent"),
        words if request.method == "POST" else "",
        status=HTTPStatus.GONE,
    )


def _is_sending(request: HttpRequest) -> bool:
    """Say whether it was "Send" that was pressed, perhaps twice: nothing that she wrote is lost then."""
    return request.resolver_match is not None and request.resolver_match.url_name == "review"


def thanks(request: HttpRequest, sent: object) -> HttpResponse:
    """Thank her, and show the receipt."""
    return render(request, "surveys/filling/thanks.html", {"sent": sent})
