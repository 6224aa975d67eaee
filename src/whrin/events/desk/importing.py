"""The page where a table of events comes in."""

from http import HTTPStatus

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from whrin.design.measures import number_in_words
from whrin.events.desk.rights import editor_at
from whrin.events.importing import COLUMNS, LARGEST, CannotRead, read_table, take_in


class TableForm(forms.Form):
    """A file of lines."""

    table = forms.FileField(label=gettext_lazy("File (CSV)"), widget=forms.FileInput({"accept": ".csv"}))

    def clean_table(self) -> bytes:
        """Return its content, if it is not too large."""
        file = self.cleaned_data["table"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("That is too large"))
        content: bytes = file.read()
        return content


@never_cache
def import_table(request: HttpRequest) -> HttpResponse:
    """Ask for a table; a POST takes it in, all of it or nothing."""
    person = editor_at(request)
    form = TableForm(request.POST, request.FILES) if request.method == "POST" else TableForm()
    faults: list[str] = []
    if form.is_bound and form.is_valid():
        try:
            taken = take_in(read_table(form.cleaned_data["table"]), by=person)
        except CannotRead as refusal:
            faults = list(refusal.faults)
        else:
            added = _("Added")
            messages.success(request, f"{added}: {number_in_words(taken.added)}")
            return redirect("calendar_desk:list", "occasions")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"title": _("Import"), "asked": form, "faults": faults[:50], "columns": COLUMNS}
    return TemplateResponse(request, "events/desk/import.html", context, status=status)
