"""Imports on the desk: send a file, look at what it would bring, let it come in, settle what differs, take it
back.
"""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from whrin.library import actions, mapping
from whrin.library.desk_works import person_at
from whrin.library.enums import Role
from whrin.library.forms import ImportForm
from whrin.library.imports import arrival, running
from whrin.library.imports.faults import UnreadableFile
from whrin.library.imports.preview import preview_of
from whrin.library.models import ImportNote, ImportRun, LanguageVersion, Work
from whrin.library.refusals import LibraryRefusal
from whrin.library.rules import may_publish
from whrin.library.tasks import run_import, undo_import_run
from whrin.people.models import Person

_PER_PAGE = 100
#: Titles named on the page that asks whether an import is to be taken back.
_NAMED = 50


def imports(request: HttpRequest) -> HttpResponse:
    """List the imports, newest first; a POST takes in a file and shows what it would bring."""
    person = person_at(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    if not may_publish(person):
        del form.fields["publish"]
    if request.method == "POST" and form.is_valid():
        publish = bool(form.cleaned_data.get("publish"))
        try:
            run = arrival.receive(upload=form.cleaned_data["file"], publish=publish, by=person)
        except UnreadableFile as fault:
            form.add_error("file", str(fault))
        else:
            return redirect("imports:run", run.pk)
    page = Paginator(ImportRun.objects.select_related("by"), 20).get_page(request.GET.get("p"))
    return TemplateResponse(request, "library/desk/imports.html", {"form": form, "page": page})


def import_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one import: what it would bring, how far it is, what happened to each record. A POST lets it come
    in, or go on where it was cut off, or turns it away.
    """
    person = person_at(request)
    run = get_object_or_404(ImportRun, pk=pk)
    is_open = ImportRun.objects.open().filter(pk=pk).exists()
    is_running = is_open and running.is_held(run.file_digest)
    can_continue = is_open and not is_running and running.kept_file(run.file_digest).exists()
    is_waiting = can_continue and not run.done and run.state == ImportRun.State.STOPPED
    if request.method == "POST" and can_continue:
        return _decide(request, run, person, is_waiting=is_waiting)
    if is_waiting:
        return _preview(request, run)
    notes = Paginator(run.notes.select_related("work"), _PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "run": run,
        "notes": notes,
        "rows": [(one, _differences(one)) for one in notes],
        "is_running": is_running,
        "can_continue": can_continue,
        "can_undo": not is_running and run.added and run.state != ImportRun.State.UNDONE,
    }
    return TemplateResponse(request, "library/desk/import_run.html", context)


def _differences(one: ImportNote) -> list[tuple[str, str, dict[str, str]]]:
    """Return field, its name in words, and what is here and there."""
    return [(field, _words(field), told) for field, told in one.difference.items()] if one.work else []


def _words(field: str) -> str:
    own = mapping.named("csl").get(field, field)
    for model in (Work, LanguageVersion):
        columns = {column.name: column.verbose_name for column in model._meta.get_fields() if column.concrete}  # noqa: SLF001 -- Django's documented name
        if own in columns:
            return str(columns[own])
    return str({"author": Role.AUTHOR.label, "date": _("Date"), "address": _("address")}.get(own, own))


def _decide(request: HttpRequest, run: ImportRun, person: Person, *, is_waiting: bool) -> HttpResponse:
    if is_waiting and "away" in request.POST:
        arrival.turn_away(run=run, by=person)
        messages.success(request, str(_("Nothing of the file came in.")))
        return redirect("imports:index")
    if run.publish and not may_publish(person):
        raise PermissionDenied
    arrival.let_in(run=run, by=person)
    run_import.enqueue(run.pk)
    messages.success(request, str(_("The records are coming in.")))
    return redirect("imports:run", run.pk)


def _preview(request: HttpRequest, run: ImportRun) -> HttpResponse:
    try:
        found, fault = preview_of(run), ""
    except UnreadableFile as refusal:
        found, fault = None, str(refusal)
    context = {"run": run, "found": found, "fault": fault}
    return TemplateResponse(request, "library/desk/import_preview.html", context)


@require_POST
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one field of a record over into the work that is here, or remember that somebody has looked."""
    person = person_at(request)
    one = get_object_or_404(ImportNote, pk=pk)
    try:
        if field := request.POST.get("field", ""):
            actions.take_over(note=one, field=field, by=person)
            messages.success(request, str(_("Taken over.")))
        else:
            actions.settle(note=one, by=person)
    except LibraryRefusal as refusal:
        messages.error(request, str(refusal))
    page = request.POST.get("p", "")
    answer = redirect("imports:run", one.run_id)
    answer["Location"] += (f"?p={page}" if page.isdecimal() else "") + f"#note-{one.pk}"
    return answer


def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what taking an import back would do; a POST does it in the background."""
    person = person_at(request)
    run = get_object_or_404(ImportRun, pk=pk)
    if run.state == ImportRun.State.UNDONE or running.is_held(run.file_digest):
        messages.error(request, str(_("This import is at work or was undone already.")))
        return redirect("imports:run", pk)
    undoing = actions.undoing_of(run)
    if undoing.published and not may_publish(person):
        raise PermissionDenied
    if request.method == "POST":
        undo_import_run.enqueue(run.pk, person.pk)
        messages.success(request, str(_("The import is being taken back.")))
        return redirect("imports:run", pk)
    context = {"run": run, "undoing": undoing, "kept": undoing.changed[:_NAMED]}
    return TemplateResponse(request, "library/desk/import_undo.html", context)
