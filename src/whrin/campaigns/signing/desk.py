"""A paper is opened for signatures, and what can be changed of that."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from whrin.campaigns.actions.calls import CannotOpen, change_call, open_call
from whrin.campaigns.actions.sorting import WAITS
from whrin.campaigns.doors import at_paper
from whrin.campaigns.enums import State
from whrin.campaigns.models import Call
from whrin.campaigns.queries import OnPaper
from whrin.campaigns.signatories.doors import may_deliver
from whrin.campaigns.signing.totals import totals_of
from whrin.kit.days import today
from whrin.people.models import Person
from whrin.vault.actions import NobodyHolds

COLUMNS = ("takes_people", "takes_organisations", "closes_on", "erase_days")


class CallForm(forms.Form):
    """Who can sign, until when, and how long data are kept after the delivery."""

    takes_people = forms.BooleanField(label=gettext_lazy("People can sign"), required=False, initial=True)
    takes_organisations = forms.BooleanField(
        label=gettext_lazy("Organisations can sign"), required=False, initial=True
    )
    closes_on = forms.DateField(
        label=gettext_lazy("Last day"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    erase_days = forms.IntegerField(
        label=gettext_lazy("Days after the delivery when data of persons are erased"),
        min_value=1,
        max_value=180,
        initial=30,
    )

    def clean_closes_on(self) -> Any:
        """Not in the past."""
        day = self.cleaned_data["closes_on"]
        if day is not None and day < today():
            raise ValidationError(_("Choose a day from today on."))
        return day

    def clean(self) -> dict[str, Any]:
        """Somebody can sign."""
        data = super().clean() or self.cleaned_data
        if not data.get("takes_people") and not data.get("takes_organisations"):
            self.add_error("takes_people", _("Choose who can sign."))
        return data


@require_http_methods(["GET", "HEAD", "POST"])
@at_paper
def call_desk(request: HttpRequest, person: Person, on: OnPaper) -> HttpResponse:
    """Show the call of a paper, or the form that opens it; a POST opens or changes it."""
    if not may_deliver(person, on):
        raise Http404
    call = Call.objects.filter(paper=on.paper).first()
    if call is None and (not on.paper.kind.is_signed or on.paper.state != State.AGREED):
        raise Http404
    if call is not None:
        call.paper = on.paper
    form = _form(request, call)
    nobody_holds, status = False, HTTPStatus.OK
    if form.is_bound:
        try:
            if _acted(person, on, call, form):
                messages.success(request, _("Saved."))
                return redirect("campaigns:call_desk", on.paper.pk)
            status = HTTPStatus.UNPROCESSABLE_ENTITY
        except NobodyHolds:
            nobody_holds, status = True, HTTPStatus.CONFLICT
        except CannotOpen as refusal:
            form.add_error(None, str(refusal))
            status = HTTPStatus.CONFLICT
    context = {"on": on, "tab": "signatures", "form": form, "call": call, "nobody_holds": nobody_holds}
    if call is not None:
        context |= {
            "totals": totals_of(call),
            "waits": call.signatures.filter(WAITS).count(),
            "is_changeable": call.delivered_on is None and call.erased_on is None,
            "site": settings.WHRIN_ADDRESS,
            "badge": settings.WHRIN_ADDRESS + reverse("campaigns:badge", args=[on.paper.slug]),
        }
    return render(request, "campaigns/signing/desk.html", context, status=status)


def _form(request: HttpRequest, call: Call | None) -> CallForm:
    now = {name: getattr(call, name) for name in COLUMNS} if call is not None else {}
    return CallForm(request.POST if request.method == "POST" else None, initial=now, label_suffix="")


def _acted(person: Person, on: OnPaper, call: Call | None, form: CallForm) -> bool:
    if not form.is_valid():
        return False
    said = {name: form.cleaned_data[name] for name in COLUMNS}
    if call is None:
        open_call(paper=on.paper, by=person, **said)
    else:
        change_call(call=call, by=person, **said)
    return True
