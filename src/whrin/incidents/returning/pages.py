"""One page for everything she does with her code; what she sends is answered with the page as it is then."""

import secrets
from collections.abc import Callable
from http import HTTPStatus

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from whrin.incidents.actions import Incoming, TooLarge, add_files, set_consent, withdraw_report, write_message
from whrin.incidents.enums import ReportState
from whrin.incidents.opening import OpenReport
from whrin.incidents.returning.forms import CodeForm, ConsentForm, FilesForm, MessageForm, consent_form
from whrin.incidents.returning.tickets import Over, new_ticket, open_ticket, report_of
from whrin.incidents.room_left import NO_ROOM, is_room_left
from whrin.incidents.telling.reading import told_again
from whrin.incidents.writing import EditedMeanwhile
from whrin.kit.languages import direction_of
from whrin.surveys.filling.doors import discreet
from whrin.vault.actions import TooManyTries, WrongCode, open_code
from whrin.vault.envelopes import CannotOpen
from whrin.vault.models import CodeKey
from whrin.vault.slowly import TooBusy


@discreet("GET", "HEAD", "POST")
def come_back(request: HttpRequest) -> HttpResponse:
    """Ask for the code; with it, or with an opened page's ticket, show her report and do what she asks."""
    if request.method != "POST":
        return _ask(request, CodeForm())
    try:
        if "ticket" in request.POST:
            return _go_on(request)
        return _open(request)
    except (Over, CannotOpen):
        return _over(request)


def _open(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _ask(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        code, pair = open_code(form.cleaned_data["code"])
    except WrongCode as trouble:
        wrong, status = str(trouble), HTTPStatus.NOT_FOUND
    except TooManyTries as trouble:
        wrong, status = str(trouble), HTTPStatus.TOO_MANY_REQUESTS
    except TooBusy:
        wrong, status = _("Too many come now. Try again in a minute."), HTTPStatus.SERVICE_UNAVAILABLE
    else:
        return _show(request, Visit(code, pair.secret, report_of(code, pair.secret)))
    form.add_error("code", wrong)
    return _ask(request, form, status=status)


class Visit:
    """One look at her report. `said`: what to tell her first; `refused`: forms, by what they do."""

    def __init__(self, code: CodeKey, secret: bytes, one: OpenReport) -> None:
        self.code, self.secret, self.one = code, secret, one
        self.said = self.said_wrong = ""
        self.refused: dict[str, object] = {}
        self.status = HTTPStatus.OK

    def look_again(self) -> None:
        """Open the report as it is now. Raises `Over`: it is gone."""
        self.one = report_of(self.code, self.secret)


def _go_on(request: HttpRequest) -> HttpResponse:
    code, secret = open_ticket(request.POST["ticket"])
    visit = Visit(code, secret, report_of(code, secret))
    asked = request.POST.get("go", "")
    if asked == "withdraw":
        return _withdraw(request, visit)
    deeds: dict[str, Callable[[HttpRequest, Visit], None]] = {
        "write": _write,
        "files": _files,
        "allow": _allow,
    }
    if asked in deeds and asked != "allow" and not is_room_left():
        visit.said_wrong, visit.status = str(NO_ROOM), HTTPStatus.SERVICE_UNAVAILABLE
        visit.refused = {"write": MessageForm(request.POST)} if asked == "write" else {}
    elif asked in deeds:
        _twice(visit, lambda: deeds[asked](request, visit))
        visit.look_again()
    return _show(request, visit)


def _twice(visit: Visit, deed: Callable[[], None]) -> None:
    """Do it, and once more where a caseworker wrote, or it was given another key, in the same moment."""
    try:
        deed()
    except EditedMeanwhile:
        visit.look_again()
        deed()


def _write(request: HttpRequest, visit: Visit) -> None:
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _refuse(visit, "write", form)
    write_message(
        one=visit.one, text=form.cleaned_data["text"], language=get_language() or "en", once=_once(request)
    )
    visit.said = _("Your words have arrived.")
    return None


def _files(request: HttpRequest, visit: Visit) -> None:
    form = FilesForm(request.POST, request.FILES)
    if not form.is_valid():
        return _refuse(visit, "files", form)
    try:
        add_files(
            one=visit.one,
            files=[_incoming(file) for file in form.cleaned_data["chosen"]],
            once=_once(request),
        )
    except TooLarge as refusal:
        form.add_error("chosen", str(refusal))
        return _refuse(visit, "files", form, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    visit.said = _("Your files have arrived, locked.")
    return None


def _allow(request: HttpRequest, visit: Visit) -> None:
    data = request.POST.copy()
    form = ConsentForm(data)
    if not form.is_valid():
        return _refuse(visit, "allow", form)
    try:
        set_consent(one=visit.one, consent=form.consent(), seen=form.cleaned_data["seen"])
    except EditedMeanwhile as refusal:
        visit.look_again()
        form.add_error(None, str(refusal))
        data["seen"] = str(visit.one.report.consent_edition)
        return _refuse(visit, "allow", form, HTTPStatus.CONFLICT)
    visit.said = _("What you allow is changed.")
    return None


def _withdraw(request: HttpRequest, visit: Visit) -> HttpResponse:
    if request.POST.get("sure") != "yes":
        return render(
            request, "incidents/returning/sure.html", {"ticket": new_ticket(visit.code, visit.secret)}
        )
    _twice(visit, lambda: withdraw_report(one=visit.one))
    return render(request, "incidents/returning/gone.html", {})


def _refuse(
    visit: Visit, asked: str, form: object, status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY
) -> None:
    visit.refused[asked], visit.status = form, status


def _incoming(file: UploadedFile[bytes]) -> Incoming:
    return Incoming(file.name or "", file.content_type or "", file.size or 0, file.chunks())


def _once(request: HttpRequest) -> str:
    return request.POST.get("once", "")[:64]


def _show(request: HttpRequest, visit: Visit) -> HttpResponse:
    one = visit.one
    context = {
        "said": visit.said,
        "said_wrong": visit.said_wrong,
        "ticket": new_ticket(visit.code, visit.secret),
        "once": secrets.token_urlsafe(16),
        "state": _state_of(one),
        "rows": [row for row in told_again(one.told, one.consent) if row.step != "allowing"],
        "language": one.told.language,
        "messages_in": [(words, direction_of(words.language)) for words in one.messages()],
        "files": [head for _file, head in one.files()],
        "write": visit.refused.get("write") or MessageForm(),
        "files_form": visit.refused.get("files") or FilesForm(),
        "allow": visit.refused.get("allow") or consent_form(one.consent, one.report.consent_edition),
        "is_refused": bool(visit.refused) and not visit.said_wrong,
    }
    return render(request, "incidents/returning/report.html", context, status=visit.status)


def _state_of(one: OpenReport) -> str:
    if one.report.state == ReportState.NEW:
        return _("Nobody has opened it yet.")
    if one.report.state == ReportState.CLOSED:
        return _("The work on it has ended. If you write, it begins again.")
    if one.report.state == ReportState.WAITING:
        return _("There is an answer for you.")
    return _("Someone works on it.")


def _ask(request: HttpRequest, form: CodeForm, *, status: int = HTTPStatus.OK) -> HttpResponse:
    return render(request, "incidents/returning/code.html", {"form": form}, status=status)


def _over(request: HttpRequest) -> HttpResponse:
    """Half an hour went by, or the server began anew: she types the code again; her words are given back."""
    context = {"form": CodeForm(), "is_over": True, "typed": request.POST.get("text", "")[:20_000]}
    return render(request, "incidents/returning/code.html", context, status=HTTPStatus.GONE)
