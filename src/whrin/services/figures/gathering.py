"""Reads what is counted: public records alone, in a fixed number of questions, kept for an edition."""

import datetime
from collections.abc import Iterable, Mapping

from django.db.models import Count, Q, QuerySet

from whrin.kit.days import today
from whrin.kit.edition import kept_for_an_edition
from whrin.services.enums import Cost, Degree, Informant, Source, Status, TermKind
from whrin.services.figures import counting
from whrin.services.figures.counting import Act, Figures, Seen, Since, Word
from whrin.services.models import Change, MappingForm, Service, Term
from whrin.services.queries import public_services
from whrin.surveys.enums import Audience
from whrin.surveys.models import Form
from whrin.surveys.queries import open_today

#: Who can be an informant; a public source is none, and what the coordinator typed or a file brought without
#: saying from whom is not counted either.
ROLES = tuple(role for role in Informant.values if role != Informant.PUBLIC)
_NOBODY = Q(said_by=Informant.PUBLIC) | Q(said_by=Informant.NOT_SAID, source__in=[Source.DESK, Source.IMPORT])


def figures_for(countries: Iterable[str], *, part: str = "", since: datetime.date | None = None) -> Figures:
    """Return the figures of countries by ISO code, or of one part of one country (ISO 3166-2).

    `since`: the day that changes are counted from; a year ago when not given.
    """
    day = today()
    since = since or day - counting.YEAR
    return _kept(",".join(sorted(countries)), part, day.isoformat(), since.isoformat())


@kept_for_an_edition
def _kept(countries: str, part: str, day: str, since: str) -> Figures:
    services = public_services().filter(country__in=countries.split(",")).order_by()
    if part:
        services = services.filter(part=part)
    is_country = not part and "," not in countries
    return _figures(
        services, datetime.date.fromisoformat(day), datetime.date.fromisoformat(since), tells_roles=is_country
    )


def _figures(
    services: QuerySet[Service], day: datetime.date, since: datetime.date, *, tells_roles: bool
) -> Figures:
    kinds, attributes = _words()
    seen = _seen(services)
    standing = counting.standing(seen)
    types = list(services.filter(types__isnull=False).values_list("pk", "types__slug"))
    of_kinds = counting.by_kind(standing, kinds, types, day)
    answers = counting.by_attribute(len(standing), attributes, _said(services))
    return Figures(
        day=day,
        services=len(standing),
        samples=sum(service.is_sample for service in standing),
        closed=len(seen) - len(standing),
        led_by_community=counting.led(standing),
        free=sum(service.is_free for service in standing),
        freshness=counting.freshness(standing, day),
        last_checked=max((each.checked for each in standing if each.checked), default=None),
        kinds=of_kinds,
        attributes=answers,
        sides=counting.by_side(answers, attributes),
        standard=sum(kind.is_standard for kind in kinds),
        gaps=[kind.slug for kind in kinds if kind.is_standard and not of_kinds[kind.slug].services],
        informants=counting.informants(_acts(services), ROLES, tells_roles=tells_roles),
        since=_since(services, seen, since),
        countries=counting.by_country(standing, types, kinds, day),
    )


def _words() -> tuple[list[Word], list[Word]]:
    rows = Term.objects.values_list("kind", "slug", "aaaq", "is_standard")
    kinds = [Word(slug, side, is_standard) for kind, slug, side, is_standard in rows if kind == TermKind.TYPE]
    attributes = [Word(slug, side) for kind, slug, side, _is in rows if kind == TermKind.ATTRIBUTE]
    return kinds, attributes


def _seen(services: QuerySet[Service]) -> list[Seen]:
    said_free = set(
        services.filter(claims__term__slug="free", claims__value=Degree.YES).values_list("pk", flat=True)
    )
    rows = services.values_list(
        "pk", "country_id", "led_by_community", "status", "cost", "checked_on", "confirmed_on", "created_on",
        "is_sample",
    )  # fmt: skip
    return [
        Seen(
            pk,
            country,
            led,
            status,
            cost == Cost.FREE or pk in said_free,
            max(filter(None, (checked, confirmed)), default=None),
            created,
            is_sample,
        )
        for pk, country, led, status, cost, checked, confirmed, created, is_sample in rows
    ]


def _said(services: QuerySet[Service]) -> Mapping[tuple[str, str], int]:
    rows = (
        services.exclude(status=Status.CLOSED)
        .filter(claims__isnull=False)
        .values_list("claims__term", "claims__value")
        .annotate(n=Count("pk"))
    )
    # By the term's number: its name would be joined to every single answer.
    slugs = dict(Term.objects.filter(kind=TermKind.ATTRIBUTE).order_by().values_list("pk", "slug"))
    return {(slugs[term], value): n for term, value, n in rows}


def _acts(services: QuerySet[Service]) -> Iterable[Act]:
    rows = Change.objects.filter(service__in=services.values("pk")).exclude(_NOBODY).order_by()
    return (
        Act(*row)
        for row in rows.values_list("service_id", "number", "said_by", "source", "reference").distinct()
    )


def _since(services: QuerySet[Service], seen: Iterable[Seen], day: datetime.date) -> Since:
    """Count what became different. Records that were withdrawn are in no figure."""
    later = Change.objects.filter(service__in=services.values("pk"), day__gte=day).order_by()
    told = (
        later.filter(number__gt=1)
        .values_list("service_id")
        .annotate(closings=Count("pk", filter=Q(field="status", new=Status.CLOSED)))
    )
    closings = dict(told)
    added = {service.pk for service in seen if service.created >= day}
    return Since(
        day=day,
        added=len(added),
        changed=len(closings.keys() - added),
        closed=sum(service.status == Status.CLOSED and closings.get(service.pk, 0) > 0 for service in seen),
        checked=sum(service.checked is not None and service.checked >= day for service in seen),
    )


def services_by_country() -> Mapping[str, int]:
    """Return the number of public services by ISO code, without those closed for good."""
    return dict(_by_country())


@kept_for_an_edition
def _by_country() -> Mapping[str, int]:
    counted = public_services().exclude(status=Status.CLOSED).order_by().values_list("country_id")
    return dict(counted.annotate(n=Count("pk")))


def mapping_surveys() -> list[str]:
    """Return the names of the mapping surveys that anybody may answer today, the newest first."""
    found = Form.objects.filter(audience=Audience.ANYONE, pk__in=MappingForm.objects.values("form"))
    return list(open_today(found).order_by("-pk").values_list("form_id", flat=True))
