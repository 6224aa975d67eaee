"""The letter that asks whether she signed. It names no text: others may read over her shoulder.

Its link is a token that only we can make. Opening it changes nothing: programmes that look for viruses open
every link.
"""

from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from whrin.campaigns.enums import SignState, Way
from whrin.campaigns.models import Signature
from whrin.campaigns.signing_by_mail.addresses import NAME
from whrin.campaigns.signing_by_mail.understood import understood_of
from whrin.mailing.addresses import at_domain
from whrin.mailing.letters import Letter
from whrin.mailing.tokens import make_token, open_token
from whrin.people.models import Person

KIND = "campaigns.sign"
_LINK, _ANSWER = "link of a signature", "answer of a signature"
_ASKED = (SignState.WAITING, SignState.HELD, SignState.CONFIRMED)


def token_of(uid: UUID) -> str:
    """Return what stands in the link of a signature."""
    return make_token(uid.bytes, purpose=_LINK)


def reply_address(signature: Signature) -> str:
    """Return where her answer confirms or denies this signature; empty where no letters are taken."""
    if not settings.WHRIN_MAIL_DOMAIN:
        return ""
    return at_domain(f"{NAME}+{make_token(signature.pk.bytes, purpose=_ANSWER)}")


def read_reply_token(token: str) -> UUID | None:
    """Return the uid of the signature that a reply address stands for; None: not ours, or altered."""
    return _uid_in(token, _ANSWER)


def _uid_in(token: str, purpose: str) -> UUID | None:
    content = open_token(token, purpose=purpose)
    return UUID(bytes=content) if content is not None and len(content) == 16 else None


def signature_with(token: str) -> Signature | None:
    """Return the signature whose link this is; None: it is not ours, or nothing is there any more. A token
    that we did not make asks the database nothing.
    """
    uid = _uid_in(token, _LINK)
    if uid is None:
        return None
    found = Signature.objects.select_related("call__paper", "country")
    return found.filter(pk=uid, call__erased_on=None).first()


def compose_question(key: str, _person: Person | None) -> Letter | None:
    """Return the letter about the signature with this uid; None when nobody needs it any more."""
    try:
        row = Signature.objects.select_related("call__paper").filter(pk=key, state__in=_ASKED).first()
    except ValidationError:
        return None
    if row is None or row.call.delivered_on is not None:
        return None
    page = settings.WHRIN_ADDRESS + reverse("campaigns:confirm", args=[token_of(row.pk)])
    answer = reply_address(row)
    parts = [
        _("Somebody signed a public text with this address. If it was you, open this page and press “Yes”:"),
        page,
        _("Or answer this letter with the word “yes”.") if answer else "",
        understood_of(row) if row.way in {Way.MAIL, Way.KIOSK} else "",
        _(
            "If it was not you, press “No” on that page, or answer with “no”: what we have of you is erased "
            "at once."
        )
        if answer
        else _("If it was not you, press “No” on that page: what we have of you is erased at once."),
        _erased_by_itself(row),
    ]
    headers = {"Auto-Submitted": "auto-generated", **({"Reply-To": answer} if answer else {})}
    return Letter(subject=_("Was this you?"), text="\n\n".join(filter(None, parts)), headers=headers)


def _erased_by_itself(row: Signature) -> str:
    if row.waits_until is None:
        return ""
    day = formats.date_format(row.waits_until, "DATE_FORMAT")
    return _("If you do nothing, it is not counted, and erased after %(day)s.") % {"day": day}
