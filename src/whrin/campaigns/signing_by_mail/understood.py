"""What we understood of a letter, said back: what its row tells, for the rest is sealed."""

import re

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from whrin.campaigns.enums import Authority, Shows, Signer
from whrin.campaigns.models import Signature
from whrin.places.queries import names_of_countries

#: What an address has, and a name has not: whoever writes in another's name sends her no link through us.
_LEADS_ON = re.compile(r"[/@:]|\w\.\w{2,}")


def understood_of(signature: Signature) -> str:
    """Return lines, in the language at hand: who signs, from where, what is shown."""
    country = names_of_countries(get_language() or "en").get(signature.country_id or "", "–")
    said = _("Country")
    lines = [
        str(Signer(signature.kind).label),
        f"{said}: {country}",
        str(Shows(signature.shows).label),
    ]
    if signature.shown and not _LEADS_ON.search(signature.shown):
        lines.insert(1, signature.shown)
    if signature.authority == Authority.CLAIMED:
        lines.append(_("We look at whether you may sign for it. Until then it is not counted."))
    return "\n".join(lines)
