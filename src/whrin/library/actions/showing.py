"""Makes a change visible: in the search, and past the page cache."""

from collections.abc import Sequence

from django.utils import timezone

from whrin.kit.edition import advance_on_commit
from whrin.library.enums import Status
from whrin.library.models import Work
from whrin.search.actions import refresh

SHELF = "library"


def refresh_search(slugs: Sequence[str]) -> None:
    """Index these works anew; inside the caller's transaction. Their date moves, so that harvesters hear of
    changed topics, versions, files and links, too.
    """
    if slugs:
        Work.objects.filter(slug__in=slugs).update(changed_at=timezone.now())
        refresh(shelf=SHELF, keys=list(slugs))


def show_anew(work: Work) -> None:
    """Let the public see the work as it is now. A draft that never was public needs nothing."""
    if work.status in {Status.PUBLISHED, Status.WITHDRAWN}:
        refresh_search([work.slug])
        advance_on_commit()
