"""The words of the map at the desk: labels and notes in every language of the interface."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin import messages

from whrin.kit.languages import direction_of, own_name_of
from whrin.people.models import Person
from whrin.services.actions.wording import save_term
from whrin.services.desk.rights import coordinator_at
from whrin.services.enums import TermKind
from whrin.services.models import Term
from whrin.services.queries import terms_of


class TermForm(forms.ModelForm[Term]):
    """A word; kind and stable name are chosen once."""

    class Meta:
        model = Term
        fields = ("kind", "slug", "aaaq", "is_standard", "order")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["kind"], self.fields["slug"]
        for tag, _name in settings.LANGUAGES:
            label, note = self.instance.labels.get(tag, ""), self.instance.notes.get(tag, "")
            told = {"lang": tag, "dir": direction_of(tag)}
            self.fields[f"label_{tag}"] = forms.CharField(
                label=own_name_of(tag),
                initial=label,
                required=tag == "en",
                max_length=100,
                widget=forms.TextInput(told),
            )
            self.fields[f"note_{tag}"] = forms.CharField(
                label=_("What it means: %(language)s") % {"language": own_name_of(tag)},
                initial=note,
                required=False,
                max_length=500,
                widget=forms.Textarea({**told, "rows": 2}),
            )

    def saved_by(self, person: Person) -> bool:
        """Save; say whether it was right. What is wrong stands at its field."""
        if not self.is_valid():
            return False
        given = self.cleaned_data
        words = {
            "labels": {tag: given[f"label_{tag}"] for tag, _name in settings.LANGUAGES},
            "notes": {tag: given[f"note_{tag}"] for tag, _name in settings.LANGUAGES},
            **{name: given[name] for name in ("aaaq", "is_standard", "order")},
        }
        try:
            save_term(term=self.instance, words=words, by=person)
        except ValidationError as refusal:
            self.add_error(None, refusal)
        return not self.errors


@never_cache
@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """List the words."""
    coordinator_at(request)
    context = {
        "title": _("Words of the map"),
        "groups": [(kind.label, terms_of(kind)) for kind in TermKind],
    }
    return TemplateResponse(request, "services/desk/terms.html", context)


@never_cache
def new_term(request: HttpRequest) -> HttpResponse:
    """Add a word."""
    return _page(request, coordinator_at(request), Term())


@never_cache
def term(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a word."""
    person = coordinator_at(request)
    return _page(request, person, get_object_or_404(Term, pk=pk))


def _page(request: HttpRequest, person: Person, found: Term) -> HttpResponse:
    title = str(found) if found.pk else _("New word")
    asked = TermForm(request.POST if request.method == "POST" else None, instance=found)
    if asked.is_bound and asked.saved_by(person):
        messages.success(request, _("Saved."))
        return redirect("map_desk:terms")
    context = {"title": title, "asked": asked, "slug": found.slug if found.pk else ""}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if asked.is_bound else HTTPStatus.OK
    return TemplateResponse(request, "services/desk/term.html", context, status=status)
