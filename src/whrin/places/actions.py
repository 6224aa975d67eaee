from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import Actor, record
from whrin.kit.edition import advance_on_commit
from whrin.kit.text import clean_line
from whrin.kit.uses import is_used
from whrin.places import starting_data
from whrin.places.models import Country, Part, Region
from whrin.places.signals import countries_changed, regions_changed


class RegionWithinItself(ValueError):
    """A region cannot stand within itself, directly or by way of others."""

    message = _("A region cannot be within itself or within one of its own parts.")


class RegionInUse(ValueError):
    """A region cannot be removed while it holds others, or while something is said to be about it."""

    message = _("This region holds others, or something is filed under it. Move that first.")


@transaction.atomic
def load_countries_and_regions(*, countries: Any = Country, regions: Any = Region) -> int:
    """Add the countries and regions of the starting data that are missing; return how many were added.

    What is there already stays as it is, whoever changed it. A migration gives its own historical models.
    """
    added = _add_countries(countries)
    existing = set(regions.objects.values_list("code", flat=True))
    new_rows = [row for row in starting_data.region_rows() if row["code"] not in existing]
    for row in new_rows:
        parent = regions.objects.filter(code=row["parent"]).first() if row["parent"] else None
        region = regions.objects.create(
            code=row["code"],
            scheme=row["scheme"],
            m49=row["m49"],
            parent=parent,
            names=row["names"],
            source=row["source"],
        )
        region.countries.set(countries.objects.filter(pk__in=row["countries"].split()))
    return added + len(new_rows)


@transaction.atomic
def load_parts(*, countries: Any = Country, parts: Any = Part) -> int:
    """Add the parts of countries of the starting data that are missing; return how many were added.

    What is there already stays as it is. A migration gives its own historical models.
    """
    existing = set(parts.objects.values_list("code", flat=True))
    known = set(countries.objects.values_list("code", flat=True))
    new = [
        parts(code=row["code"], country_id=row["code"][:2], names=row["names"])
        for row in starting_data.part_rows()
        if row["code"] not in existing and row["code"][:2] in known
    ]
    parts.objects.bulk_create(new)
    return len(new)


def _add_countries(countries: Any) -> int:
    existing = set(countries.objects.values_list("code", flat=True))
    taken = set(countries.objects.values_list("tile_column", "tile_row"))
    tiles = starting_data.tile_positions()
    missing = [code for code in starting_data.country_codes() if code not in existing]
    new = []
    for code in missing:
        tile: tuple[int | None, int | None] = tiles.get(code, (None, None))
        column, row = (None, None) if tile in taken else tile
        new.append(countries(code=code, tile_column=column, tile_row=row))
    countries.objects.bulk_create(new)
    return len(new)


@transaction.atomic
def save_country(*, country: Country, names: Mapping[str, str], by: Actor | None) -> Country:
    """Keep a country with these names in place of CLDR's; a language left out goes back to CLDR's name."""
    country.names = _cleaned(names)
    country.save()
    record(verb="save country", about=country, by=by, names=country.names)
    advance_on_commit()
    transaction.on_commit(partial(countries_changed.send, Country, codes=[country.code]))
    return country


@transaction.atomic
def save_part(*, part: Part, names: Mapping[str, str], by: Actor | None) -> Part:
    """Keep a part of a country with these names. The database holds its code to its country's."""
    part.names = _cleaned(names)
    part.save()
    record(verb="save part of a country", about=part, by=by, names=part.names)
    advance_on_commit()
    return part


@transaction.atomic
def save_region(
    *, region: Region, names: Mapping[str, str], countries: Iterable[Country], by: Actor | None
) -> Region:
    """Keep a region with its names and direct members.

    Raises `RegionWithinItself` when its parents lead back to it; nothing is kept then.
    """
    _refuse_circle(region)
    region.names = _cleaned(names)
    region.save()
    region.countries.set(countries)
    codes = sorted(region.countries.values_list("code", flat=True))
    record(verb="save region", about=region, by=by, names=region.names, countries=codes)
    _tell(region)
    return region


@transaction.atomic
def remove_region(*, region: Region, by: Actor | None) -> None:
    """Remove a region. Raises `RegionInUse` when it holds others or is named elsewhere; nothing goes then."""
    if region.children.exists() or is_used(region):
        raise RegionInUse(RegionInUse.message)
    record(verb="remove region", about=region, by=by, code=region.code)
    region.delete()
    _tell(region)


def _tell(region: Region) -> None:
    advance_on_commit()
    transaction.on_commit(partial(regions_changed.send, Region, codes=[region.code]))


def lies_within(inner: Region | None, outer: Region) -> bool:
    """Say whether `inner` is `outer`, or lies in it directly or by way of others."""
    parents = dict(Region.objects.values_list("pk", "parent_id"))
    step, seen = inner.pk if inner else None, set[int]()
    while step is not None and step not in seen:
        if step == outer.pk:
            return True
        seen.add(step)
        step = parents.get(step)
    return False


def _cleaned(names: Mapping[str, str]) -> dict[str, str]:
    return {language: line for language, text in names.items() if (line := clean_line(text))}


def _refuse_circle(region: Region) -> None:
    # Two people who each move a region at once could close a circle together: one waits for the other.
    list(Region.objects.select_for_update().order_by("pk"))
    if region.pk and lies_within(region.parent, region):
        raise RegionWithinItself(RegionWithinItself.message)
