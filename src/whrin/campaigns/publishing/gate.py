"""Which paper stands at an address, for visitors: shown, gone, or never there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from whrin.campaigns.models import Edition, Paper
from whrin.campaigns.queries import readable_papers, withdrawn_paper
from whrin.design.errors import error_page


def paper_at(slug: str) -> Paper | None:
    """Return the paper that everybody may read at an address, with all that its page shows of it."""
    found = readable_papers().filter(slug=slug)
    return found.select_related("kind", "country", "session", "work", "campaign").first()


def edition_of(paper: Paper, number: int = 0) -> Edition | None:
    """Return an edition; for 0 the last one. None: there is none, as of a paper that is open to be signed."""
    found = paper.editions.select_related("version")
    edition = found.filter(number=number).first() if number else found.first()
    if edition is not None:
        # The same row: what its page asks was asked already.
        edition.paper = edition.version.paper = paper
    return edition


def gone(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that what stood there was withdrawn, and why; raises Http404 where nothing ever stood."""
    paper = withdrawn_paper(slug)
    if paper is None:
        raise Http404
    return error_page(request, 410, heading=_("This paper was withdrawn"), detail=paper.withdrawn_because)
