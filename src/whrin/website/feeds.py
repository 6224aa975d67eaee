from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe
from wagtail.models import Page

from whrin.website.models import NewsIndexPage, NewsPage
from whrin.website.queries import page_at

#: Entries in the feed.
LATEST = 30


@require_safe
def news(request: HttpRequest, _path: str) -> HttpResponse:
    """Answer the news of one language as an Atom feed."""
    try:
        index = page_at(request.path_info.removesuffix("feed/"))
    except Page.DoesNotExist:
        raise Http404 from None
    if not isinstance(index, NewsIndexPage):
        raise Http404
    site = settings.WHRIN_ADDRESS
    feed = Atom1Feed(
        title=index.title,
        link=f"{site}{index.url_path}",
        feed_url=f"{site}{request.path_info}",
        description="",
        language=index.language,
    )
    told = (
        NewsPage.objects.live()
        .filter(path__startswith=index.path)
        .order_by("-date", "-first_published_at", "pk")
    )
    rows = told.values_list("title", "url_path", "intro", "first_published_at", "last_published_at")
    for title, address, intro, first, last in rows[:LATEST]:
        link = f"{site}{address}"
        feed.add_item(title, link, intro, unique_id=link, pubdate=first, updateddate=last)
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
