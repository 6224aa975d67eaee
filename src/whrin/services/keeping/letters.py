"""The letter to an organisation, composed in the moment it goes: its link stands in no queue."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from whrin.mailing.letters import Letter
from whrin.people.models import Person
from whrin.services.actions.keepers import LINK_DAYS, NOT_ANSWERED_DAYS, token_of
from whrin.services.enums import State
from whrin.services.models import Keeper


def compose_question(key: str, _person: Person | None) -> Letter | None:
    """Return the letter with the link of a day; None: a newer one was sent, or the mailbox was erased."""
    pk, _space, number = key.partition(" ")
    keeper = Keeper.objects.select_related("service").filter(pk=int(pk)).first()
    token = token_of(keeper, int(number)) if keeper else ""
    if keeper is None or not token or keeper.service.state != State.PUBLIC:
        return None
    text = _(
        "“%(name)s” is in our public directory of services: %(page)s\n\n"
        "Is it still correct? This link opens your entry. There you can say that it is correct, correct it, "
        "or take it off at once:\n\n%(link)s\n\n"
        "The link is good for %(days)s days. Give it to nobody outside your organisation.\n\n"
        "Without an answer we write twice more, and after %(late)s days the entry says that we had none. "
        "If you want no more letters, say so on that page."
    ) % {
        "name": keeper.service.name,
        "page": _whole("services:service", keeper.service.slug),
        "link": _whole("services:keep", token),
        "days": LINK_DAYS,
        "late": NOT_ANSWERED_DAYS,
    }
    return Letter(subject=_("Is your entry still correct?"), text=text)


def _whole(name: str, argument: str) -> str:
    return f"{settings.WHRIN_ADDRESS}{reverse(name, args=[argument])}"
