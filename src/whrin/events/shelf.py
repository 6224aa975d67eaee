"""What the search knows of sessions and occasions."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings

from whrin.events.models import Occasion, Session
from whrin.events.queries import SHELF, public_occasions, public_sessions
from whrin.places.models import Country
from whrin.search.shelves import Entry, Passage, Shelf


def keys() -> Iterable[str]:
    """Yield the keys of all that is public."""
    for found in (public_sessions(), public_occasions()):
        yield from (uid.hex for uid in found.order_by("pk").values_list("uid", flat=True))


def entries(wanted: Sequence[str]) -> Iterable[Entry]:
    """Yield entries of those that are public."""
    for session in public_sessions().filter(uid__in=wanted).select_related("body", "country"):
        body = session.body
        words = [*body.names.items(), *([(("und"), body.short)] if body.short else [])]
        yield _entry(session, [Passage(text, tag) for tag, text in words], session.note)
    for occasion in public_occasions().filter(uid__in=wanted).select_related("country"):
        yield _entry(occasion, [Passage(occasion.organiser)], occasion.texts)


def _entry(row: Session | Occasion, more: Sequence[Passage], texts: Mapping[str, str]) -> Entry:
    return Entry(
        key=row.uid.hex,
        title=[Passage(text, tag) for tag, text in row.names.items()],
        subjects=[each for each in more if each.text],
        summary=[Passage(text, tag) for tag, text in texts.items()],
        body=[Passage(row.place), *_country(row.country)] if row.place else _country(row.country),
        date=int(row.starts.strftime("%Y%m%d")) if row.starts else 0,
        added=int(row.changed_on.strftime("%Y%m%d")),
        card=_card(row),
    )


def _country(country: Country | None) -> list[Passage]:
    tags = dict(settings.LANGUAGES)
    return [Passage(country.name_in(tag), tag) for tag in tags] if country else []


def _card(row: Session | Occasion) -> Mapping[str, Any]:
    return {"slug": row.slug, "names": row.names, "kind": "session" if isinstance(row, Session) else row.kind}


def shelf() -> Shelf:
    """Return the shelf of the calendar."""
    return Shelf(name=SHELF, keys=keys, entries=entries, facets=())
