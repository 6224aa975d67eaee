"""What measures give to other rooms."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from whrin.documents.evidence.sources import register_source
from whrin.kit.daily import register_daily
from whrin.places.figures import register_figure
from whrin.policy_index.actions import erase_answered
from whrin.policy_index.evidence import Measures
from whrin.policy_index.queries import measures_by_country
from whrin.policy_index.watch import anew
from whrin.policy_index.watch.shelf import shelf
from whrin.search.shelves import register_shelf


def register() -> None:
    """Register; registering twice is the same as once."""
    register_shelf(shelf())
    register_source(Measures())
    register_figure("measures", _("Harmful policies"), measures_by_country, _list_of_country)
    register_daily("policy_index_suggestions", erase_answered)
    anew.follow()


def _list_of_country(code: str) -> str:
    return f"{reverse('policy_index:list')}?country={code}"
