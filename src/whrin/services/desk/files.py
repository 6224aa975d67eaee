"""Tables of services at the desk: a file is read, looked at, let in; and all records go out as one."""

from http import HTTPStatus
from itertools import islice
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin import messages

from whrin.people.models import Person
from whrin.services.desk.listing import ListForm, narrowed
from whrin.services.desk.rights import decider_at, editor_at
from whrin.services.imports.arriving import let_in, receive, turn_away
from whrin.services.imports.reading import MOST_LINES, Line, UnreadableTable, read_table
from whrin.services.imports.tasks import bring_in
from whrin.services.imports.writing import table_of
from whrin.services.models import Import, Service
from whrin.services.saying import label_of

_PER_PAGE = 20
_MOST_BYTES = 10_000_000
#: Faults, and lines of a preview, that a page shows.
_SHOWN = 100
_WHY = {
    "double": gettext_lazy("A record of this name and country is there already"),
    "withdrawn": gettext_lazy("It was taken off the map"),
    "same": gettext_lazy("It is there already, and says the same"),
}


class FileForm(forms.Form):
    """A file, and what becomes of its lines."""

    file = forms.FileField(
        label=gettext_lazy("File (CSV)"),
        help_text=gettext_lazy(
            "In the shape that “Save as a table” gives, or with the columns organisation, service_name, "
            "country, city, website, service_types, community_led, year_seen, source, description."
        ),
    )
    is_public = forms.BooleanField(label=gettext_lazy("Show them at once, as never checked"), required=False)

    def clean_file(self) -> Any:
        """A file that is not too large."""
        file = self.cleaned_data["file"]
        if file.size > _MOST_BYTES:
            told = _("The file has no lines, or more than %(most)s. Split it, and send it again.")
            raise forms.ValidationError(told % {"most": MOST_LINES})
        return file


@never_cache
def imports(request: HttpRequest) -> HttpResponse:
    """List the files; a POST reads one. With a fault in any line, nothing of it is kept."""
    person = decider_at(request)
    asked = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    faulty: list[Line] = []
    if asked.is_bound and asked.is_valid():
        run, faulty = _read(asked, person)
        if run is not None:
            return redirect("map_desk:import", run.pk)
    page = Paginator(Import.objects.defer("lines"), _PER_PAGE).get_page(request.GET.get("p"))
    language = get_language() or "en"
    faults = (
        (line.number, label_of(name, language), fault)
        for line in faulty
        for name, fault in line.faults.items()
    )
    context = {
        "title": _("Import"),
        "asked": asked,
        "page": page,
        "faults": list(islice(faults, _SHOWN)),
        "faulty": len(faulty),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if asked.is_bound else HTTPStatus.OK
    return TemplateResponse(request, "services/desk/imports.html", context, status=status)


def _read(asked: FileForm, person: Person) -> tuple[Import | None, list[Line]]:
    upload = asked.cleaned_data["file"]
    try:
        lines = read_table(upload.read())
    except UnreadableTable as refusal:
        asked.add_error("file", str(refusal))
        return None, []
    if faulty := [line for line in lines if line.faults]:
        return None, faulty
    is_public = asked.cleaned_data["is_public"]
    return receive(lines=lines, name=str(upload.name), is_public=is_public, by=person), []


@never_cache
def one_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a file would bring, or how far it is; a POST lets it in or turns it away."""
    person = decider_at(request)
    run = get_object_or_404(Import, pk=pk)
    if request.method == "POST":
        if run.state == Import.State.WAITING and "away" in request.POST:
            turn_away(run=run, by=person)
            messages.success(request, _("Nothing of the file came in."))
            return redirect("map_desk:imports")
        if run.state == Import.State.WAITING:
            let_in(run=run, by=person)
        # What a crash has cut off goes on from where it stands.
        if run.state in {Import.State.WAITING, Import.State.RUNNING}:
            bring_in.enqueue(run.pk)
        return redirect("map_desk:import", pk)
    context = {
        "title": run.name,
        "run": run,
        "lines": run.lines[:_SHOWN] if run.state == Import.State.WAITING else [],
        "passed": [(_WHY[why], numbers) for why, numbers in run.passed.items()],
    }
    return TemplateResponse(request, "services/desk/import.html", context)


@never_cache
@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """Give all records of the list out as a table, with what is a draft or withdrawn."""
    editor_at(request)
    asked = ListForm(request.GET)
    asked.is_valid()
    found = narrowed(Service.objects.exclude(name=""), asked.cleaned_data).order_by("pk")
    response = StreamingHttpResponse(table_of(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="services.csv"'
    return response
