"""What the network submitted to a session, for the calendar."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import get_language

from whrin.campaigns.front.papers import lines_of
from whrin.campaigns.queries import public_papers
from whrin.events.models import Session
from whrin.events.submissions import Submission


def submitted_to(session: Session) -> Sequence[Submission]:
    """Return the public papers of a session, newest first."""
    papers = public_papers().filter(session=session).select_related("kind").order_by("-made_on")
    return [
        (line.title, line.language, reverse("campaigns:public_paper", args=[line.paper.slug]))
        for line in lines_of(papers, get_language() or "en")
    ]
