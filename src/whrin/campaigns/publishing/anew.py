"""Background: index public papers anew after something that they are found by has changed its name."""

from typing import Any

from django_tasks import task

from whrin.campaigns.actions.showing import SHELF
from whrin.campaigns.queries import readable_papers
from whrin.kit.edition import advance_on_commit
from whrin.places.signals import countries_changed, regions_changed
from whrin.search.actions import refresh


@task()
def reindex_papers() -> None:
    """Index every public paper anew: they are hundreds."""
    refresh(shelf=SHELF, keys=[uid.hex for uid in readable_papers().values_list("pk", flat=True)])
    advance_on_commit()


def _follow(**_signal: Any) -> None:
    if readable_papers().exists():
        reindex_papers.enqueue()


def follow() -> None:
    """Listen to what changes names; listening twice is the same as once."""
    for signal in (countries_changed, regions_changed):
        signal.connect(_follow, dispatch_uid="campaigns_papers")
