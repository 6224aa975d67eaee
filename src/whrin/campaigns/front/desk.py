"""The desk of campaigns, for editors and those who publish."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from whrin.campaigns.actions.campaigning import (
    CannotOpen,
    is_enough,
    remove,
    save_action,
    save_campaign,
    save_step,
    save_target,
    set_campaign_state,
)
from whrin.campaigns.enums import CampaignState
from whrin.campaigns.front.forms import ActionForm, CampaignForm, StepForm, TargetForm, spoken_in
from whrin.campaigns.front.shown import card_of
from whrin.campaigns.models import Action, Campaign, Step, Target
from whrin.campaigns.rules import may_campaign, may_publish
from whrin.kit.languages import own_name_of
from whrin.people.doors import for_person
from whrin.people.models import Person

Rest = ParamSpec("Rest")
Page = Callable[Concatenate[HttpRequest, Person, Rest], HttpResponse]


def for_campaigners(page: Page[Rest]) -> Callable[Concatenate[HttpRequest, Rest], HttpResponse]:
    """Open a page to those who write campaigns."""

    @for_person
    @wraps(page)
    def open_page(
        request: HttpRequest, person: Person, /, *args: Rest.args, **kwargs: Rest.kwargs
    ) -> HttpResponse:
        if not may_campaign(person):
            raise PermissionDenied
        return page(request, person, *args, **kwargs)

    return open_page


@require_safe
@for_campaigners
def campaigns_desk(request: HttpRequest, person: Person) -> HttpResponse:
    """List campaigns and targets."""
    language = get_language() or "en"
    context = {
        "cards": [card_of(one, language) for one in Campaign.objects.all()],
        "targets": Target.objects.select_related("body"),
        "may_press": may_publish(person),
    }
    return render(request, "campaigns/front/desk.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_campaigners
def campaign_desk(request: HttpRequest, person: Person, slug: str = "") -> HttpResponse:
    """Write a campaign; without a name, a new one."""
    campaign = get_object_or_404(Campaign, slug=slug) if slug else None
    spoken = spoken_in(request.POST or request.GET, campaign.texts if campaign else {})
    form = CampaignForm(person, campaign, spoken, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        language = form.cleaned_data["language"]
        try:
            saved = save_campaign(
                campaign=campaign, language=language, text=form.said(), by=person, **form.columns()
            )
        except CannotOpen as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(f"{reverse('campaigns:campaign_desk', args=[saved.slug])}?language={language}")
    context = {
        "campaign": campaign,
        "form": form,
        "tongues": [(tag, own_name_of(tag)) for tag in campaign.texts] if campaign else [],
        "is_enough": campaign is not None and is_enough(campaign),
        "may_publish": may_publish(person),
        "states": [state for state in CampaignState if campaign and state != campaign.state],
    }
    return render(request, "campaigns/front/campaign_desk.html", context, status=_status(form))


@require_POST
@for_campaigners
def campaign_state(request: HttpRequest, person: Person, slug: str) -> HttpResponse:
    """Show, end or hide a campaign."""
    campaign, asked = get_object_or_404(Campaign, slug=slug), request.POST.get("state", "")
    if not may_publish(person):
        raise PermissionDenied
    if asked not in CampaignState.values:
        raise Http404
    try:
        set_campaign_state(campaign=campaign, state=CampaignState(asked), by=person)
    except CannotOpen as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Done."))
    return redirect("campaigns:campaign_desk", slug)


@require_http_methods(["GET", "HEAD", "POST"])
@for_campaigners
def action_desk(request: HttpRequest, person: Person, slug: str, number: int = 0) -> HttpResponse:
    """Write something that anybody can do; number 0 is a new one."""
    campaign = get_object_or_404(Campaign, slug=slug)
    action = get_object_or_404(Action, campaign=campaign, number=number) if number else None
    spoken = spoken_in(request.POST or request.GET, action.texts if action else campaign.texts)
    initial = {"kind": action.kind, **action.texts.get(spoken, {})} if action else {}
    form = ActionForm(spoken, request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and "remove" in request.POST and action:
        remove(row=action, by=person)
        return redirect("campaigns:campaign_desk", slug)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        save_action(
            campaign=campaign,
            number=number or None,
            kind=given["kind"],
            language=given["language"],
            text=form.said(),
            by=person,
        )
        messages.success(request, _("Saved."))
        return redirect("campaigns:campaign_desk", slug)
    return _row_page(request, form, campaign, action)


@require_http_methods(["GET", "HEAD", "POST"])
@for_campaigners
def step_desk(request: HttpRequest, person: Person, slug: str, pk: int = 0) -> HttpResponse:
    """Write an entry of the timeline; 0 is a new one."""
    campaign = get_object_or_404(Campaign, slug=slug)
    step = get_object_or_404(Step, campaign=campaign, pk=pk) if pk else None
    spoken = spoken_in(request.POST or request.GET, step.texts if step else campaign.texts)
    initial: dict[str, Any] = {}
    if step:
        initial = {"day": step.day, "kind": step.kind, "address": step.address}
        initial["text"] = step.texts.get(spoken, "")
    form = StepForm(spoken, request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and "remove" in request.POST and step:
        remove(row=step, by=person)
        return redirect("campaigns:campaign_desk", slug)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        told = {name: given[name] for name in ("day", "kind", "language", "address")}
        save_step(campaign=campaign, step=step, words=given["text"], by=person, **told)
        messages.success(request, _("Saved."))
        return redirect("campaigns:campaign_desk", slug)
    return _row_page(request, form, campaign, step)


@require_http_methods(["GET", "HEAD", "POST"])
@for_campaigners
def target_desk(request: HttpRequest, person: Person, pk: int = 0) -> HttpResponse:
    """Write a target; 0 is a new one."""
    target = get_object_or_404(Target, pk=pk) if pk else None
    spoken = spoken_in(request.POST or request.GET, target.offices if target else {})
    initial: dict[str, Any] = {}
    if target:
        names = ("name", "body", "address", "page", "source", "until")
        initial = {name: getattr(target, name) for name in names}
        initial |= {"country": target.country_id or "", "office": target.offices.get(spoken, "")}
    form = TargetForm(spoken, request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and "remove" in request.POST and target:
        remove(row=target, by=person)
        return redirect("campaigns:campaigns_desk")
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        save_target(
            target=target, language=given["language"], office=given["office"], by=person, **form.columns()
        )
        messages.success(request, _("Saved."))
        return redirect("campaigns:campaigns_desk")
    return _row_page(request, form, None, target)


def _row_page(request: HttpRequest, form: forms.Form, campaign: Campaign | None, row: object) -> HttpResponse:
    context = {"form": form, "campaign": campaign, "row": row}
    return render(request, "campaigns/front/row_desk.html", context, status=_status(form))


def _status(form: forms.Form) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
