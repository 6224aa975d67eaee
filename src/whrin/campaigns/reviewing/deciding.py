"""Sign-off: what is missing, her own word, and the steps of whoever holds or approves the paper.

Nobody is shown who said what: reasons stand without a name, in no order that tells anything.
"""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from whrin.campaigns.actions.agreement import agreed, version_in_review, who_may_sign_off
from whrin.campaigns.actions.signing_off import (
    CannotSignOff,
    NotInReview,
    mark_agreed,
    send_to_review,
    sign_off,
    take_back_sign_off,
    take_back_to_writing,
)
from whrin.campaigns.enums import Role, State, Verdict
from whrin.campaigns.models import SignOff, Version
from whrin.campaigns.queries import OnPaper
from whrin.campaigns.reviewing.doors import at_work
from whrin.campaigns.reviewing.forms import SignOffForm
from whrin.campaigns.rules import may_sign_off, may_steer
from whrin.campaigns.words import open_people_of, reason_of
from whrin.kit.numbers import number_in
from whrin.people.models import Person
from whrin.people.sealing import CannotOpenError


@require_http_methods(["GET", "HEAD", "POST"])
@at_work
def review(request: HttpRequest, person: Person, on: OnPaper) -> HttpResponse:
    """Show how far sign-off is; a POST takes the next step, or says what she says."""
    form = _form(person, version_in_review(on.paper), request)
    refusal, status = "", HTTPStatus.OK
    if request.method == "POST":
        try:
            _do(request, person, on, form)
        except CannotSignOff as error:
            refusal = str(error)
        if not refusal and not form.errors:
            messages.success(request, _("Saved."))
            return redirect("campaigns:review", on.paper.pk)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        on.paper.refresh_from_db()
    context = {**_context(person, on, form), "refusal": refusal}
    return render(request, "campaigns/reviewing/review.html", context, status=status)


def _do(request: HttpRequest, person: Person, on: OnPaper, form: SignOffForm) -> None:
    """Do what the button says. Raises `CannotSignOff`."""
    act = request.POST.get("act", "")
    if act == "send":
        send_to_review(paper=on.paper, by=person)
        return
    if act == "write":
        take_back_to_writing(paper=on.paper, by=person)
        return
    version = _version_meant(request, on)
    if act == "agreed":
        mark_agreed(version=version, by=person)
    elif act == "back":
        take_back_sign_off(version=version, by=person)
    elif act == "sign" and form.is_valid():
        said = form.cleaned_data
        sign_off(version=version, verdict=Verdict(said["verdict"]), by=person, reason=said["reason"])
    elif act != "sign":
        raise Http404


def _version_meant(request: HttpRequest, on: OnPaper) -> Version:
    """Return the version that she had before her. Raises `NotInReview`."""
    found = on.paper.versions.filter(number=number_in(request.POST.get("version", ""))).first()
    if found is None:
        raise NotInReview
    return found


def _form(person: Person, version: Version | None, request: HttpRequest) -> SignOffForm:
    hers = SignOff.objects.filter(version=version, person=person).first() if version else None
    initial = {"verdict": hers.verdict, "reason": reason_of(hers)} if hers else {}
    is_signing = request.method == "POST" and request.POST.get("act") == "sign"
    data = request.POST if is_signing else None
    return SignOffForm(data, initial=initial, label_suffix="")


def _context(person: Person, on: OnPaper, form: SignOffForm) -> dict[str, object]:
    paper, version = on.paper, version_in_review(on.paper)
    is_in_review = paper.state == State.REVIEW and version is not None
    may_say = is_in_review and may_sign_off(paper, on.roles) and not may_steer(on.roles)
    found = agreed(version) if is_in_review and version else None
    return {
        "on": on,
        "tab": "review",
        "version": version if is_in_review else None,
        "found": found,
        "asked": len(who_may_sign_off(paper)),
        "reasons": _reasons(version) if is_in_review and version else [],
        "form": form,
        "may_say": may_say,
        "has_said": may_say and SignOff.objects.filter(version=version, person=person).exists(),
        "may_send": may_steer(on.roles) and paper.state in {State.WRITING, State.REVIEW},
        "may_reopen": may_steer(on.roles) and paper.state in {State.REVIEW, State.AGREED},
        "may_agree": found is not None and found.met and bool({Role.HOLDER, Role.APPROVER} & on.roles),
    }


def _reasons(version: Version) -> list[tuple[str, str]]:
    """Return what does not agree: the verdict in words, and the reason; sorted by the words themselves."""
    rows = list(version.sign_offs.exclude(verdict=Verdict.AGREE).select_related("person"))
    open_people_of(rows)
    told = []
    for row in rows:
        try:
            told.append((str(row.get_verdict_display()), reason_of(row)))
        except CannotOpenError:
            continue  # She deletes her account this moment.
    return sorted(told)
