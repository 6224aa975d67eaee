"""Peers who review, by region: coordinators name and end them. No other page names them."""

from http import HTTPStatus

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from whrin.people.names import name_of
from whrin.places.models import Region
from whrin.services.actions.naming import NoSuchMember, end_reviewer, name_reviewer
from whrin.services.desk.rights import coordinator_at
from whrin.services.models import Reviewer

_PER_PAGE = 50


class NameForm(forms.Form):
    """Whom, and for which region."""

    name = forms.CharField(
        label=gettext_lazy("Name of her account"),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "off", "dir": "auto"}),
    )
    region = forms.ModelChoiceField(
        label=gettext_lazy("Region"), queryset=Region.objects.filter(scheme=Region.Scheme.NETWORK)
    )


@never_cache
def reviewers(request: HttpRequest) -> HttpResponse:
    """List the reviewers; a POST names one."""
    person = coordinator_at(request)
    asked = NameForm(request.POST if request.method == "POST" else None)
    if asked.is_bound and asked.is_valid():
        try:
            name_reviewer(**asked.cleaned_data, by=person)
        except NoSuchMember as refusal:
            asked.add_error("name", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("map_desk:reviewers")
    named = Reviewer.objects.select_related("person", "region").order_by("region__code", "pk")
    page = Paginator(named, _PER_PAGE).get_page(request.GET.get("p"))
    language = get_language() or "en"
    context = {
        "title": _("Peer reviewers"),
        "asked": asked,
        "page": page,
        "rows": [(one, name_of(one.person), one.region.name_in(language)) for one in page],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if asked.is_bound else HTTPStatus.OK
    return TemplateResponse(request, "services/desk/reviewers.html", context, status=status)


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End one."""
    person = coordinator_at(request)
    end_reviewer(reviewer=get_object_or_404(Reviewer.objects.select_related("region"), pk=pk), by=person)
    messages.success(request, _("Done."))
    return redirect("map_desk:reviewers")
