"""What public papers give to others: to the search, to the sessions they were written for, to the clock."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import get_language

from whrin.campaigns.actions.publishing import register_check, release_papers
from whrin.campaigns.limits.checks import findings_of
from whrin.campaigns.limits.findings import Level
from whrin.campaigns.models import Paper
from whrin.campaigns.publishing import anew
from whrin.campaigns.publishing.shelf import shelf
from whrin.campaigns.publishing.shown import language_for, text_shown
from whrin.campaigns.queries import readable_papers
from whrin.events.models import Session
from whrin.events.submissions import Submission, register_submissions
from whrin.kit.daily import register_hourly
from whrin.search.shelves import register_shelf


def register_publishing() -> None:
    """Register; registering twice is the same as once."""
    register_shelf(shelf())
    register_check("limits", stopping)
    register_submissions("campaigns", submitted)
    register_hourly("campaigns_embargoes", release_papers)
    anew.follow()


def stopping(paper: Paper) -> Iterator[str]:
    """Yield what of the checklist stops a paper."""
    return (one.words for one in findings_of(paper) if one.level is Level.STOP)


def submitted(session: Session) -> Sequence[Submission]:
    """Return the public papers that were written for a session, newest first."""
    papers = readable_papers().filter(session=session).select_related("kind").order_by("-made_on")
    found = []
    for paper in papers:
        if (text := text_shown(paper)) is not None:
            title, tag = text.title_in(language_for(text, get_language() or "en"))
            found.append((title, tag, reverse("campaigns:public_paper", args=[paper.slug])))
    return found
