"""The questions of a form: what is in work, what is wrong with it, its files, its versions."""

from http import HTTPStatus
from typing import Any

from django.core.cache import cache
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from whrin.people.models import Person
from whrin.surveys import actions
from whrin.surveys.authoring import tasks
from whrin.surveys.authoring.files import needed_files
from whrin.surveys.authoring.judging import Judgement, judgement_of
from whrin.surveys.authoring.typed import editable_in
from whrin.surveys.authoring.words import Said, said
from whrin.surveys.enums import Part
from whrin.surveys.instances import last_part
from whrin.surveys.models import Form
from whrin.surveys.rights import form_for, person_at
from whrin.surveys.work import mark_of_work, work_on
from whrin.surveys.xlsform import FormRefused, Sheets, languages_in, read_sheets
from whrin.surveys.xlsform.reading import LARGEST

#: Missing translations, and versions, on one page.
_MOST_MISSING, _PER_PAGE = 100, 10


def judged(form: Form, sheets: Sheets) -> Judgement | None:
    """Return what is to be said of the work on a form; None: it is being found out."""
    mark = mark_of_work(form)
    return judgement_of(sheets, mark, lambda: tasks.judge_work.enqueue(form.pk, mark))


@never_cache
def sheets_page(request: HttpRequest, form_id: str) -> HttpResponse:
    """Show the questions; a POST uploads a form (`sheets`), a file that it uses (`file`), or throws away."""
    form = form_for(request.user, form_id, Part.AUTHOR)
    if request.method != "POST":
        return TemplateResponse(request, "surveys/authoring/sheets.html", _context(request, form))
    by = person_at(request)
    try:
        _act(request, form, by)
    except FormRefused as refusal:
        refused = [said(finding, {}) for finding in refusal.findings]
    except actions.FileTooLarge as fault:
        messages.error(request, str(fault))
        return redirect("forms:sheets", form_id)
    else:
        return redirect("forms:sheets", form_id)
    context = _context(request, form) | {"refused": refused}
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return TemplateResponse(request, "surveys/authoring/sheets.html", context, status=status)


def _act(request: HttpRequest, form: Form, by: Person) -> None:
    """Do what the button says. Raises `FormRefused`, `FileTooLarge`."""
    if request.POST.get("act") == "discard":
        actions.discard_work(form=form, by=by)
    elif name := request.POST.get("take_away"):
        actions.remove_work_file(form=form, name=name, by=by)
    elif request.POST.get("act") == "files":
        for file in request.FILES.getlist("file"):
            _keep_file(form, file, by)
    else:
        sent = request.FILES.get("sheets")
        # One byte more than may be, so that it is refused for what it is without being read whole.
        data = sent.read(LARGEST + 1) if isinstance(sent, UploadedFile) else b""
        actions.save_work(form=form, sheets=read_sheets(data), by=by)
        messages.success(request, _("The questions are saved. People see them when you publish them."))


def _keep_file(form: Form, file: UploadedFile[Any], by: Person) -> None:
    content = file.read(actions.LARGEST_MEDIA + 1)
    actions.add_work_file(form=form, name=last_part(file.name or "file"), content=content, by=by)


def _context(request: HttpRequest, form: Form) -> dict[str, Any]:
    is_in_work = form.sheets_in_work is not None
    versions = form.versions.defer("sheets", "xform")
    context: dict[str, Any] = {
        "survey": form,
        "tab": "sheets",
        "is_in_work": is_in_work,
        "is_read": True,
        "refused": [],
        "published": cache.get(tasks.outcome_key(form.pk)) or {"fault": "", "going": False},
        "page": Paginator(versions, _PER_PAGE).get_page(request.GET.get("p")),
        "is_simple": not is_in_work and not versions.exists(),
        "is_sound": False,
        "may_publish": False,
    }
    sheets = work_on(form)
    judgement = judged(form, sheets) if is_in_work else Judgement(())
    if judgement is None:
        return context | {"is_read": False, "rows": sum(len(sheet.rows) for sheet in sheets.values())}
    context["is_simple"] = context["is_simple"] or editable_in(sheets) is not None
    context["languages"] = languages_in(sheets)
    files = needed_files(form, judgement.files, judgement.xform) if is_in_work else []
    is_whole = all(file.is_ready for file in files)
    context["files"] = files
    context["may_publish"] = judgement.is_sound and is_whole and not context["published"]["going"]
    return context | _told(judgement, sheets)


def _told(judgement: Judgement, sheets: Sheets) -> dict[str, Any]:
    missing = [one for one in judgement.findings if one.code == "missing-translation"]
    others = [said(one, sheets) for one in judgement.findings if one.code != "missing-translation"]
    shown: list[Said] = [said(one, sheets) for one in missing[:_MOST_MISSING]]
    return {
        "errors": [one for one in others if one.finding.is_error],
        "doubts": [one for one in others if not one.finding.is_error],
        "missing": shown,
        "more_missing": len(missing) - len(shown),
        "is_sound": judgement.is_sound,
    }
