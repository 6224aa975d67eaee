"""Atom (RFC 4287) of the changes of one service: whoever follows it needs no account."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from whrin.design import atom
from whrin.kit.text import sound
from whrin.services.models import Service
from whrin.services.saying import STRUCK, joined
from whrin.services.showing.gate import of_one_service
from whrin.services.showing.history import Act, Line, history_of


@of_one_service("service_feed")
def service_feed(request: HttpRequest, found: Service) -> HttpResponse:  # noqa: ARG001 - Django's call
    """Give the newest changes of a service."""
    page = reverse("services:history", args=[found.slug])
    made = atom.begun(
        _("Changes: %(name)s") % {"name": found.name},
        page=page,
        address=reverse("services:service_feed", args=[found.slug]),
        language=get_language() or "en",
        guid=f"urn:uuid:{found.uid}",
    )
    acts, _last = history_of(found, 1) or ([], 1)
    for act in acts:
        _add(made, act, found, settings.WHRIN_ADDRESS + page)
    return atom.answer_with(made)


def _add(made: Atom1Feed, act: Act, service: Service, page: str) -> None:
    origin = " · ".join(filter(None, [act.source, act.by]))
    made.add_item(
        title=sound(joined([line.label for line in act.lines], get_language() or "en")),
        link=f"{page}#n{act.number}",
        description=sound("\n".join([origin, *map(_words, act.lines)])),
        unique_id=f"urn:uuid:{service.uid}#n{act.number}",
        updateddate=atom.moment(act.day),
    )


def _words(line: Line) -> str:
    old, new = STRUCK.join(line.old), STRUCK.join(line.new)
    return f"{line.label}: {old} → {new}" if old else f"{line.label}: {new}"
