"""What stands around every page: name, logo, colours, menu, footer, as the network's identity says."""

from dataclasses import replace

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from whrin.design.frame import Frame, MenuItem, language_of
from whrin.forum.space_page import has_something_to_show
from whrin.kit.edition import kept_for_an_edition
from whrin.people.middleware import is_signed_in
from whrin.website.enums import Place
from whrin.website.models import Identity
from whrin.website.queries import alternates_of, identity, menu_pages, references

_FOOT = (Place.SAFETY, Place.ACCESSIBILITY)
#: Parts of the site in the menu of a network that has not made its own.
_FIRST = (Place.LIBRARY, Place.TOPICS, Place.COUNTRIES, Place.ACT)


def frame_for(request: HttpRequest) -> Frame:
    """Return the frame of a request; one query, where a page has translations to lead to."""
    language = language_of(request)
    frame = _frame_in(language)
    if is_signed_in(request):
        frame = replace(frame, menu=[*frame.menu, *_hers(request, language)])
    page = getattr(request, "website_page", None)
    return replace(frame, alternates=alternates_of(page)) if page is not None and page.pk else frame


def _hers(request: HttpRequest, language: str) -> list[MenuItem]:
    """Return what leads a person who is signed in to what is hers."""
    with override(language):
        name, home = _("Account"), reverse("account_home")
    return [*_forum(language), MenuItem(name, home, is_current=request.path.startswith(home))]


def _forum(language: str) -> list[MenuItem]:
    with override(language):
        return [MenuItem(_("Forum"), reverse("forum:spaces"))]


def _help() -> list[MenuItem]:
    """Return what leads to help from every page, whatever else a network has in its menu."""
    return [
        MenuItem(_("I need…"), reverse("services:need")),
        MenuItem(_("Services"), reverse("services:list")),
    ]


@kept_for_an_edition
def _frame_in(language: str) -> Frame:
    shown = identity()
    with override(language):
        return Frame(
            brand=shown.name,
            name=footer_of(shown, language),
            menu=[*_help(), *menu_of(shown, language)],
            foot=[
                *(_forum(language) if has_something_to_show() else ()),
                MenuItem(_("Organisations"), reverse("organisations:list")),
                MenuItem(_("Surveys"), reverse("filling:list")),
                MenuItem(_("Harmful policies"), reverse("policy_index:list")),
                MenuItem(str(Place.CALENDAR.label), reverse(Place.CALENDAR)),
                MenuItem(_("Tell what was done to you"), reverse("incidents:begin")),
                *(MenuItem(str(place.label), reverse(place)) for place in _FOOT),
            ],
            logo=logo_of(shown),
            exit_address=shown.exit_address,
            colours=colours_of(shown),
        )


def menu_of(shown: Identity, language: str) -> list[MenuItem]:
    """Return the menu in `language`: the editors' own, else parts of the site and pages marked for menus."""
    items = [item.value for item in shown.menu]
    if not items:
        places = [MenuItem(str(place.label), reverse(place)) for place in _FIRST]
        return places + [MenuItem(page.title, page.address) for page in menu_pages(language)]
    pages = references({item["page"].pk for item in items if item["page"]}, language)
    menu = []
    for item in items:
        words = {label["language"]: label["text"] for label in item["labels"]}.get(language, "")
        if item["place"]:
            place = Place(item["place"])
            menu.append(MenuItem(words or str(place.label), reverse(place)))
        elif item["page"] and (page := pages.get(item["page"].pk)):
            menu.append(MenuItem(words or page.title, page.address))
    return menu


def footer_of(shown: Identity, language: str) -> str:
    """Return the footer's text in `language`, else the full name."""
    texts = {part.value["language"]: part.value["text"] for part in shown.footer}
    return texts.get(language) or shown.full_name or _("Women and Harm Reduction International Network")


def logo_of(shown: Identity) -> str:
    """Return the address of the logo at the masthead's height, in twice the pixels; empty without one."""
    return str(shown.logo.get_rendition("height-80|format-png").url) if shown.logo else ""


def colours_of(shown: Identity) -> dict[str, str]:
    """Return the brand tokens the network set."""
    chosen = {"mast": shown.masthead, "gold": shown.button}
    return {token: colour for token, colour in chosen.items() if colour}
