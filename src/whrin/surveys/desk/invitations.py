"""Links for those who are invited: made, shown once to be printed or saved, ended."""

import csv
import datetime
import io
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from whrin.kit.days import today
from whrin.surveys import actions
from whrin.surveys.actions.invitations import MOST
from whrin.surveys.codes import code_picture
from whrin.surveys.desk.addresses import seat_address
from whrin.surveys.desk.making import status_of
from whrin.surveys.enums import Audience, Part
from whrin.surveys.models import Form
from whrin.surveys.rights import form_for, person_at

_DAYS = 30
_SECRET = re.compile(r"[\w-]{22}", re.ASCII)


class InviteForm(forms.Form):
    """How many, and until when."""

    number = forms.IntegerField(label=gettext_lazy("How many"), min_value=1, max_value=MOST, initial=20)
    last_day = forms.DateField(
        label=gettext_lazy("Last day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def clean_last_day(self) -> datetime.date:
        """A day that is not over."""
        day: datetime.date = self.cleaned_data["last_day"]
        if day < today():
            raise ValidationError(_("The last day is over."))
        return day


@never_cache
def invitations(request: HttpRequest, form_id: str) -> HttpResponse:
    """Show how many links are out; a POST makes some and shows them, this once."""
    form = _form_at(request, form_id)
    asked = InviteForm(
        request.POST if request.method == "POST" else None,
        initial={"last_day": today() + datetime.timedelta(days=_DAYS)},
    )
    if asked.is_bound and asked.is_valid():
        secrets = actions.invite(form=form, by=person_at(request), **asked.cleaned_data)
        return TemplateResponse(
            request, "surveys/desk/cards.html", _shown(form, secrets, asked.cleaned_data["last_day"])
        )
    context = {
        "survey": form,
        "tab": "invitations",
        "asked": asked,
        "used": form.invitations.filter(is_used=True).count(),
        "unused": form.invitations.filter(is_used=False, expires_on__gte=today()).count(),
    }
    return TemplateResponse(request, "surveys/desk/invitations.html", context, status=status_of(asked))


@never_cache
@require_POST
def as_table(request: HttpRequest, form_id: str) -> HttpResponse:
    """Give back, as a file, the links that she was just shown: nobody else has them, we least of all."""
    form = _form_at(request, form_id)
    secrets = request.POST.get("secrets", "").split()
    if not 1 <= len(secrets) <= MOST or not all(map(_SECRET.fullmatch, secrets)):
        return HttpResponseBadRequest(_("Nothing here."))
    file = io.StringIO()
    rows: Any = csv.writer(file)
    rows.writerow([_("Address")])
    rows.writerows([seat_address(form, secret)] for secret in secrets)
    response = HttpResponse("\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{form.form_id}.csv"'
    return response


@require_POST
def revoke(request: HttpRequest, form_id: str) -> HttpResponse:
    """End all links that nobody has used."""
    actions.revoke_invitations(form=_form_at(request, form_id), by=person_at(request))
    messages.success(request, _("Done."))
    return redirect("forms:invitations", form_id)


def _form_at(request: HttpRequest, form_id: str) -> Form:
    form = form_for(request.user, form_id, Part.AUTHOR)
    if form.audience != Audience.INVITED:
        raise Http404
    return form


def _shown(form: Form, secrets: list[str], last_day: datetime.date) -> dict[str, Any]:
    addresses = [seat_address(form, secret) for secret in secrets]
    return {
        "survey": form,
        "tab": "invitations",
        "cards": [(address, code_picture(address)) for address in addresses],
        "secrets": " ".join(secrets),
        "last_day": last_day,
    }
