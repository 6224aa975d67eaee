"""The mailbox of an organisation, for coordinators: kept, asked, ended. The address is never shown again."""

import re
from http import HTTPStatus

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from whrin.people.models import Person
from whrin.services.actions.keepers import TooManyMailboxes, ask, end_mailbox, has_not_answered, keep_mailbox
from whrin.services.desk.rights import coordinator_at, record_at
from whrin.services.enums import State
from whrin.services.models import Service

#: “first.last@”: most likely somebody, and not a desk where anybody answers.
_A_PERSON = re.compile(r"[^\W\d_]{2,}[._-][^\W\d_]{2,}@")


class MailboxForm(forms.Form):
    """Where, and in which language we write."""

    address = forms.EmailField(
        label=gettext_lazy("Mailbox"),
        max_length=254,
        help_text=gettext_lazy(
            "Of a role, never of a person. It is sealed and not shown again, here or elsewhere."
        ),
        widget=forms.EmailInput({"dir": "ltr", "autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=lambda: settings.LANGUAGES)


@never_cache
def mailbox(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is known of a record's mailboxes; a POST keeps one, writes to one, or ends one."""
    person, service = coordinator_at(request), record_at(pk)
    is_new = request.method == "POST" and "step" not in request.POST
    asked = MailboxForm(request.POST if is_new else None)
    if request.method == "POST" and not is_new:
        _take(request, service, person)
        return redirect("map_desk:mailbox", pk)
    if asked.is_bound and asked.is_valid():
        try:
            keep_mailbox(service=service, by=person, **asked.cleaned_data)
        except TooManyMailboxes as refusal:
            asked.add_error(None, str(refusal))
        else:
            if _A_PERSON.match(asked.cleaned_data["address"]):
                messages.warning(request, _("This looks like a person's address. If it is, end it."))
            messages.success(request, _("Saved."))
            return redirect("map_desk:mailbox", pk)
    context = {
        "service": service,
        "title": service.name,
        "tab": "mailbox",
        "is_coordinator": True,
        "asked": asked,
        "keepers": service.keepers.all(),
        "is_public": service.state == State.PUBLIC,
        "has_not_answered": has_not_answered(service),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if asked.is_bound else HTTPStatus.OK
    return TemplateResponse(request, "services/desk/mailbox.html", context, status=status)


def _take(request: HttpRequest, service: Service, person: Person) -> None:
    """Take a step: end one, ask one, or ask once at the address that the service publishes."""
    step, number = request.POST.get("step", ""), request.POST.get("keeper", "")
    if step == "published" and service.contact_email and service.state == State.PUBLIC:
        keeper = keep_mailbox(
            service=service, address=service.contact_email, language=_language(service), by=person
        )
    else:
        keeper = get_object_or_404(service.keepers, pk=number if number.isdecimal() else 0)
    if step == "end":
        end_mailbox(keeper=keeper, by=person)
    elif service.state == State.PUBLIC:
        ask(keeper=keeper, by=person)
    messages.success(request, _("Done."))


def _language(service: Service) -> str:
    """Return the language of its texts, if letters speak it; else the first one."""
    tags = [tag for tag, _name in settings.LANGUAGES]
    base = service.language.split("-", maxsplit=1)[0]
    return base if base in tags else settings.LANGUAGE_CODE
