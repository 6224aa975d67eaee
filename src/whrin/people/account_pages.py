"""The pages of her account: what is kept of her, who is let in, and what she shows."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whrin.people.account_forms import CodeForm, ParticularsForm, PassphraseForm, WordsForm
from whrin.people.actions import appeal, correct, invite, leave, make_recovery_phrase, renew, vouch
from whrin.people.doors import for_member, for_person, is_her_passphrase
from whrin.people.entries import entries_for
from whrin.people.exporting import everything_about
from whrin.people.models import Membership, Person
from whrin.people.one_form import one_form
from whrin.people.opening import LANGUAGE
from whrin.people.queries import account_of
from whrin.people.refusals import PeopleRefusal

_BOTH = require_http_methods(["GET", "HEAD", "POST"])


def home_again() -> HttpResponseRedirect:
    """Lead back to the account."""
    return HttpResponseRedirect(reverse("account_home"))


@require_GET
@for_person
def home(request: HttpRequest, person: Person) -> HttpResponse:
    """Show her name, whether she belongs, and where the rest is."""
    context = {"account": account_of(person), "entries": entries_for(person)}
    return render(request, "people/home.html", context)


@_BOTH
@for_person
def me(request: HttpRequest, person: Person) -> HttpResponse:
    """Show what she said of herself; a POST corrects it."""
    membership = get_object_or_404(Membership.objects.select_related("region"), person=person)
    form = ParticularsForm(request.POST or None, membership=membership)
    if form.is_bound and form.is_valid():
        particulars = form.particulars()
        correct(person=person, particulars=particulars)
        request.session[LANGUAGE] = particulars.interface_language
        with translation.override(particulars.interface_language):
            messages.success(request, _("Saved."))
        return home_again()
    words = (_("All of this is yours to give or to leave out. No member sees it."),)
    return one_form(request, form, title=_("About me"), button=_("Save"), words=words)


@require_POST
@for_person
def stay(request: HttpRequest, person: Person) -> HttpResponse:
    """Renew the membership by one tap."""
    try:
        renew(person=person)
        messages.success(request, _("Good that you stay. We ask again in a year."))
    except PeopleRefusal as refusal:
        messages.error(request, str(refusal))
    return home_again()


@_BOTH
@for_person
def look_again(request: HttpRequest, person: Person) -> HttpResponse:
    """Let a suspended member write her appeal."""
    words = (_("Somebody else than the person who suspended you reads this and answers here."),)
    form = WordsForm(request.POST or None, label=_("Your words"))
    if form.is_bound and form.is_valid():
        try:
            appeal(person=person, words=form.cleaned_data["words"])
            messages.success(request, words[0])
            return home_again()
        except PeopleRefusal as refusal:
            form.add_error(None, str(refusal))
    return one_form(request, form, title=_("Ask for another look"), button=_("Send"), words=words)


@_BOTH
@for_person
def leave_network(request: HttpRequest, person: Person) -> HttpResponse:
    """Ask once, then end the membership."""
    if request.method == "POST":
        leave(person=person)
        messages.success(request, _("You are no longer a member."))
        return home_again()
    words = (
        _("Your account stays: you can still read it, export it and delete it. Spaces are closed to you."),
    )
    return one_form(request, None, title=_("Leave the network"), button=_("Leave"), words=words)


@_BOTH
@for_member
def invitation(request: HttpRequest, person: Person) -> HttpResponse:
    """Make a code that lets one woman in; it is shown once."""
    if request.method == "POST":
        try:
            return _shown_once(request, invite(by=person), _("Invitation code"))
        except PeopleRefusal as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(reverse("account_invite"))
    words = (_("The code lets one person in, within 30 days. Give it only to someone you know and trust."),)
    return one_form(request, None, title=_("Invite someone"), button=_("Make a code"), words=words)


@_BOTH
@for_member
def vouching(request: HttpRequest, person: Person) -> HttpResponse:
    """Let a member give her word for someone who has applied."""
    form = CodeForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            vouch(code=form.cleaned_data["code"], by=person)
            messages.success(request, _("Thank you. Your word counts; your name is not told."))
            return home_again()
        except PeopleRefusal as refusal:
            form.add_error("code", str(refusal))
    words = (_("Someone you know has applied? She sees a code in her account. Enter it here."),)
    return one_form(request, form, title=_("Vouch for someone"), button=_("Vouch"), words=words)


@_BOTH
@for_person
def phrase(request: HttpRequest, person: Person) -> HttpResponse:
    """Make new twelve words, for her passphrase, and show them once."""
    form = PassphraseForm(request.POST or None)
    if form.is_bound and form.is_valid():
        if is_her_passphrase(request, person, form.cleaned_data["passphrase"]):
            new = make_recovery_phrase(person=person, language=translation.get_language() or "en")
            return render(request, "people/phrase_once.html", {"words": new.split()})
        form.add_error("passphrase", _("The passphrase is not right."))
    words = (_("Twelve words bring you back in when you forget your passphrase. Older words stop working."),)
    return one_form(request, form, title=_("New recovery words"), button=_("Show the words"), words=words)


@require_GET
@for_person
def export(request: HttpRequest, person: Person) -> HttpResponse:  # noqa: ARG001 -- a page's signature
    """Give her everything that is kept about her, as one file."""
    response = JsonResponse(everything_about(person), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="account.json"'
    return response


def _shown_once(request: HttpRequest, code: str, title: str) -> HttpResponse:
    return render(request, "people/code_once.html", {"code": code, "title": title})
