"""Atom (RFC 4287) of an open space: which conversations are new. Words stay on their page, so that what is
taken back does not live on in readers' programmes.
"""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from whrin.design.atom import answer_with, moment
from whrin.forum.models import Space
from whrin.forum.queries import NotThere, space_for, threads_for
from whrin.forum.space_page import thread_lines

_SIZE = 30


@require_safe
def feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the newest conversations of an open space, as any visitor sees them."""
    visitor = AnonymousUser()
    space, _place = space_for(visitor, slug)
    if space.access != Space.Access.OPEN:
        raise NotThere
    address = settings.WHRIN_ADDRESS + request.path
    made = Atom1Feed(
        title=space.name,
        link=settings.WHRIN_ADDRESS + reverse("forum:space", args=[slug]),
        description="",
        language=space.language,
        feed_url=address,
        feed_guid=address,
    )
    threads = list(threads_for(visitor, space, None).select_related("author__person")[:_SIZE])
    for thread, line in zip(threads, thread_lines(threads, space), strict=True):
        made.add_item(
            title=line.title,
            link=settings.WHRIN_ADDRESS + reverse("forum:thread", args=[line.uid]),
            description="",
            unique_id=f"{settings.WHRIN_ADDRESS}/forum/{line.uid}",
            unique_id_is_permalink=False,
            updateddate=moment(thread.day),
        )
    return answer_with(made)
