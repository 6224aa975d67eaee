"""The words of this room's letters. The room that carries mail asks for them when it sends."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from whrin.people.actions.about_me import confirmation_token
from whrin.people.models import Address, Person


class NothingToSay(Exception):
    """What the letter was about is gone or done; none is sent."""


def compose_confirmation(key: str, person: Person) -> tuple[str, str]:
    """Return subject and text of the letter that asks whether an address is hers, in the language at hand.

    `key` is the primary key of the `Address`. Raises `NothingToSay`. It says nothing of what this site is.
    """
    address = Address.objects.filter(pk=key, person=person, is_confirmed=False).first()
    if address is None:
        raise NothingToSay
    path = reverse("account_confirm_address", args=[confirmation_token(address)])
    text = _(
        "Hello,\n\nopen this page to confirm your address:\n\n%(link)s\n\n"
        "The link is good for seven days. If you did not ask for it, do nothing."
    )
    return _("Update"), text % {"link": f"{settings.WHRIN_ADDRESS}{path}"}
