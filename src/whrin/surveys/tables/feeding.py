"""Feeds at the desk: made, shown once, ended, taken off the list."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from whrin.surveys.actions.feeds import make_feed, remove_feed, revoke_feed
from whrin.surveys.enums import Part
from whrin.surveys.models import Form
from whrin.surveys.rights import form_for, person_at
from whrin.surveys.tables.asking_for import FeedForm


@never_cache
@sensitive_variables("secret")
def feeds(request: HttpRequest, form_id: str) -> HttpResponse:
    """List the programmes that read; a POST lets in another and shows its password, this once."""
    form = _form_at(request, form_id)
    asked = FeedForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"survey": form, "tab": "exports", "address": address_of(form)}
    if asked.is_bound and asked.is_valid():
        feed, secret = make_feed(form=form, label=asked.cleaned_data["label"], by=person_at(request))
        shown = {**context, "feed": feed, "secret": secret}
        return TemplateResponse(request, "surveys/tables/feed_once.html", shown)
    context |= {"asked": asked, "feeds": form.feeds.all()}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if asked.is_bound else HTTPStatus.OK
    return TemplateResponse(request, "surveys/tables/feeds.html", context, status=status)


@require_POST
def end_feed(request: HttpRequest, form_id: str, pk: int) -> HttpResponse:
    """End a feed, or take one that has ended off the list."""
    form = _form_at(request, form_id)
    feed = get_object_or_404(form.feeds.select_related("form"), pk=pk)
    if feed.revoked_on:
        remove_feed(feed=feed, by=person_at(request))
    else:
        revoke_feed(feed=feed, by=person_at(request))
    messages.success(request, _("Done."))
    return redirect("forms:feeds", form_id)


def address_of(form: Form) -> str:
    """Return the whole address of a form's feed."""
    return settings.WHRIN_ADDRESS + reverse("odata:service", args=[form.form_id])


def _form_at(request: HttpRequest, form_id: str) -> Form:
    form = form_for(request.user, form_id, Part.AUTHOR)
    if form.is_sensitive:
        # What opens such answers is brought by a person, never by a programme.
        raise Http404
    return form
