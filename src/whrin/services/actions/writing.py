"""Puts single values of a record's content into its rows. Only other actions call this."""

import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.text import slugify

from whrin.kit.lots import by_lot
from whrin.kit.text import clean_line, clean_text
from whrin.organisations.models import Organisation
from whrin.places.models import Part
from whrin.services.content import no_finer
from whrin.services.fields import BY_NAME, CLAIM, PLACE
from whrin.services.models import Claim, Opening, Place, Service, Term
from whrin.services.rules import is_reserved

_RELATED = {"types", "openings", "organisation"}


def tidied(field: str, value: Any) -> Any:
    """Return a value as it is kept: texts cleaned, places no finer than they may be told."""
    if field.startswith(PLACE):
        return no_finer(value and {part: clean_line(text) for part, text in value.items()})
    if field.startswith(CLAIM):
        return value
    kind = BY_NAME[field].kind
    if kind == "text":
        return clean_text(value or "")
    if kind in {"line", "web", "email"}:
        return clean_line(value or "")
    return sorted(value) if kind in {"types", "languages", "openings"} else value


def put(service: Service, field: str, value: Any) -> None:
    """Write one value. Plain columns are set on the instance, which the caller saves."""
    if field.startswith(CLAIM):
        _put_claim(service, field.removeprefix(CLAIM), value)
    elif field.startswith(PLACE):
        _put_place(service, UUID(field.removeprefix(PLACE)), value)
    elif field == "types":
        service.types.set(Term.objects.filter(kind="type", slug__in=value))
    elif field == "openings":
        service.openings.all().delete()
        Opening.objects.bulk_create(
            Opening(service=service, weekday=day, opens=opens, closes=closes, for_women=for_women)
            for day, opens, closes, for_women in value
        )
    else:
        _put_column(service, field, value)


def _put_column(service: Service, field: str, value: Any) -> None:
    kind = BY_NAME[field].kind
    if field == "organisation":
        service.organisation = organisation_named(value, service.country_id, is_sample=service.is_sample)
    elif kind == "country":
        service.country_id = value
    elif kind == "part":
        service.part = Part.objects.get(code=value) if value else None
    elif kind == "year":
        service.source_year = value or None
    else:
        setattr(service, field, value)


def organisation_named(name: str, country: str, *, is_sample: bool) -> Organisation:
    """Return the organisation of this name in this country, made where there is none: not shown by itself."""
    known = Organisation.objects.filter(name__iexact=name)
    found = known.filter(country_id=country).first() or known.filter(country=None).first()
    if found is not None:
        return found
    slug = free_slug(name, Organisation)
    return Organisation.objects.create(
        slug=slug, name=name, country_id=country, kind=Organisation.Kind.HARM_REDUCTION, is_sample=is_sample
    )


def free_slug(name: str, model: type[Service] | type[Organisation]) -> str:
    """Return a short name that is still free: of the name's letters, or by lot where it has no Latin ones."""
    base = slugify(name)[:60].strip("-") or f"service-{by_lot() % 10**8:08d}"
    slug, number = base, 1
    while is_reserved(slug) or model.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{base}-{number}"
    return slug


def _put_claim(service: Service, slug: str, value: Any) -> None:
    term = Term.objects.get(kind="attribute", slug=slug)
    if value is None:
        Claim.objects.filter(service=service, term=term).delete()
        return
    month = datetime.date.fromisoformat(value["said_on"] + "-01") if value["said_on"] else None
    kept = {"value": value["value"], "said_by": value["said_by"], "sureness": value["sureness"]}
    Claim.objects.update_or_create(service=service, term=term, defaults={**kept, "said_on": month})


def _put_place(service: Service, uid: UUID, value: Any) -> None:
    if value is None:
        Place.objects.filter(service=service, uid=uid).delete()
        return
    position = {part: Decimal(value[part]) if value[part] else None for part in ("latitude", "longitude")}
    Place.objects.update_or_create(service=service, uid=uid, defaults={**value, **position})
