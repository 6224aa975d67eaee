"""The rows of the data package: plain values by column, from public records alone."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings

from whrin.kit.cells import safe_cell
from whrin.services.content import no_finer, place_content
from whrin.services.models import Service, Term
from whrin.services.opendata.dictionary import Table

Row = dict[str, Any]
#: Between several values in one cell.
BETWEEN = "; "


def rows_of(service: Service) -> dict[str, list[Row]]:
    """Return the rows of a service, by table. Fetch it with its lists."""
    uid = str(service.uid)
    return {
        "services": [_service(service)],
        "places": [
            {**(no_finer(place_content(place)) or {}), "id": str(place.uid), "service": uid}
            for place in service.places.all()
        ],
        "openings": [
            {
                "service": uid,
                "weekday": each.weekday,
                "opens": each.opens,
                "closes": each.closes,
                "for_women": each.for_women,
            }
            for each in service.openings.all()
        ],
        "claims": [
            {
                "service": uid,
                "term": claim.term.slug,
                "value": claim.value,
                "said_by": claim.said_by,
                "said_on": claim.said_on.isoformat()[:7] if claim.said_on else "",
                "sureness": claim.sureness,
            }
            for claim in service.claims.all()
        ],
    }


def _service(service: Service) -> Row:
    plain = {
        name: getattr(service, name)
        for name in (
            *("name", "language", "description", "expect", "conditions", "status", "led_by_community"),
            *("website", "contact_email", "contact_role", "cost", "cost_note", "time_zone", "is_always_open"),
            *("hours_note", "source", "source_year", "checked_on", "confirmed_on", "created_on"),
            *("edited_on", "is_sample"),
        )
    }
    return {
        **plain,
        "id": str(service.uid),
        "record": f"{settings.WHRIN_ADDRESS}/en/services/{service.slug}/",
        "organisation": service.organisation.name if service.organisation else "",
        "country": service.country_id,
        "part": service.part.code if service.part else "",
        "types": BETWEEN.join(sorted(term.slug for term in service.types.all())),
        "languages": BETWEEN.join(service.languages),
    }


def term_rows() -> Iterator[Row]:
    """Return the words that records are described with, their labels in every language of the site."""
    for term in Term.objects.all():
        yield {
            "id": str(term.uid),
            "kind": term.kind,
            "slug": term.slug,
            "aaaq": term.aaaq,
            "group": term.group,
            "is_standard": term.is_standard,
            **{f"label_{code}": term.labels.get(code, "") for code, _name in settings.LANGUAGES},
        }


def cells(table: Table, rows: Iterable[Row]) -> Iterator[list[str]]:
    """Return the rows as cells of a CSV file."""
    for row in rows:
        yield [_cell(row[column.name]) for column in table.columns]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    # A negative position is a number to every spreadsheet.
    return text if _is_number(text) else safe_cell(text)


def _is_number(text: str) -> bool:
    return (
        text.removeprefix("-").replace(".", "", 1).isascii()
        and text.removeprefix("-").replace(".", "", 1).isdigit()
    )
