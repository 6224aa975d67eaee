"""The link to her papers on the page of her account."""

from django.urls import reverse
from django.utils.translation import pgettext

from whrin.campaigns.rules import may_begin
from whrin.people.entries import Entry
from whrin.people.models import Person


def entry_for(person: Person) -> Entry | None:
    """Return the link for whoever may begin a paper."""
    if not may_begin(person):
        return None
    return Entry(pgettext("that members write together", "Papers"), reverse("campaigns:papers_mine"))
