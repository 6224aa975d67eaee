"""The same as a document of two pages, to be laid on a table: in every language."""

import re
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language_bidi, override
from django.utils.translation import gettext as _

from whrin.design.measures import number_in_words
from whrin.documents.printing import Document, can_be_set
from whrin.kit.languages import locale_of
from whrin.website.countries import charts
from whrin.website.countries.areas import Area
from whrin.website.countries.drawing import Side
from whrin.website.countries.page import AreaPage, page_of
from whrin.website.queries import identity

#: Rows that a typical country has room for on two pages; the rest stands on the web.
MOST_KINDS, MOST_ATTRIBUTES, MOST_COUNTRIES, MOST_SERVICES = 10, 9, 20, 5
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}")


def language_asked(written: str) -> str:
    """Return the language that names are wanted in, a BCP 47 tag; empty for none, or one nobody knows."""
    return written if _TAG.fullmatch(written) and locale_of(written) else ""


def words_in(language: str) -> str:
    """Return the language of the texts around the names: the same where the site speaks it, else English."""
    known = [code for code, _name in settings.LANGUAGES]
    bare = language.split("-", maxsplit=1)[0]
    return language if language in known else bare if bare in known else str(settings.LANGUAGE_CODE)


def document_of(area: Area, language: str) -> Document:
    """Return the document of an area whose names are in `language`, found in the active one."""
    shown, words = page_of(area, language), words_in(language)
    body: str = render_to_string("website/countries/print.html", _context(area, shown))
    if words != language:
        # The names speak the wanted language, the texts around them another: each is told apart.
        body = f'<div lang="{words}" dir="{"rtl" if get_language_bidi() else "ltr"}">{body}</div>'
    is_mirrored = get_language_bidi()
    pictures = {}
    if shown.figures.services:
        pictures["sides.svg"] = charts.chart_of_sides(shown.sides, is_mirrored=is_mirrored)
        pictures["kinds.svg"] = charts.chart_of_kinds(shown.kinds[:MOST_KINDS], is_mirrored=is_mirrored)
    return Document(
        title=area.name,
        body=body,
        language=language,
        author=str(identity().full_name or _("Women and Harm Reduction International Network")),
        date=shown.figures.day,
        subject=_("Services for women who use drugs, and what is missing: %(name)s") % {"name": area.name},
        source=settings.WHRIN_ADDRESS + area.address,
        licence=settings.WHRIN_DATA_LICENCE,
        pictures=pictures,
    )


def _context(area: Area, shown: AreaPage) -> dict[str, Any]:
    attributes = _most_told(shown)
    # A name with signs that no font of ours has would leave the reader without any document.
    lines = [line for line in shown.services if can_be_set(" ".join([line.name, *line.facts]))][
        :MOST_SERVICES
    ]
    every = sum(len(side.rows) for side in shown.sides)
    return {
        "area": area,
        "shown": shown,
        "figures": shown.figures,
        "kinds": shown.kinds[:MOST_KINDS],
        "more_kinds": len(shown.kinds) - MOST_KINDS,
        "attributes": attributes,
        "more_attributes": every - len(attributes),
        "countries": shown.countries[:MOST_COUNTRIES],
        "more_countries": len(shown.countries) - MOST_COUNTRIES,
        "lines": lines,
        "more_services": 0 if area.is_region else shown.figures.services - len(lines),
        "n": number_in_words(shown.figures.informants.total),
    }


def _most_told(shown: AreaPage) -> list[Side]:
    """Return the attributes that most is known of, in the order of the page."""
    rows = [row for side in shown.sides for row in side.rows if row.answers.known]
    least = sorted((row.answers.known for row in rows), reverse=True)[:MOST_ATTRIBUTES]
    return [row for row in rows if least and row.answers.known >= least[-1]][:MOST_ATTRIBUTES]


def in_words_of(language: str) -> Any:
    """Return a context in which texts are in the language that surrounds names in `language`."""
    return override(words_in(language))
