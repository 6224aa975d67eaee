"""A body as a document to be printed, in every form from the same words."""

import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from whrin.campaigns.body.annexes import annexes_html
from whrin.campaigns.body.building import Body
from whrin.campaigns.body.text import Text
from whrin.documents.printing import Document


def printed(text: Text, body: Body, *, date: datetime.date, address: str = "", licence: str = "") -> Document:
    """Return a body with its annexes. `address`: the path of the page that says the same; empty: none does.

    Raises `EmptyDocument` where there is no title.
    """
    with override(body.language):
        network = _("Women and Harm Reduction International Network")
    return Document(
        title=body.title,
        body=body.html + annexes_html(text, body),
        language=body.language,
        author=network,
        date=date,
        subject=text.kind.label_in(body.language),
        source=settings.WHRIN_ADDRESS + address if address else "",
        licence=licence,
    )
