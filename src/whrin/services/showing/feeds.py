"""Atom (RFC 4287) of the changes of one service: whoever follows it needs no account."""

from datetime import UTC, datetime, time

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from whrin.library.exports.xml import sound
from whrin.services.models import Service
from whrin.services.saying import STRUCK, joined
from whrin.services.showing.gate import of_one_service
from whrin.services.showing.history import Act, Line, history_of


@of_one_service("service_feed")
def service_feed(request: HttpRequest, found: Service) -> HttpResponse:  # noqa: ARG001 - Django's call
    """Give the newest changes of a service."""
    site = settings.WHRIN_ADDRESS
    page = site + reverse("services:history", args=[found.slug])
    made = Atom1Feed(
        title=sound(_("Changes: %(name)s") % {"name": found.name}),
        link=page,
        description="",
        language=get_language(),
        feed_url=site + reverse("services:service_feed", args=[found.slug]),
        feed_guid=f"urn:uuid:{found.uid}",
        author_name=_("Women and Harm Reduction International Network"),
    )
    acts, _last = history_of(found, 1) or ([], 1)
    for act in acts:
        _add(made, act, found, page)
    response = HttpResponse(content_type=made.content_type)
    made.write(response, "utf-8")
    return response


def _add(made: Atom1Feed, act: Act, service: Service, page: str) -> None:
    origin = " · ".join(filter(None, [act.source, act.by]))
    made.add_item(
        title=sound(joined([line.label for line in act.lines], get_language() or "en")),
        link=f"{page}#n{act.number}",
        description=sound("\n".join([origin, *map(_words, act.lines)])),
        unique_id=f"urn:uuid:{service.uid}#n{act.number}",
        updateddate=datetime.combine(act.day, time(), UTC),
    )


def _words(line: Line) -> str:
    old, new = STRUCK.join(line.old), STRUCK.join(line.new)
    return f"{line.label}: {old} → {new}" if old else f"{line.label}: {new}"
