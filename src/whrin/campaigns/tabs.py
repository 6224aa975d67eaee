"""The pages of one paper, for those who work on it: a link to each that she may open.

A page puts `on` (`queries.OnPaper`) and `tab` (the name of its tab) into its context, and its template
extends `campaigns/paper.html`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from whrin.campaigns.enums import Role, State
from whrin.campaigns.models import Call
from whrin.campaigns.queries import OnPaper
from whrin.campaigns.rules import may_steer


def _everybody(_on: OnPaper) -> bool:
    return True


def _who_works(on: OnPaper) -> bool:
    """The staff that publishes sees a paper, not what was said of it."""
    return bool(on.roles)


def _who_is_told(on: OnPaper) -> bool:
    """Who works on it is told to those; a paper that nobody holds any more gets a holder from the staff."""
    return bool(on.roles) or not on.paper.seats.filter(role=Role.HOLDER).exists()


@dataclass(frozen=True)
class Tab:
    """A page of a paper. `address`: its name, which takes the paper's uid. `is_for`: whoever gets the link;
    the page itself asks again.
    """

    name: str
    label: str | Promise
    address: str
    is_for: Callable[[OnPaper], bool] = _everybody


def _who_steers(on: OnPaper) -> bool:
    return may_steer(on.roles)


#: A paper that nobody could sign yet has nothing to deliver.
_WAS_OPEN = frozenset({State.OPEN, State.PUBLISHED, State.WITHDRAWN})


def _who_delivers(on: OnPaper) -> bool:
    is_hers = may_steer(on.roles) or not on.roles
    return is_hers and on.paper.state in _WAS_OPEN and Call.objects.filter(paper=on.paper).exists()


def _who_opens(on: OnPaper) -> bool:
    is_hers = may_steer(on.roles) or not on.roles
    is_ready = on.paper.kind.is_signed and on.paper.state == State.AGREED and on.paper.published_on is None
    return is_hers and (is_ready or Call.objects.filter(paper=on.paper).exists())


#: In the order of the work. A page that comes to be adds its line here.
_TABS: tuple[Tab, ...] = (
    Tab("paper", pgettext_lazy("the words of a paper", "Text"), "campaigns:paper"),
    Tab("preview", _("Preview"), "campaigns:paper_preview"),
    Tab("languages", _("Languages"), "campaigns:paper_languages"),
    Tab("evidence", pgettext_lazy("of a paper", "Evidence"), "campaigns:evidence"),
    Tab("remarks", pgettext_lazy("on a paper", "Comments"), "campaigns:remarks", _who_works),
    Tab("tasks", pgettext_lazy("for a paper", "Tasks"), "campaigns:tasks", _who_works),
    Tab("limits", pgettext_lazy("of a paper", "Limits"), "campaigns:limits"),
    Tab("review", pgettext_lazy("of a paper", "Sign-off"), "campaigns:review", _who_works),
    Tab("publishing", pgettext_lazy("of a paper", "Publication"), "campaigns:publishing"),
    Tab("people", pgettext_lazy("on a paper", "People"), "campaigns:people", _who_is_told),
    Tab("versions", pgettext_lazy("of a paper", "Versions"), "campaigns:versions"),
    Tab("settings", _("Settings"), "campaigns:paper_settings", _who_steers),
    Tab("signatures", _("Signatures"), "campaigns:call_desk", _who_opens),
    Tab("delivery", _("Delivery"), "campaigns:delivery", _who_delivers),
)


def tabs_for(on: OnPaper) -> list[tuple[Tab, str]]:
    """Return the tabs of a paper with their addresses."""
    return [(tab, reverse(tab.address, args=[on.paper.pk])) for tab in _TABS if tab.is_for(on)]
