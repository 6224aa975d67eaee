"""The pages of telling. One address for every question: a phone's history shows one line only."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from whrin.incidents.actions import NobodyReads, arrived, is_open, send_report
from whrin.incidents.content import Consent, Told, consent_to
from whrin.incidents.enums import Channel, Use, Want
from whrin.incidents.queries import has_voice
from whrin.incidents.room_left import NO_ROOM, is_room_left, no_room_page
from whrin.incidents.telling.carried import Carried, Lost, open_carried, seal_carried
from whrin.incidents.telling.reading import told_again
from whrin.incidents.telling.steps import BY_NAME, STEPS, Step, StepForm, after, before, happened_of
from whrin.people.budget import take_a_place
from whrin.surveys.filling.doors import discreet
from whrin.vault.slowly import TooBusy

#: Reports in one hour from everyone together; nobody's address is counted.
AN_HOUR = 200
#: Browsers that send every page through the servers of their maker, who can read it.
_THROUGH_OTHERS = ("Opera Mini", "OPiOS", "UCBrowser", "UCWEB", "Puffin")


@discreet("GET", "HEAD")
def begin(request: HttpRequest) -> HttpResponse:
    """Help first, then what happens to her words, then the way in."""
    if not is_room_left():
        return no_room_page(request)
    browser = request.headers.get("user-agent", "")
    context = {
        "is_open": is_open(),
        "goes_through_others": any(name in browser for name in _THROUGH_OTHERS),
    }
    return render(request, "incidents/telling/begin.html", context)


@discreet("GET", "HEAD", "POST")
def ask(request: HttpRequest) -> HttpResponse:
    """Ask one question after the other; a POST brings an answer and everything before it."""
    if request.method != "POST" or "carried" not in request.POST:
        return _question(request, Carried.begin(), STEPS[0])
    try:
        carried = open_carried(request.POST["carried"])
    except Lost:
        return _lost(request)
    step = BY_NAME.get(request.POST.get("step", ""))
    if step is None:
        return _checked(request, carried)
    form = StepForm(step, request.POST)
    is_valid = form.is_valid()
    carried = carried.with_answers(step.name, answers_to(step, request.POST))
    if not is_valid:
        return _question(request, carried, step, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _onward(request, carried, step)


def _onward(request: HttpRequest, carried: Carried, step: Step) -> HttpResponse:
    asked = request.POST.get("go", "")
    if asked == "back":
        return _question(request, carried, before(step) or step)
    if asked == "check":
        return _check(request, carried)
    following = after(step)
    return _question(request, carried, following) if following else _check(request, carried)


def _checked(request: HttpRequest, carried: Carried) -> HttpResponse:
    """From the last page she sends, or goes back to one of the questions."""
    asked = request.POST.get("go", "")
    if asked in BY_NAME:
        return _question(request, carried, BY_NAME[asked], is_checking=True)
    return _send(request, carried) if asked == "send" else _check(request, carried)


def _question(
    request: HttpRequest,
    carried: Carried,
    step: Step,
    form: StepForm | None = None,
    *,
    is_checking: bool = False,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    language = get_language() or "en"
    context = {
        "voice": reverse("incidents:voice", args=[step.name, language])
        if has_voice(step.name, language)
        else "",
        "form": form or StepForm(step, answers=carried.answers.get(step.name)),
        "step": step,
        "number": STEPS.index(step) + 1,
        "of": len(STEPS),
        "is_first": step == STEPS[0],
        "is_checking": is_checking or request.POST.get("checking") == "yes",
        "carried": seal_carried(carried),
    }
    return render(request, "incidents/telling/question.html", context, status=status)


def _check(
    request: HttpRequest, carried: Carried, wrong: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    told, consent = content_of(carried)
    context = {
        "rows": told_again(told, consent),
        "code": in_fours(carried.code),
        "carried": seal_carried(carried),
        "wrong": wrong,
    }
    return render(request, "incidents/telling/check.html", context, status=status)


def _send(request: HttpRequest, carried: Carried) -> HttpResponse:
    told, consent = content_of(carried)
    if arrived(carried.once):
        return _sent(request, carried)
    if not (told.kinds or told.what.strip()):
        wrong = _("Nothing was sent: please say what was done, by choosing it or in your own words.")
        return _check(request, carried, wrong, HTTPStatus.UNPROCESSABLE_ENTITY)
    if not is_room_left():
        return _check(request, carried, str(NO_ROOM), HTTPStatus.SERVICE_UNAVAILABLE)
    if not take_a_place("incident-reports", AN_HOUR):
        return _check(request, carried, _later(), HTTPStatus.TOO_MANY_REQUESTS)
    try:
        send_report(told=told, consent=consent, code=carried.code, once=carried.once)
    except TooBusy:
        return _check(request, carried, _later(), HTTPStatus.SERVICE_UNAVAILABLE)
    except NobodyReads as trouble:
        return _check(request, carried, str(trouble), HTTPStatus.SERVICE_UNAVAILABLE)
    return _sent(request, carried)


def _later() -> str:
    return _("Not sent yet: very much arrives at this moment. Your words are in this page. Press Send again.")


def _sent(request: HttpRequest, carried: Carried) -> HttpResponse:
    return render(
        request, "incidents/telling/sent.html", {"code": in_fours(carried.code), "plain_code": carried.code}
    )


def _lost(request: HttpRequest) -> HttpResponse:
    """What this page carried cannot be opened; what she typed on it is shown to her again."""
    kept = [text for name, texts in request.POST.lists() if name in _FREE for text in texts if text.strip()]
    context = {"typed": "\n\n".join(str(text) for text in kept)[:100_000]}
    return render(request, "incidents/telling/lost.html", context, status=HTTPStatus.BAD_REQUEST)


#: Fields that hold words of her own.
_FREE = ("what", "part", "may_know")
#: Fields of which several can be chosen.
_SEVERAL = ("kinds", "actors", "wants", "uses")


def answers_to(step: Step, data: QueryDict) -> dict[str, Any]:
    """Return what she gave, also where it was not right yet: nothing that she typed is lost."""
    return {
        name: [slug[:100] for slug in data.getlist(name)[:200]]
        if name in _SEVERAL
        else data.get(name, "")[:10_000]
        for name in step.fields()
    }


def content_of(carried: Carried) -> tuple[Told, Consent]:
    """Return what would be sent; what does not fit a question is left out."""
    clean: dict[str, Any] = {}
    for step in STEPS:
        form = StepForm(step, carried.answers.get(step.name, {}))
        form.is_valid()
        clean |= form.cleaned_data
    happened, precision = happened_of(clean)
    told = Told(
        language=get_language() or "en",
        channel=Channel.WEB,
        kinds=clean.get("kinds") or [],
        what=clean.get("what") or "",
        happened=happened,
        precision=precision,
        country=clean.get("country") or "",
        part=clean.get("part") or "",
        actors=clean.get("actors") or [],
        whom=clean.get("whom") or "",
        wants=clean.get("wants") or [],
        may_know=clean.get("may_know") or "",
    )
    return told, consent_to([*clean.get("uses", []), *([Use.COUNT] if Want.COUNT in told.wants else [])])


def in_fours(code: str) -> str:
    """Return a code as it is shown."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))
