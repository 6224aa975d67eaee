"""Links for events: made, shown once, closed."""

from http import HTTPStatus

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from whrin.campaigns.actions.kiosks import NoKiosk, close_kiosk, make_kiosk
from whrin.campaigns.models import Call
from whrin.campaigns.queries import OnPaper
from whrin.campaigns.signatories.doors import at_call
from whrin.kit.days import today
from whrin.kit.numbers import number_in
from whrin.people.models import Person
from whrin.surveys.codes import code_picture

#: Links shown; older ones go by themselves.
_MOST = 50


class KioskForm(forms.Form):
    """Where, and on which day."""

    place = forms.CharField(label=gettext_lazy("Where"), max_length=200)
    day = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput({"type": "date"}), initial=today)


@require_http_methods(["GET", "HEAD", "POST"])
@at_call
def kiosks(request: HttpRequest, person: Person, on: OnPaper, call: Call) -> HttpResponse:
    """Show the links of a paper; a POST makes one, or closes one."""
    data = request.POST if request.method == "POST" else None
    if data is not None and "close" in data:
        return _close(request, person, call, str(data["close"]))
    form = KioskForm(data)
    made, secret = None, ""
    if data is not None and form.is_valid():
        try:
            made, secret = make_kiosk(call=call, by=person, **form.cleaned_data)
        except NoKiosk as refusal:
            form.add_error("day", str(refusal))
    address = settings.WHRIN_ADDRESS + reverse("campaigns:kiosk", args=[secret]) if made else ""
    context = {
        "on": on,
        "tab": "delivery",
        "form": KioskForm() if made else form,
        "made": made,
        "address": address,
        "picture": code_picture(address) if made else "",
        "kiosks": call.kiosks.all()[:_MOST],
        "today": today(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "campaigns/kiosk/desk.html", context, status=status)


def _close(request: HttpRequest, person: Person, call: Call, written: str) -> HttpResponse:
    kiosk = call.kiosks.filter(pk=number_in(written)).first()
    if kiosk is not None:
        close_kiosk(kiosk=kiosk, by=person)
        messages.success(request, _("Saved."))
    return redirect("campaigns:kiosks", call.paper.pk)
