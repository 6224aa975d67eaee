"""What we write back to a letter that signs: once a day at most to an address, for each call."""

from dataclasses import replace

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from whrin.campaigns.delivering.letters import page_of
from whrin.campaigns.models import Call, Signature
from whrin.campaigns.queries import title_shown
from whrin.campaigns.signing_by_mail.addresses import call_address
from whrin.campaigns.taking.letters import compose_question
from whrin.mailing.letters import Letter
from whrin.people.models import Person

#: `UNDERSTOOD`: about a signature, key: its uid. `NOT_SIGNED`: about a call, key: `NUMBER:WHY`.
UNDERSTOOD, NOT_SIGNED = "campaigns.understood", "campaigns.not_signed"
#: Why a letter signed nothing.
NO_NAME, CLOSED, NO_PEOPLE, NO_ORGANISATIONS = "name", "closed", "people", "organisations"


def compose_understood(key: str, person: Person | None) -> Letter | None:
    """Return the question whether it was she, with what we understood of which text: she wrote to its address
    herself. None when there is nothing to answer any more.
    """
    letter = compose_question(key, person)
    found = Signature.objects.filter(pk=key).select_related("call__paper").first() if letter else None
    if letter is None or found is None:
        return None
    return replace(letter, text=f"{_about(found.call)}\n\n{letter.text}")


def compose_not_signed(key: str, _person: Person | None) -> Letter | None:
    """Return why a letter signed nothing, and what to do."""
    number, _colon, why = key.partition(":")
    call = Call.objects.filter(pk=int(number), erased_on=None).select_related("paper").first()
    if call is None:
        return None
    headers = {"Auto-Submitted": "auto-replied"}
    if why == NO_NAME:
        headers["Reply-To"] = call_address(call)
    text = f"{_about(call)}\n\n{_words_for(why)}"
    return Letter(subject=_("About your letter"), text=text, headers=headers)


def _words_for(why: str) -> str:
    said = {
        CLOSED: _("This text cannot be signed at present. Nothing of your letter was kept."),
        NO_PEOPLE: _("Only organisations sign this text. Nothing of your letter was kept."),
        NO_ORGANISATIONS: _("Only people sign this text, each for herself. Nothing of your letter was kept."),
    }
    return said.get(why) or _(
        "We found no name in your letter, so nothing was signed. Answer this letter with these lines, and "
        "leave out what you do not want to say:\n\nName: \nCountry: \nShow: named, or initials, or "
        "counted\n\nIf you sign for an organisation, also:\n\nOrganisation: \nWebsite: \nRole: "
    )


def _about(call: Call) -> str:
    title, _language = title_shown(call.paper, get_language() or "")
    return f"{title}\n{settings.WHRIN_ADDRESS}{page_of(call)}"
