"""Background: index measures anew after something that they are found by has changed its name."""

from typing import Any

from django_tasks import task

from whrin.places.signals import countries_changed, regions_changed
from whrin.policy_index.actions import show_anew
from whrin.policy_index.queries import public_measures
from whrin.topics.signals import topics_changed


@task()
def reindex_all() -> None:
    """Index every measure anew: they are hundreds."""
    show_anew(public_measures())


def _follow(**_signal: Any) -> None:
    if public_measures().exists():
        reindex_all.enqueue()


def follow() -> None:
    """Listen to what changes names; listening twice is the same as once."""
    for signal in (countries_changed, regions_changed, topics_changed):
        signal.connect(_follow, dispatch_uid="policy_index")
