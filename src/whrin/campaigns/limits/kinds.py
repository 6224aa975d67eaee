"""The desk of kinds: what each body takes, from which source, checked when."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from whrin.campaigns.actions.limits import set_limits
from whrin.campaigns.limits.forms import LimitsForm
from whrin.campaigns.models import PaperKind
from whrin.campaigns.rules import may_set_kinds
from whrin.people.doors import for_person
from whrin.people.models import Person


@for_person
@require_safe
def kinds(request: HttpRequest, person: Person) -> HttpResponse:
    """List the kinds with their limits."""
    _allow(person)
    return render(
        request, "campaigns/limits/kinds.html", {"kinds": PaperKind.objects.filter(retired_on=None)}
    )


@for_person
@require_http_methods(["GET", "HEAD", "POST"])
def kind(request: HttpRequest, person: Person, slug: str) -> HttpResponse:
    """Change the limits of a kind. What is refused (422) stays in the form."""
    _allow(person)
    row = get_object_or_404(PaperKind, slug=slug)
    form = LimitsForm(request.POST if request.method == "POST" else None, instance=row)
    if form.is_bound and form.is_valid():
        set_limits(kind=row, by=person, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("campaigns:kinds")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    label = PaperKind.objects.get(pk=row.pk).label_in(request.LANGUAGE_CODE)
    context = {"form": form, "label": label, "kind": row}
    return render(request, "campaigns/limits/kind.html", context, status=status)


def _allow(person: Person) -> None:
    if not may_set_kinds(person):
        raise PermissionDenied
