"""The results of a round as a document."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from whrin.documents.printing import Document, can_be_set
from whrin.services.models import Round
from whrin.services.rounds.sentences import invited_of, suppression_of
from whrin.services.rounds.shown import shown

#: Forms that the results are given in.
FORMS = ("pdf", "docx")


def document_of(one: Round, language: str) -> tuple[Document, str]:
    """Return the document of a published round, and the address of the page that says the same."""
    told = shown(one, language)
    address = reverse("services:round", args=[one.slug])
    # A name with signs that no font of ours has would leave the reader without any document.
    countries = [
        (country, [row for row in country.services if can_be_set(row[0])]) for country in told.countries
    ]
    context = {
        "shown": told,
        "countries": countries,
        "invited": invited_of(one.results),
        "suppression": suppression_of(told.smallest),
    }
    document = Document(
        title=told.title.text,
        body=render_to_string("services/rounds/print.html", context),
        language=language,
        author=_("Women and Harm Reduction International Network"),
        date=one.published_on or told.counted_on,
        subject=f"{told.region} · {one.year}",
        source=settings.WHRIN_ADDRESS + address,
        licence=settings.WHRIN_DATA_LICENCE,
    )
    return document, address
