"""Everything in the calendar in one shape, whatever it is a row of."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from whrin.events.coming.asked import DEADLINE, SESSION, Asked
from whrin.events.coming.yearly import next_span
from whrin.events.enums import BodyKind, OccasionKind
from whrin.events.models import Deadline, Occasion, Session
from whrin.events.queries import SHELF, public_occasions, public_sessions
from whrin.kit.days import today
from whrin.places.queries import countries_in
from whrin.search.queries import find

#: Found by words at most.
MOST = 200
_WORLDWIDE = (BodyKind.UN, BodyKind.TREATY)


@dataclass(frozen=True)
class Entry:
    """One line of the calendar. `names`, `texts`: by language. `label`: what it is, in the reader's language.

    `day`, `until`: None while no day is announced; `months` says then what is usual. `begins_at`, `ends_at`,
    `zone`: of meetings. `first`: of something that is every year, the day in the year in which it was written
    down. `countries`: that it concerns; none: all. `is_counted`: the day is counted back, not announced.
    `changed_on`, `edition`: of the newest change. `found_as`: its key in the search; a deadline has its
    session's. `route`, `slug`: its page, or its session's.
    """

    uid: str
    kind: str
    label: str
    names: Mapping[str, str]
    slug: str
    route: str
    changed_on: datetime.date
    edition: int
    texts: Mapping[str, str]
    day: datetime.date | None = None
    until: datetime.date | None = None
    first: datetime.date | None = None
    begins_at: datetime.datetime | None = None
    ends_at: datetime.datetime | None = None
    zone: str = ""
    months: str = ""
    place: str = ""
    page: str = ""
    found_as: str = ""
    countries: frozenset[str] = frozenset()
    languages: Sequence[str] = ()
    is_counted: bool = False
    is_sample: bool = False

    @property
    def address(self) -> str:
        """The path of its page, looked up for what is shown alone."""
        return reverse(f"events:{self.route}", args=[self.slug])

    @property
    def order(self) -> tuple[bool, datetime.date, str, str, str]:
        """What the list sorts by: the day; those without one by their usual months, at the end."""
        first_month = self.months.replace("-", ";").split(";")[0].rjust(2, "0")
        hour = self.begins_at.isoformat() if self.begins_at else ""
        return (self.day is None, self.day or datetime.date.max, hour, first_month, f"{self.slug} {self.uid}")


def entries_for(asked: Asked, since: datetime.date | None = None) -> list[Entry]:
    """Return what is asked for, the next first; of what is over, the newest first. `since`: the first day
    that counts as coming, today if nothing is said.
    """
    first, keys = since or today(), _found(asked.text)
    found = [
        entry
        for entry in _all(asked, first)
        if _concerns(entry, asked) and (keys is None or entry.found_as in keys)
    ]
    if not asked.past:
        return sorted(found, key=lambda entry: entry.order)
    return sorted(found, key=lambda entry: entry.order, reverse=True)


def _found(text: str) -> frozenset[str] | None:
    """Return the keys of what the words find; None: there are no words."""
    if not text:
        return None
    hits = find(shelf=SHELF, text=text, language=get_language() or "en", size=MOST).hits
    return frozenset(hit.key for hit in hits)


def _all(asked: Asked, first: datetime.date) -> Iterator[Entry]:
    if asked.kind in ("", SESSION):
        rows = public_sessions().filter(_days(asked.past, first)).select_related("body")
        yield from map(of_session, rows.prefetch_related("reviews"))
    if asked.kind in ("", DEADLINE):
        deadlines = Deadline.objects.filter(session__in=public_sessions().order_by())
        dated = deadlines.filter(Q(on__isnull=False) | Q(session__starts__isnull=False))
        related = dated.select_related("session__body").prefetch_related("session__reviews")
        for row in related:
            if row.day and (row.day < first) == asked.past:
                yield of_deadline(row)
    if asked.kind in ("", *OccasionKind.values):
        occasions = public_occasions().filter(_occasion_days(asked.past, first)).select_related("region")
        for occasion in occasions.filter(kind=asked.kind) if asked.kind else occasions:
            yield of_occasion(occasion, first)


def _days(past: bool, first: datetime.date) -> Q:
    over = Q(ends__lt=first) | Q(ends=None, starts__lt=first)
    return over if past else Q(starts=None) | Q(ends__gte=first) | Q(ends=None, starts__gte=first)


def _occasion_days(past: bool, first: datetime.date) -> Q:
    midnight = datetime.datetime.combine(first, datetime.time(), datetime.UTC)
    if past:
        return Q(ends_at__lt=midnight) | Q(begins_at=None, yearly="") & _days(past, first)
    return Q(ends_at__gte=midnight) | ~Q(yearly="") | Q(begins_at=None, yearly="") & _days(past, first)


def of_session(row: Session) -> Entry:
    """Return a session as an entry. Bring `body` and `reviews` along."""
    reviewed = {review.country_id for review in row.reviews.all()}
    here = {row.country_id} if row.country_id and row.body.kind not in _WORLDWIDE else set()
    return Entry(
        uid=str(row.uid),
        kind=SESSION,
        label=row.body.short or str(row.body),
        names=row.names,
        slug=row.slug,
        route="session",
        changed_on=row.changed_on,
        edition=row.edition,
        texts=row.note,
        day=row.starts,
        until=row.ends,
        months=row.months,
        place=row.place,
        page=row.page,
        found_as=row.uid.hex,
        countries=frozenset(reviewed | here),
        is_sample=row.is_sample,
    )


def of_deadline(row: Deadline) -> Entry:
    """Return a deadline as an entry, under the name of its session. Bring the session along."""
    session = of_session(row.session)
    return Entry(
        uid=str(row.uid),
        kind=DEADLINE,
        label=row.get_kind_display(),
        names=session.names,
        slug=session.slug,
        route="session",
        # Moving the session moves what is counted back from it.
        changed_on=max(row.changed_on, session.changed_on),
        edition=row.edition + session.edition,
        texts=row.texts,
        day=row.day,
        page=row.source if row.source.startswith("http") else "",
        found_as=session.found_as,
        countries=session.countries,
        is_counted=row.on is None,
        is_sample=session.is_sample,
    )


def of_occasion(row: Occasion, since: datetime.date) -> Entry:
    """Return an occasion as an entry; what is every year, on its next day. Bring `region` along."""
    day, until, first = row.starts, row.ends, None
    if row.begins_at and row.ends_at:
        day, until = row.begins_at.astimezone(datetime.UTC).date(), None
    elif row.yearly:
        day, until = next_span(row.yearly, row.yearly_to, since)
        first = next_span(row.yearly, "", datetime.date(row.created_on.year, 1, 1))[0]
    here = {row.country_id} if row.country_id else set()
    return Entry(
        uid=str(row.uid),
        kind=row.kind,
        label=row.get_kind_display(),
        names=row.names,
        slug=row.slug,
        route="occasion",
        changed_on=row.changed_on,
        edition=row.edition,
        texts=row.texts,
        day=day,
        until=until,
        first=first,
        begins_at=row.begins_at,
        ends_at=row.ends_at,
        zone=row.zone,
        months=row.months,
        place=row.place,
        page=row.page,
        found_as=row.uid.hex,
        countries=frozenset(here | (countries_in(row.region.code) if row.region else frozenset())),
        languages=row.languages,
        is_sample=row.is_sample,
    )


def _concerns(entry: Entry, asked: Asked) -> bool:
    """Say whether an entry is of the region, country and language asked for. What concerns the whole world
    concerns each region; a language is asked for to find where it is spoken.
    """
    if asked.region and entry.countries and not entry.countries & countries_in(asked.region):
        return False
    if asked.country and asked.country not in entry.countries:
        return False
    return not asked.language or asked.language in entry.languages


def is_over(entry: Entry) -> bool:
    """Say whether it is over."""
    if entry.ends_at:
        return entry.ends_at < timezone.now()
    last = entry.until or entry.day
    return last is not None and last < today()
