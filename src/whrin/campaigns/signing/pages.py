"""The form, and the page behind our letter's link. No cache keeps them; opening one changes nothing."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_protect

from whrin.campaigns.actions.signing import AlreadyDelivered, CallClosed, NotThere, confirm, deny, sign
from whrin.campaigns.delivering.clock import erased_on
from whrin.campaigns.enums import Authority, Signer, SignState, Way
from whrin.campaigns.models import Call, Signature
from whrin.campaigns.queries import readable_papers, title_shown
from whrin.campaigns.signing.calls import call_or_gone, can_be_signed
from whrin.campaigns.signing.form import OrganisationForm, SignForm
from whrin.campaigns.signing_by_mail.addresses import call_address
from whrin.campaigns.taking.floods import why_held
from whrin.campaigns.taking.letters import signature_with
from whrin.surveys.filling.doors import discreet, person_of

_FORMS: dict[str, type[SignForm]] = {Signer.PERSON: SignForm, Signer.ORGANISATION: OrganisationForm}


@discreet("GET", "HEAD", "POST")
def sign_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask who signs; a POST takes it in. Whoever is signed in proves that her own page sent it: what she
    represents counts.
    """
    page = csrf_protect(_sign) if person_of(request) else _sign
    return page(request, slug)


def _sign(request: HttpRequest, slug: str) -> HttpResponse:
    call = call_or_gone(request, slug)
    if not isinstance(call, Call):
        return call
    kind = _kind(call, request.POST.get("kind") or request.GET.get("as") or "")
    form = _FORMS[kind](request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _show(request, call, form)
    if not form.is_valid():
        return _show(request, call, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    given = form.given()
    held = why_held(call, given, form=form.number)
    try:
        sign(call=call, given=given, way=Way.WEB, held_because=held, by=person_of(request))
    except CallClosed as refusal:
        form.add_error(None, str(refusal))
        return _show(request, call, form, HTTPStatus.CONFLICT)
    said = "look" if held else "yes"
    return redirect(f"{reverse('campaigns:sign', args=[slug])}?signed={said}")


def _kind(call: Call, asked: str) -> str:
    """Return who signs: as asked for where the call takes both."""
    if not call.takes_people:
        return Signer.ORGANISATION
    is_organisation = call.takes_organisations and asked == Signer.ORGANISATION
    return Signer.ORGANISATION if is_organisation else Signer.PERSON


def _show(
    request: HttpRequest, call: Call, form: SignForm, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    title, tongue = title_shown(call.paper, get_language() or "")
    context = {
        "call": call,
        "form": form,
        "is_open": can_be_signed(call) or form.is_bound,
        "takes_both": call.takes_people and call.takes_organisations,
        "signed": "" if form.is_bound else request.GET.get("signed", ""),
        "paper_title": title,
        "title_language": tongue,
        "mail_address": call_address(call),
        "proves": person_of(request) is not None,
    }
    return render(request, "campaigns/signing/sign.html", context, status=status)


@discreet("GET", "HEAD", "POST")
def confirm_page(request: HttpRequest, token: str) -> HttpResponse:
    """Show what would be confirmed, with two buttons; a POST does what was pressed."""
    row = signature_with(token)
    if row is None:
        return render(request, "campaigns/signing/no_link.html", {}, status=HTTPStatus.NOT_FOUND)
    refusal, status = "", HTTPStatus.OK
    try:
        if request.method == "POST" and (act := request.POST.get("act")) in {"yes", "no"}:
            confirm(signature=row) if act == "yes" else deny(signature=row)
            return redirect("campaigns:confirm", token)
    except (AlreadyDelivered, NotThere) as trouble:
        refusal, status = str(trouble), HTTPStatus.CONFLICT
    return render(request, "campaigns/signing/confirm.html", _about(row, token, refusal), status=status)


def _about(row: Signature, token: str, refusal: str) -> dict[str, object]:
    title, tongue = title_shown(row.call.paper, get_language() or "")
    is_asked = row.state == SignState.WAITING or (row.state == SignState.HELD and row.waits_until is not None)
    is_delivered = row.call.delivered_on is not None
    return {
        "row": row,
        "token": token,
        "refusal": refusal,
        "paper_title": title,
        "title_language": tongue,
        "has_page": readable_papers().filter(pk=row.call.paper_id).exists(),
        "is_asked": is_asked and not is_delivered,
        "is_confirmed": row.state == SignState.CONFIRMED,
        "is_looked_at": not is_asked and row.state == SignState.HELD,
        "is_claimed": row.state == SignState.CONFIRMED and row.authority == Authority.CLAIMED,
        "is_gone": row.state in {SignState.REFUSED, SignState.WITHDRAWN},
        "is_delivered": is_delivered,
        "ends": erased_on(row.call),
    }
