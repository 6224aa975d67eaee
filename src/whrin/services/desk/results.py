"""Figures of surveys for anybody: coordinators publish them, version by version."""

from http import HTTPStatus

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin import messages

from whrin.services.desk.rights import coordinator_at
from whrin.services.models import PublishedResults, Round
from whrin.services.rounds.publishing import CannotPublishResults, publish_results
from whrin.services.rounds.sentences import suppression_of
from whrin.surveys.bearers import bearer_of
from whrin.surveys.figures.gathering import smallest_of
from whrin.surveys.headings import title_of
from whrin.surveys.models import Form
from whrin.surveys.rights import form_for

_PER_PAGE = 30


class MethodForm(forms.Form):
    """What stands beside the figures."""

    method = forms.CharField(
        label=gettext_lazy("How it was made"),
        help_text=gettext_lazy("Who was asked, how and when. Anybody may read it."),
        max_length=5000,
        widget=forms.Textarea({"rows": 8, "dir": "auto"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)


@never_cache
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """List the forms whose figures can be published, with their newest version. Rounds publish their own."""
    coordinator_at(request)
    found = Form.objects.exclude(versions=None).exclude(
        pk__in=Round.objects.exclude(form=None).values("form")
    )
    page = Paginator(found.order_by("-pk"), _PER_PAGE).get_page(request.GET.get("p"))
    newest: dict[str, PublishedResults] = {}
    for one in PublishedResults.objects.filter(form_name__in=[form.form_id for form in page]):
        newest.setdefault(one.form_name, one)
    language = get_language() or "en"
    rows = [
        (form, title_of(form.versions.all()[0], language).text, newest.get(form.form_id)) for form in page
    ]
    context = {"title": _("Figures for anybody"), "page": page, "rows": rows}
    return TemplateResponse(request, "services/desk/results.html", context)


@never_cache
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish the figures of a form as they are now, once she has said how they were made."""
    person = coordinator_at(request)
    known = Form.objects.filter(pk=pk).exclude(versions=None).first()
    if known is None:
        raise Http404
    form = form_for(person, known.form_id)
    language = get_language() or "en"
    asked = MethodForm(request.POST if request.method == "POST" else None, initial={"language": language})
    if asked.is_bound and asked.is_valid():
        try:
            publish_results(form=form, by=person, bearer=bearer_of(request), **asked.cleaned_data)
        except CannotPublishResults as refusal:
            asked.add_error(None, str(refusal))
        else:
            messages.success(request, _("Published. Older versions stay where they are."))
            return redirect("map_desk:results")
    context = {
        "title": title_of(form.versions.all()[0], language).text,
        "form": form,
        "asked": asked,
        "suppression": suppression_of(smallest_of(form)),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if asked.is_bound else HTTPStatus.OK
    return TemplateResponse(request, "services/desk/publish_results.html", context, status=status)
