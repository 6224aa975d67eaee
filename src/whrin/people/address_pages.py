"""Her e-mail address: given, confirmed through a letter, taken away."""

from http import HTTPStatus

from allauth.core.internal.ratelimit import respond_429
from allauth.core.ratelimit import consume
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from whrin.people.account_forms import AddressForm
from whrin.people.account_pages import home_again
from whrin.people.actions import confirm_address, remove_address, set_address
from whrin.people.actions.about_me import LinkNotGood, address_behind
from whrin.people.doors import for_member, for_person
from whrin.people.models import Person
from whrin.people.one_form import one_form


@require_http_methods(["GET", "HEAD", "POST"])
@for_member
def address(request: HttpRequest, person: Person) -> HttpResponse:
    """Ask for an address; a POST keeps it and has a letter sent."""
    form = AddressForm(request.POST or None)
    if form.is_bound and form.is_valid():
        # Nobody shall have letters sent to strangers, over and over.
        if not consume(request, action="give_address"):
            return respond_429(request)
        set_address(person=person, email=form.cleaned_data["email"])
        messages.success(request, _("A letter is on its way. Open the link in it to confirm the address."))
        return home_again()
    words = (_("You need no address. With one, you can take part by e-mail."),)
    warning = _("Whoever runs your mailbox, or opens it, can see that letters come from here.")
    return one_form(
        request, form, title=_("E-mail address"), button=_("Send the letter"), words=words, warning=warning
    )


@require_POST
@for_person
def take_away(request: HttpRequest, person: Person) -> HttpResponse:
    """Forget the address."""
    remove_address(person=person)
    messages.success(request, _("Your address is erased."))
    return home_again()


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button; only a POST confirms, for programmes open the links in letters, too."""
    is_done, status, trouble = False, HTTPStatus.OK, ""
    try:
        if request.method == "POST":
            confirm_address(token=token)
            is_done = True
        else:
            address_behind(token)
    except LinkNotGood as refusal:
        status, trouble = HTTPStatus.GONE, str(refusal)
    context = {"is_done": is_done, "trouble": trouble}
    return render(request, "people/confirm_address.html", context, status=status)
