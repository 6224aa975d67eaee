"""The editor: a form of common kinds of question, written in the browser without scripts."""

from dataclasses import replace
from http import HTTPStatus
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from whrin.surveys import actions
from whrin.surveys.authoring.about import TypedAbout, about_in, about_of, with_about
from whrin.surveys.authoring.kinds import NAMES, name_of
from whrin.surveys.authoring.sheets_page import judged
from whrin.surveys.authoring.typed import (
    Typed,
    editable_in,
    languages_of,
    new_typed,
    put,
    question_of,
    typed_in,
    typed_of,
    whole,
    with_spare,
)
from whrin.surveys.authoring.words import Said, said
from whrin.surveys.enums import Part
from whrin.surveys.models import Form
from whrin.surveys.rights import form_for, person_at
from whrin.surveys.work import mark_of_work, work_on
from whrin.surveys.xlsform import PAGE, Question, SimpleForm, sheets_of

_PER_PAGE = 50
_REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY


@never_cache
def edit_form(request: HttpRequest, form_id: str) -> HttpResponse:
    """Show the questions in their order; a POST moves one (`up:3`, `down:3`, counted from 1)."""
    form = form_for(request.user, form_id, Part.AUTHOR)
    simple = editable_in(work_on(form))
    if simple is None:
        return redirect("forms:sheets", form_id)
    fault = ""
    if request.method == "POST":
        way, _colon, place = request.POST.get("act", "").partition(":")
        fault = _save(request, form, _moved(simple, way, place))
        if not fault:
            return _back(form, whole(place))
    rows = [(at, one, name_of(one.kind), _first(one)) for at, one in enumerate(simple.questions, 1)]
    context: dict[str, Any] = _context(form, simple) | {
        "fault": fault,
        "page": Paginator(rows, _PER_PAGE).get_page(request.GET.get("p")),
        "kinds": NAMES.items(),
        "errors": _errors(form),
    }
    status = HTTPStatus.CONFLICT if fault else HTTPStatus.OK
    return TemplateResponse(request, "surveys/authoring/edit.html", context, status=status)


@never_cache
def edit_about(request: HttpRequest, form_id: str) -> HttpResponse:
    """Change what stands around the questions: title, languages, what people agree to, the look."""
    form = form_for(request.user, form_id, Part.AUTHOR)
    simple = editable_in(work_on(form))
    if simple is None:
        return redirect("forms:sheets", form_id)
    if request.method != "POST":
        return _about_page(request, form, simple, about_of(simple))
    typed = about_in(request.POST, simple)
    changed = with_about(simple, typed)
    if changed is None:
        return _about_page(request, form, simple, typed, status=_REFUSED)
    if fault := _save(request, form, changed):
        return _about_page(request, form, simple, typed, fault=fault, status=HTTPStatus.CONFLICT)
    return redirect("forms:edit", form_id)


@never_cache
def edit_question(request: HttpRequest, form_id: str, place: int) -> HttpResponse:
    """Change one question, by its place from 1; 0 is a new one, of `kind`."""
    form = form_for(request.user, form_id, Part.AUTHOR)
    simple = editable_in(work_on(form))
    if simple is None:
        return redirect("forms:sheets", form_id)
    if place > len(simple.questions):
        raise Http404
    before = simple.questions[place - 1] if place else None
    if request.method != "POST":
        typed = typed_of(before, simple, place) if before else new_typed(request.GET.get("kind", ""), simple)
        return _question_page(request, form, simple, typed, place)
    if request.POST.get("act") == "remove" and before is not None:
        changed = replace(simple, questions=tuple(one for one in simple.questions if one is not before))
        typed, question = typed_of(before, simple, place), before
    else:
        typed = typed_in(request.POST, simple)
        if request.POST.get("act") == "more":
            return _question_page(request, form, simple, typed, place)
        made = question_of(typed, simple, before)
        if made is None:
            return _question_page(request, form, simple, typed, place, status=_REFUSED)
        question, changed = made, put(simple, made, before, typed.place)
    if fault := _save(request, form, changed):
        typed.faults["seen"] = fault
        return _question_page(request, form, simple, typed, place, status=HTTPStatus.CONFLICT)
    return _back(form, next((at for at, one in enumerate(changed.questions, 1) if one is question), 1))


def _errors(form: Form) -> list[Said]:
    """Return what is to mend, as far as it is known."""
    sheets = work_on(form)
    judgement = judged(form, sheets) if form.sheets_in_work is not None else None
    return [said(one, sheets) for one in judgement.findings if one.is_error] if judgement else []


def _save(request: HttpRequest, form: Form, changed: SimpleForm) -> str:
    """Save the form; return in words why it could not be."""
    seen = request.POST.get("seen", "")
    try:
        actions.save_work(form=form, sheets=sheets_of(changed), by=person_at(request), seen=seen)
    except actions.WorkChanged as fault:
        return str(fault)
    return ""


def _moved(form: SimpleForm, way: str, place: str) -> SimpleForm:
    """Return the form with one question a place further up or down; as it is, where that cannot be."""
    at = whole(place) - 1
    to = at + {"up": -1, "down": 1}.get(way, 0)
    questions = list(form.questions)
    if not (0 <= at < len(questions) and 0 <= to < len(questions)):
        return form
    questions[at], questions[to] = questions[to], questions[at]
    return replace(form, questions=tuple(questions))


def _first(question: Question) -> tuple[str, str]:
    """Return the first text that a question has, and its language."""
    return next(((text, language) for language, text in question.label.items() if text), (question.name, ""))


def _back(form: Form, place: int) -> HttpResponse:
    """Lead to the list, where the question stands."""
    page = (max(place, 1) - 1) // _PER_PAGE + 1
    address = reverse("forms:edit", args=[form.form_id])
    return redirect(f"{address}{f'?p={page}' if page > 1 else ''}#q{place}")


def _context(form: Form, simple: SimpleForm) -> dict[str, Any]:
    return {
        "survey": form,
        "tab": "sheets",
        "languages": list(enumerate(languages_of(simple))),
        "seen": mark_of_work(form),
    }


def _question_page(
    request: HttpRequest,
    form: Form,
    simple: SimpleForm,
    typed: Typed,
    place: int,
    *,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    names = languages_of(simple)
    typed = with_spare(typed, names)
    context = _context(form, simple) | {
        "typed": typed,
        "place": place,
        "kinds": [(kind, name) for kind, name in NAMES.items() if kind != "yes_no"],
        "kind_name": name_of(typed.kind),
        "labels": list(zip(names, typed.labels, strict=True)),
        "hints": list(zip(names, typed.hints, strict=True)),
        "choices": [(one.name, list(zip(names, one.labels, strict=True))) for one in typed.choices],
        "sharing": _sharing(simple, place),
        "is_question": typed.kind not in {PAGE, "note"},
    }
    return TemplateResponse(request, "surveys/authoring/question.html", context, status=status)


def _sharing(form: SimpleForm, place: int) -> int:
    """Return how many questions take their answers from the list of this one."""
    own = form.questions[place - 1].list_name if place else ""
    return sum(one.list_name == own for one in form.questions) if own else 0


def _about_page(
    request: HttpRequest,
    form: Form,
    simple: SimpleForm,
    typed: TypedAbout,
    *,
    fault: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    context = _context(form, simple) | {"typed": typed, "fault": fault}
    return TemplateResponse(request, "surveys/authoring/about.html", context, status=status)
