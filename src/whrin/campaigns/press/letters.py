"""The letter that brings a release: its whole text, and one click to hear no more."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from whrin.campaigns.body import body_of, printed, text_of_edition
from whrin.campaigns.models import Paper, PressContact, PressMailing
from whrin.campaigns.publishing.shown import standing_note
from whrin.documents.printing import as_text
from whrin.mailing.letters import Letter
from whrin.mailing.tokens import make_token, number_bytes, open_token
from whrin.people.models import Person

_PURPOSE = "leave press"


def leaving_token(contact: PressContact) -> str:
    """Return what stands in the address by which a contact leaves."""
    return make_token(number_bytes(contact.pk), purpose=_PURPOSE)


def contact_leaving(token: str) -> PressContact | None:
    """Return whom a token was made for; None: nobody, or she has left."""
    content = open_token(token, purpose=_PURPOSE)
    return PressContact.objects.filter(pk=int.from_bytes(content, "big")).first() if content else None


def compose_release(key: str, _person: Person | None) -> Letter | None:
    """Return the release for a contact; None: she has left, or it was withdrawn."""
    mailing_key, _colon, contact_key = key.partition(":")
    mailing = PressMailing.objects.select_related("paper").filter(pk=mailing_key).first()
    contact = PressContact.objects.filter(pk=contact_key).first()
    if mailing is None or contact is None or mailing.paper.state != "published":
        return None
    if mailing.paper.is_embargoed() and not contact.takes_embargoed:
        return None
    out = settings.WHRIN_ADDRESS + reverse("campaigns:press_out", args=[leaving_token(contact)])
    title, text = _text(mailing.paper, mailing.language)
    embargo = mailing.paper.embargo_until if mailing.paper.is_embargoed() else None
    lines = [
        text,
        "",
        _("To hear no more from us, open this and press the button: %(address)s") % {"address": out},
    ]
    if embargo:
        moment = embargo.strftime("%Y-%m-%d %H:%M UTC")
        lines[:0] = [_("EMBARGO: not to be shown before %(moment)s.") % {"moment": moment}, ""]
        title = _("EMBARGO: %(title)s") % {"title": title}
    headers = {"List-Unsubscribe": f"<{out}>"}
    if out.startswith("https://"):
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return Letter(subject=title, text="\n".join(lines), headers=headers)


def _text(paper: Paper, language: str) -> tuple[str, str]:
    """Return title and words of the latest edition in a language."""
    edition = paper.editions.select_related("version").first()
    if edition is None:
        return str(paper), ""
    text = text_of_edition(edition)
    body = body_of(text, language)
    body.html = f"{standing_note(text, edition.version, language)}{body.html}"
    address = reverse("campaigns:public_paper", args=[paper.slug])
    with override(language):
        document = printed(text, body, date=edition.day, address=address, licence=settings.WHRIN_DATA_LICENCE)
    return body.title, as_text(document).decode()
