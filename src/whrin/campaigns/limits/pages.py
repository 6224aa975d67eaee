"""How long a paper is and what is still missing; the file for the body that takes it."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from whrin.campaigns.body import body_of, printed, text_of_paper
from whrin.campaigns.doors import at_paper
from whrin.campaigns.due import due_on
from whrin.campaigns.limits.checks import checklist, has_stop
from whrin.campaigns.limits.meter import meter_of
from whrin.campaigns.models import Paper
from whrin.campaigns.queries import OnPaper
from whrin.documents.printing import PrintingFailed, as_docx, as_epub, as_odt, as_pdf, as_text
from whrin.documents.printing.answering import MEDIA_TYPES
from whrin.kit.days import today
from whrin.people.budget import take_a_place
from whrin.people.models import Person

#: Made at once and kept nowhere: what is not public yet must not lie about.
MAKERS = {"docx": as_docx, "odt": as_odt, "pdf": as_pdf, "epub": as_epub, "txt": as_text}
#: Files in one hour, of everybody together: each takes seconds.
AN_HOUR = 200


@at_paper
@require_safe
def limits(request: HttpRequest, _person: Person, on: OnPaper) -> HttpResponse:
    """Show the meter and the checklist."""
    return render(request, "campaigns/limits/limits.html", _context(request, on, ""))


@at_paper
@require_safe
def submission(request: HttpRequest, _person: Person, on: OnPaper, form: str) -> HttpResponse:
    """Give the file for a body; while anything stops it, say what, and make none (409)."""
    if form not in MAKERS:
        raise Http404
    context = _context(request, on, form)
    if context["is_stopped"]:
        return render(request, "campaigns/limits/limits.html", context, status=HTTPStatus.CONFLICT)
    if not take_a_place("papers-submission", AN_HOUR):
        context["fault"] = _("Many files are being made now. Try again in a few minutes.")
        return render(request, "campaigns/limits/limits.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
    try:
        content = MAKERS[form](printed(context["text"], context["body"], date=today()))
    except PrintingFailed as failure:
        context["fault"] = str(failure)
        return render(request, "campaigns/limits/limits.html", context, status=HTTPStatus.SERVICE_UNAVAILABLE)
    answer = HttpResponse(content, content_type=MEDIA_TYPES[form])
    name = f"{on.paper.kind.slug}-{context['language']}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _context(request: HttpRequest, on: OnPaper, form: str) -> dict[str, Any]:
    paper = on.paper
    text = text_of_paper(paper)
    asked, languages = request.GET.get("language", ""), text.languages()
    language = asked if asked in languages else paper.original_language
    body = body_of(text, language)
    findings = checklist(paper, text, body, form)
    day = due_on(paper)
    return {
        "on": on,
        "tab": "limits",
        "text": text,
        "body": body,
        "meter": meter_of(paper, body),
        "findings": findings,
        "is_stopped": has_stop(findings),
        "refused": form.upper(),
        "language": language,
        "paper_languages": languages,
        "due": day.isoformat() if day else "",
        "forms": _forms(paper),
    }


def _forms(paper: Paper) -> list[str]:
    return [form for form in MAKERS if not paper.kind.forms or form in paper.kind.forms]
