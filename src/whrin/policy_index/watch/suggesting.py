"""The page where anybody corrects a measure, or tells of one that is missing."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from whrin.people.budget import take_a_place
from whrin.people.unsent import give_back, typed_in
from whrin.policy_index.actions import suggest
from whrin.policy_index.models import Measure
from whrin.policy_index.queries import public_measures
from whrin.policy_index.watch.gate import gone
from whrin.policy_index.watch.suggestion_form import SuggestionForm
from whrin.surveys.filling.doors import discreet

#: Suggestions in one hour from everyone together. Nobody's address is counted.
AN_HOUR = 40


@discreet("GET", "HEAD", "POST")
def add(request: HttpRequest) -> HttpResponse:
    """Ask what is missing; a POST keeps it."""
    return _answer(request, None, reverse("policy_index:add"))


@discreet("GET", "HEAD", "POST")
def correct(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask what is wrong with a measure; a POST keeps it. Where it was withdrawn, she gets her words back."""
    measure = public_measures().filter(slug=slug).first()
    if measure is not None:
        return _answer(request, measure, reverse("policy_index:correct", args=[slug]))
    answer = gone(request, slug)
    unsent = typed_in(request)
    return give_back(request, unsent, status=answer.status_code) if unsent else answer


def _answer(request: HttpRequest, measure: Measure | None, address: str) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form, status = SuggestionForm(data, is_new=measure is None), HTTPStatus.OK
    if form.is_bound:
        status = _taken(form, measure)
        if status == HTTPStatus.CREATED:
            return redirect(f"{address}?sent=yes")
    language = get_language() or "en"
    context = {
        "form": form,
        "measure": measure,
        "language_of_title": measure.language_for(language) if measure else "",
        "is_sent": "sent" in request.GET,
    }
    return render(request, "policy_index/watch/suggest.html", context, status=status)


def _taken(form: SuggestionForm, measure: Measure | None) -> HTTPStatus:
    """Keep it, or say in the form why not; return the status of the answer."""
    if not form.is_valid():
        return HTTPStatus.UNPROCESSABLE_ENTITY
    if not take_a_place("measure-suggestions", AN_HOUR):
        form.add_error(
            None,
            _("Many suggestions came in this hour. Please send yours again in an hour; it is not lost yet."),
        )
        return HTTPStatus.TOO_MANY_REQUESTS
    given = form.cleaned_data
    suggest(
        text=given["text"],
        source=given["source"],
        country=given.get("country", ""),
        measure=measure,
        language=get_language() or "en",
        pressed=given["token"],
    )
    return HTTPStatus.CREATED
