"""With a receipt: look, correct, withdraw. The code travels in what is sent alone, never in an address."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language

from whrin.people.budget import take_a_place
from whrin.surveys.actions import FormIsClosed
from whrin.surveys.actions.drafts import TooManyDrafts
from whrin.surveys.actions.receipts import (
    NoSuchReceipt,
    answer_with_receipt,
    begin_correction,
    withdraw_answer,
)
from whrin.surveys.filling.doors import discreet
from whrin.surveys.filling.showing import address_of
from whrin.surveys.headings import title_of
from whrin.surveys.rules import takes_answers
from whrin.surveys.sealing import NobodyToSealFor

#: Codes that are not right, from everyone together, in one hour, before they are called too many.
AN_HOUR = 200


# No cookie stands for anybody here: the code is the proof.
@discreet("GET", "HEAD", "POST")
def receipt(request: HttpRequest) -> HttpResponse:
    """Ask for a code; a POST shows what can be done, corrects, asks once more, or withdraws."""
    code = request.POST.get("code", "")[:100]
    if request.method != "POST" or not code.strip():
        return render(request, "surveys/filling/receipt.html", {"typed": ""})
    try:
        return _done(request, code)
    except NoSuchReceipt as refusal:
        is_few = take_a_place("survey-receipts", AN_HOUR)
        status = HTTPStatus.UNPROCESSABLE_ENTITY if is_few else HTTPStatus.TOO_MANY_REQUESTS
        context = {"typed": code, "refusal": str(refusal)}
        return render(request, "surveys/filling/receipt.html", context, status=status)
    except (FormIsClosed, TooManyDrafts, NobodyToSealFor) as refusal:
        return _found(request, code, refusal=str(refusal), status=HTTPStatus.CONFLICT)


def _done(request: HttpRequest, code: str) -> HttpResponse:
    act = request.POST.get("act", "")
    if act == "correct":
        opened = begin_correction(code=code, language=get_language() or "en")
        return HttpResponseRedirect(address_of(opened, "review"))
    if act == "withdrawn":
        withdraw_answer(code=code)
        return render(request, "surveys/filling/withdrawn.html")
    return _found(request, code, is_sure=act == "withdraw")


def _found(
    request: HttpRequest, code: str, *, refusal: str = "", is_sure: bool = False, status: int = HTTPStatus.OK
) -> HttpResponse:
    answer = answer_with_receipt(code)
    version = answer.form.versions.defer("xform")[0]
    context = {
        "code": code,
        "title": title_of(version, get_language() or "en"),
        "survey": answer.form,
        "takes_answers": takes_answers(answer.form),
        "is_sure": is_sure,
        "refusal": refusal,
    }
    return render(request, "surveys/filling/found.html", context, status=status)
