"""Cards: hers, whom she shows it to, and those she is shown."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whrin.people.account_forms import CodeForm, WordsForm
from whrin.people.actions import show_card, take_card_back, write_card
from whrin.people.doors import for_member
from whrin.people.models import CardShown, Person
from whrin.people.one_form import one_form
from whrin.people.queries import card_of, cards_shown_to, shown_by, words_on
from whrin.people.refusals import PeopleRefusal

_PER_PAGE = 20


def _to_cards() -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("account_cards"))


@require_GET
@for_member
def cards(request: HttpRequest, person: Person) -> HttpResponse:
    """Show her card, who sees it, and the cards that others show her."""
    page = Paginator(cards_shown_to(person), _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "words": card_of(person),
        "shown": shown_by(person),
        "page": page,
        "seen": [words_on(shown) for shown in page],
        "form": CodeForm(),
    }
    return render(request, "people/cards.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_member
def card(request: HttpRequest, person: Person) -> HttpResponse:
    """Let her write her card, or take it away by leaving it empty."""
    beginning = {"words": card_of(person)}
    form = WordsForm(request.POST or None, label=_("Your card"), is_needed=False, initial=beginning)
    if form.is_bound and form.is_valid():
        write_card(person=person, words=form.cleaned_data["words"])
        return _to_cards()
    words = (_("A few words about yourself. Only people you choose see them. Empty: no card."),)
    return one_form(request, form, title=_("Your card"), button=_("Save"), words=words)


@require_POST
@for_member
def show(request: HttpRequest, person: Person) -> HttpResponse:
    """Show it to the member whose code she was told."""
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            show_card(person=person, code=form.cleaned_data["code"])
            return _to_cards()
        except PeopleRefusal as refusal:
            form.add_error("code", str(refusal))
    return one_form(request, form, title=_("Show your card"), button=_("Show"))


@require_POST
@for_member
def take_back(request: HttpRequest, person: Person, pk: int) -> HttpResponse:  # noqa: ARG001 -- a page's signature
    """Show it to one person no longer."""
    shown = get_object_or_404(CardShown, pk=pk, card__person=person)
    take_card_back(shown=shown, by=person)
    return _to_cards()
