"""Publishing: what changes, which questions stay the same under another name, and the name of the version."""

from http import HTTPStatus
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from whrin.surveys import actions
from whrin.surveys.authoring import tasks
from whrin.surveys.authoring.changes import Changes, changes
from whrin.surveys.authoring.judging import Judgement, is_long
from whrin.surveys.authoring.sheets_page import judged
from whrin.surveys.enums import Part
from whrin.surveys.models import Form
from whrin.surveys.rights import form_for, person_at
from whrin.surveys.sessions import form_of
from whrin.surveys.work import mark_of_work, version_wished, work_on
from whrin.surveys.xform import read_form
from whrin.surveys.xlsform import FormRefused

_LONGEST = 100
#: Before the path of a question that is gone, in the name of the field that says which one it is now.
_SAME = "same:"


@never_cache
def publish_page(request: HttpRequest, form_id: str) -> HttpResponse:
    """Show what publishing changes; a POST publishes."""
    form = form_for(request.user, form_id, Part.AUTHOR)
    if form.sheets_in_work is None:
        return redirect("forms:sheets", form_id)
    judgement = judged(form, work_on(form))
    if judgement is None or not judgement.is_sound:
        return redirect("forms:sheets", form_id)
    found = _changes(form, judgement)
    fault = _publish(request, form, found) if request.method == "POST" else ""
    if request.method == "POST" and not fault:
        return redirect("forms:sheets", form_id)
    context: dict[str, Any] = {
        "survey": form,
        "tab": "sheets",
        "changes": found,
        "answers": form.answers.count() if found.gone else 0,
        "chosen": _renames(request, found)
        if fault
        else {gone.asked.path: gone.likely for gone in found.gone},
        "name": request.POST.get("name", "") if fault else _free_name(form),
        "mark": mark_of_work(form),
        "fault": fault,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK
    return TemplateResponse(request, "surveys/authoring/publish.html", context, status=status)


def _changes(form: Form, judgement: Judgement) -> Changes:
    newest = form.versions.first()
    if newest is None:
        return Changes()
    return changes(form_of(newest), read_form(judgement.xform), form.renames)


def _free_name(form: Form) -> str:
    """Return the name that the sheets wish for, if no version has it."""
    wished = version_wished(work_on(form))
    return "" if form.versions.filter(name=wished).exists() else wished


def _renames(request: HttpRequest, found: Changes) -> dict[str, str]:
    """Return what was chosen: each new question at most once, and nothing but what stood there to choose."""
    new = {asked.path for asked in found.new}
    chosen: dict[str, str] = {}
    for gone in found.gone:
        path = request.POST.get(f"{_SAME}{gone.asked.path}", "")
        if path in new and path not in chosen.values():
            chosen[gone.asked.path] = path
    return chosen


def _publish(request: HttpRequest, form: Form, found: Changes) -> str:
    """Publish, or have it done; return in words why it could not be."""
    by, name, renames = (
        person_at(request),
        request.POST.get("name", "").strip()[:_LONGEST],
        _renames(request, found),
    )
    mark = mark_of_work(form)
    if request.POST.get("mark") != mark:
        return str(actions.WorkChanged())
    if is_long(work_on(form)):
        cache.set(tasks.outcome_key(form.pk), {"fault": "", "going": True}, tasks.PATIENCE)
        tasks.publish.enqueue(form.pk, mark, by.pk, name, renames, get_language() or "en")
        return ""
    try:
        version = actions.publish_work(form=form, by=by, name=name, renames=renames, seen=mark)
    except (actions.CannotPublish, actions.WorkChanged) as fault:
        return str(fault)
    except FormRefused:
        return _("This form has faults. Nothing was published.")
    cache.delete(tasks.outcome_key(form.pk))
    messages.success(request, _("Version %(version)s is published.") % {"version": version.name})
    return ""
