"""The two letters that those who signed get after the delivery. Nobody's name is in them."""

from django.conf import settings
from django.urls import reverse
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from whrin.campaigns.delivering.clock import erased_on
from whrin.campaigns.models import Call
from whrin.campaigns.queries import title_shown
from whrin.mailing.letters import Letter
from whrin.people.models import Person

THANKS, OUTCOME = "campaigns.thanks", "campaigns.outcome"


def compose_thanks(key: str, _person: Person | None) -> Letter | None:
    """Return thanks for signing, with what was delivered; None when data were erased meanwhile."""
    call = _call(key)
    ends = erased_on(call) if call else None
    if call is None or call.delivered_on is None or ends is None:
        return None
    text = _(
        "Thank you. The text that you signed was delivered:\n\n%(title)s\n%(page)s\n\nTo: %(to)s\nOn: "
        "%(day)s\n\nYour data will be erased on %(erased)s. Before that, we may write once more, when there "
        "is something to tell. You need not do anything."
    ) % {
        **_about(call),
        "to": call.delivered_to,
        "day": formats.date_format(call.delivered_on, "DATE_FORMAT"),
        "erased": formats.date_format(ends, "DATE_FORMAT"),
    }
    return Letter(subject=_("Thank you"), text=text)


def compose_outcome(key: str, _person: Person | None) -> Letter | None:
    """Return what came of it, in the reader's language where it was written in it."""
    call = _call(key)
    if call is None or not call.outcome:
        return None
    words = call.outcome.get(get_language() or "") or call.outcome.get(call.paper.original_language)
    text = _("What came of the text that you signed:\n\n%(title)s\n%(page)s\n\n%(outcome)s") % {
        **_about(call),
        "outcome": words or next(iter(call.outcome.values())),
    }
    ending = _("This is our last letter about it.")
    return Letter(subject=_("News"), text=f"{text}\n\n{ending}")


def _call(key: str) -> Call | None:
    return Call.objects.filter(pk=int(key), erased_on=None).select_related("paper").first()


def _about(call: Call) -> dict[str, str]:
    title, _language = title_shown(call.paper, get_language() or "")
    return {"title": title, "page": settings.WHRIN_ADDRESS + page_of(call)}


def page_of(call: Call) -> str:
    """Return the path of the paper's public page, in the language at hand."""
    return reverse("campaigns:public_paper", args=[call.paper.slug])
