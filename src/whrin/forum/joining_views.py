"""Taking a place in a space, settling in it, leaving it."""

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from whrin.forum import inviting
from whrin.forum.actions import join_space, leave_space, settle_place
from whrin.forum.archives.own import own_old_posts
from whrin.forum.forms import JoinForm, PlaceForm
from whrin.forum.models import Space
from whrin.forum.names import NameRefused, offered_in
from whrin.forum.queries import NotThere, moderator_for, place_for, place_in
from whrin.forum.rules import is_moderator, may_join
from whrin.forum.sealing import name_in
from whrin.people.doors import for_person
from whrin.people.models import Person
from whrin.people.rules import is_active_member


@for_person
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, person: Person, slug: str) -> HttpResponse:
    """Offer names for a space; a POST takes a place under one. A closed group asks for a code as well."""
    space = Space.objects.filter(slug=slug).first()
    code = request.GET.get("code", "")
    if space is None:
        raise NotThere
    is_invited = inviting.is_good(code, space) and is_active_member(person)
    if not may_join(person, space) and not (is_invited and space.access == Space.Access.COHORT):
        raise NotThere
    if place_in(person, space) is not None:
        return redirect("forum:space", slug)
    form = JoinForm(request.POST or None, offered=offered_in(space))
    status = HTTPStatus.OK
    if request.method == "POST" and form.is_valid():
        try:
            join_space(person=person, space=space, name=form.chosen(), is_invited=is_invited)
        except NameRefused as refusal:
            form.add_error("name", refusal.message)
        else:
            return redirect("forum:space", slug)
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "forum/join.html", {"form": form, "space": space}, status=status)


@for_person
@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, person: Person, slug: str) -> HttpResponse:
    """Show how she hears of posts, and the way out; a POST changes the first."""
    place = place_for(person, slug)
    kept = {name: getattr(place, name) for name in PlaceForm.base_fields}
    decides = is_moderator(place) and bool(place.space.list_name and settings.WHRIN_MAIL_DOMAIN)
    form = PlaceForm(request.POST or None, initial=kept, decides=decides)
    if request.method == "POST" and form.is_valid():
        settle_place(by=place, **form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect("forum:place", slug)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    has_old = own_old_posts(place).exists()
    context = {"form": form, "space": place.space, "name": name_in(place), "has_old_letters": has_old}
    return render(request, "forum/place.html", context, status=status)


@for_person
@require_POST
def leave(request: HttpRequest, person: Person, slug: str) -> HttpResponse:
    """Give her place back, with or without her words."""
    place = place_for(person, slug)
    leave_space(by=place, keeps_words=request.POST.get("words") != "delete")
    messages.success(request, _("You have left this space."))
    return redirect("forum:spaces")


@for_person
@require_safe
def invite(request: HttpRequest, person: Person, slug: str) -> HttpResponse:
    """Show a moderator of a closed group an address to hand on."""
    place = moderator_for(person, slug)
    if place.space.access != Space.Access.COHORT:
        raise NotThere
    path = reverse("forum:join", args=[slug])
    address = f"{settings.WHRIN_ADDRESS}{path}?code={inviting.new_code(place.space)}"
    return render(request, "forum/invite.html", {"space": place.space, "address": address})
