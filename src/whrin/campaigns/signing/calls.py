"""The call at an address, for everybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from whrin.campaigns.enums import State
from whrin.campaigns.models import Call
from whrin.campaigns.queries import readable_papers, withdrawn_paper
from whrin.design.errors import error_page


def call_at(slug: str) -> Call:
    """Return the call of a paper that anybody may read. Raises Http404."""
    found = Call.objects.select_related("paper", "key")
    call = found.filter(paper__slug=slug, paper__in=readable_papers()).first()
    if call is None:
        raise Http404
    return call


def call_or_gone(request: HttpRequest, slug: str) -> Call | HttpResponse:
    """Return the call, or the page that says that its text was withdrawn. Raises Http404."""
    try:
        return call_at(slug)
    except Http404:
        paper = withdrawn_paper(slug)
        if paper is None or not Call.objects.filter(paper=paper).exists():
            raise
    return error_page(request, 410, heading=_("This text was withdrawn"))


def can_be_signed(call: Call) -> bool:
    """Say whether anybody can sign now."""
    return call.is_open() and call.key is not None and call.paper.state == State.OPEN
