"""Keys for phones: made and shown once, given other forms, ended, removed."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from whrin.people.models import Person
from whrin.surveys import actions
from whrin.surveys.actions.collectors import Admitted
from whrin.surveys.desk.listing import listed
from whrin.surveys.desk.making import status_of
from whrin.surveys.enums import Audience, FormState, Part
from whrin.surveys.models import Collector, Form, Version
from whrin.surveys.openrosa.project_code import project_code, project_picture
from whrin.surveys.rights import forms_for, is_coordinator, person_at

_PER_PAGE = 25


class FormsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # takes none when it runs
    """Forms, as `listing.listed` gives them, by title and name."""

    def label_from_instance(self, obj: Any) -> str:
        """Return both."""
        return f"{obj.title} ({obj.form_id})"


class GivenForm(forms.Form):
    """Which forms phones have."""

    forms = FormsField(
        label=gettext_lazy("Forms"), queryset=Form.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["forms"].queryset = for_phones(person)  # type: ignore[attr-defined]  # it has one


class AdmitForm(GivenForm):
    """What is set up, and in which language phones are told what went wrong."""

    field_order = ("label", "language", "forms")
    label = forms.CharField(
        label=gettext_lazy("What you call these phones"),
        max_length=100,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
        help_text=gettext_lazy("A group or a number, never a woman's name. One key can serve many phones."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=lambda: settings.LANGUAGES)


def for_phones(person: Person) -> QuerySet[Form]:
    """Return the forms that she may give to phones."""
    hers = forms_for(person, Part.AUTHOR).exclude(state=FormState.ARCHIVED)
    published = Version.objects.values("form")
    return listed(hers.filter(audience__in=(Audience.ANYONE, Audience.MEMBERS), pk__in=published))


def keys_of(person: Person) -> QuerySet[Collector]:
    """Return the keys that she may change: those whose forms are all hers. Coordinators: all."""
    if is_coordinator(person):
        return Collector.objects.all()
    hers = forms_for(person, Part.AUTHOR)
    others = Collector.objects.filter(forms__in=Form.objects.exclude(pk__in=hers.values("pk")))
    return Collector.objects.filter(forms__in=hers).exclude(pk__in=others.values("pk")).distinct()


@never_cache
def phones(request: HttpRequest) -> HttpResponse:
    """List the keys; a POST makes one and shows it, this once."""
    person = _author(request)
    asked = AdmitForm(
        person, request.POST if request.method == "POST" else None, initial={"language": get_language()}
    )
    if asked.is_bound and asked.is_valid():
        admitted = actions.admit_collector(by=person, **asked.cleaned_data)
        return TemplateResponse(request, "surveys/desk/phone_once.html", _once(admitted))
    keys = keys_of(person).prefetch_related("forms")
    page = Paginator(keys.order_by("revoked_on", "label", "pk"), _PER_PAGE).get_page(request.GET.get("p"))
    context = {"asked": asked, "page": page}
    return TemplateResponse(request, "surveys/desk/phones.html", context, status=status_of(asked))


@never_cache
def phone(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one key; a POST gives it other forms, ends it, or removes it."""
    person = _author(request)
    found = get_object_or_404(keys_of(person), pk=pk)
    is_change = request.method == "POST" and "step" not in request.POST
    asked = GivenForm(person, request.POST if is_change else None, initial={"forms": list(found.forms.all())})
    done = {"revoke": actions.revoke_collector, "remove": actions.remove_collector}.get(
        request.POST.get("step", "")
    )
    if done is not None:
        done(collector=found, by=person)
    elif asked.is_bound and asked.is_valid():
        actions.give_forms(collector=found, forms=asked.cleaned_data["forms"], by=person)
    if done is not None or (asked.is_bound and asked.is_valid()):
        messages.success(request, _("Done."))
        return redirect("forms:phones")
    return TemplateResponse(
        request, "surveys/desk/phone.html", {"key": found, "asked": asked}, status=status_of(asked)
    )


def _once(admitted: Admitted) -> dict[str, Any]:
    """Return what is shown once: nobody can show it again."""
    root = settings.WHRIN_ADDRESS + reverse("openrosa_list").removesuffix("/formList")
    server = f"{root}/key/{admitted.token}"
    code = project_picture(project_code(server=server))
    return {
        "key": admitted.collector,
        "password": admitted.password,
        "root": root,
        "server": server,
        "code": mark_safe(code),  # noqa: S308 -- drawn by us; what it says is in its shapes alone
    }


def _author(request: HttpRequest) -> Person:
    """Return who is signed in, when she changes any form."""
    person = person_at(request)
    if not is_coordinator(person) and not forms_for(person, Part.AUTHOR).exists():
        raise PermissionDenied
    return person
