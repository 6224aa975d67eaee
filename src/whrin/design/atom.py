"""Feeds of the network, as Atom (RFC 4287)."""

import datetime

from django.conf import settings
from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import gettext as _

from whrin.kit.text import sound


def begun(
    title: str, *, page: str, address: str, language: str, guid: str = "", kind: type[Atom1Feed] = Atom1Feed
) -> Atom1Feed:
    """Return a feed without entries. `page`: the path of the page that shows the same; `address`: its own;
    `guid`: what it is known by, its address unless told.
    """
    own = settings.WHRIN_ADDRESS + address
    return kind(
        title=sound(title),
        link=settings.WHRIN_ADDRESS + page,
        description="",
        language=language,
        feed_url=own,
        feed_guid=guid or own,
        author_name=_("Women and Harm Reduction International Network"),
    )


def moment(day: datetime.date) -> datetime.datetime:
    """Return the beginning of a day, as entries want it."""
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)


def answer_with(made: Atom1Feed | Rss201rev2Feed) -> HttpResponse:
    """Return a feed as an answer."""
    response = HttpResponse(content_type=made.content_type)
    made.write(response, "utf-8")
    return response
