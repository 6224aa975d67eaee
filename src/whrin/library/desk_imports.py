"""Imports on the desk: send a file, watch it come in, read what happened to each record."""

from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from whrin.library.desk_works import person_at
from whrin.library.forms import ImportForm
from whrin.library.imports import arrival, running
from whrin.library.imports.faults import UnreadableFile
from whrin.library.models import ImportRun
from whrin.library.rules import may_publish
from whrin.library.tasks import run_import

_PER_PAGE = 100


def imports(request: HttpRequest) -> HttpResponse:
    """List the imports, newest first; a POST takes in a file and lets it run in the background."""
    person = person_at(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    if not may_publish(person):
        del form.fields["publish"]
    if request.method == "POST" and form.is_valid():
        publish = bool(form.cleaned_data.get("publish"))
        try:
            with transaction.atomic():
                run = arrival.receive(upload=form.cleaned_data["file"], publish=publish, by=person)
                run_import.enqueue(run.pk)
        except UnreadableFile as fault:
            form.add_error("file", str(fault))
        else:
            messages.success(request, str(_("The file is here; its records are coming in.")))
            return redirect("imports:run", run.pk)
    page = Paginator(ImportRun.objects.select_related("by"), 20).get_page(request.GET.get("p"))
    return TemplateResponse(request, "library/desk/imports.html", {"form": form, "page": page})


def import_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one import: how far it is, and what happened to each record; a POST goes on with one that was
    cut off.
    """
    person_at(request)
    run = get_object_or_404(ImportRun, pk=pk)
    is_open = ImportRun.objects.open().filter(pk=pk).exists()
    is_running = is_open and running.is_held(run.file_digest)
    can_continue = is_open and not is_running and running.kept_file(run.file_digest).exists()
    if request.method == "POST" and can_continue:
        run_import.enqueue(run.pk)
        messages.success(request, str(_("The import goes on.")))
        return redirect("imports:run", pk)
    notes = Paginator(run.notes.select_related("work"), _PER_PAGE).get_page(request.GET.get("p"))
    context = {"run": run, "notes": notes, "is_running": is_running, "can_continue": can_continue}
    return TemplateResponse(request, "library/desk/import_run.html", context)
