"""Reads that serve pages and other rooms: names, groupings, tiles."""

import math
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from whrin.kit.edition import kept_for_an_edition
from whrin.places.models import Country, Part, Region

#: Shades of the tile map above nothing.
BANDS = 4


@dataclass(frozen=True)
class Tile:
    """A country on the tile map. `band`: 0 for none, then 1 to 4. `column` and `row` count from 1."""

    code: str
    name: str
    column: int
    row: int
    count: int
    band: int
    address: str


@dataclass(frozen=True)
class Band:
    """A shade of the tile map and the counts it stands for, both included."""

    number: int
    lowest: int
    highest: int


def tiles(counts: Mapping[str, int], language: str, address: Callable[[str], str]) -> list[Tile]:
    """Return a tile for each country that has one, in reading order; `counts`, `address`: by ISO code."""
    starts = [shade.lowest for shade in bands(counts)]
    return [
        Tile(
            code,
            name,
            column,
            row,
            counts.get(code, 0),
            bisect_right(starts, counts.get(code, 0)),
            address(code),
        )
        for code, name, column, row in _placed(language)
    ]


@kept_for_an_edition
def _placed(language: str) -> Sequence[tuple[str, str, int, int]]:
    placed = Country.objects.filter(tile_column__isnull=False, tile_row__isnull=False)
    return [
        (country.code, country.name_in(language), country.tile_column or 0, country.tile_row or 0)
        for country in placed.order_by("tile_row", "tile_column")
    ]


def bands(counts: Mapping[str, int]) -> list[Band]:
    """Return the shades in use, for the map and its legend: each reaches about as many times as far.

    Counts of this kind are many small and few large ones; equal steps would leave all but one country pale.
    """
    highest = max(counts.values(), default=0)
    starts = sorted({math.ceil((highest + 1) ** (step / BANDS)) for step in range(BANDS)} | {1})
    starts = [start for start in starts if start <= highest]
    ends = [start - 1 for start in starts[1:]] + [highest]
    return (
        [
            Band(number, lowest, last)
            for number, (lowest, last) in enumerate(zip(starts, ends, strict=True), 1)
        ]
        if starts
        else []
    )


def regions_of(codes: Iterable[str]) -> dict[str, list[str]]:
    """Return by country the codes of all regions it lies in, the wider ones too, sorted."""
    wanted = set(codes)
    regions = {region.pk: region for region in Region.objects.only("code", "parent_id")}
    found: dict[str, set[str]] = {code: set() for code in wanted}
    links = Region.countries.through.objects.filter(country_id__in=wanted)
    for country, region_id in links.values_list("country_id", "region_id"):
        step: int | None = region_id
        while step is not None and regions[step].code not in found[country]:
            found[country].add(regions[step].code)
            step = regions[step].parent_id
    return {code: sorted(names) for code, names in found.items()}


def countries_in(region: str) -> frozenset[str]:
    """Return the ISO codes of the countries that a region covers, those of its parts too; none if unknown."""
    return _covered().get(region, frozenset())


@kept_for_an_edition
def _covered() -> Mapping[str, frozenset[str]]:
    regions = {
        pk: (code, parent) for pk, code, parent in Region.objects.values_list("pk", "code", "parent_id")
    }
    found: dict[str, set[str]] = {code: set() for code, _parent in regions.values()}
    for country, region in Region.countries.through.objects.values_list("country_id", "region_id"):
        step: int | None = region
        while step is not None and country not in found[regions[step][0]]:
            found[regions[step][0]].add(country)
            step = regions[step][1]
    return {code: frozenset(countries) for code, countries in found.items()}


def regions_covering(country: str) -> list[str]:
    """Return the codes of all regions that a country lies in, the wider ones too, sorted."""
    return sorted(region for region, countries in _covered().items() if country in countries)


def parts_of(country: str, language: str) -> dict[str, str]:
    """Return the names in `language` of a country's parts by ISO 3166-2 code, sorted; mostly none."""
    names = {part.code: part.name_in(language) for part in Part.objects.filter(country=country)}
    return dict(sorted(names.items(), key=lambda item: alphabetical(item[1])))


def names_of_countries(language: str) -> dict[str, str]:
    """Return every country's name in `language` by ISO code, in alphabetical order of the names."""
    return dict(_names_of_countries(language))


@kept_for_an_edition
def _names_of_countries(language: str) -> Mapping[str, str]:
    names = {country.code: country.name_in(language) for country in Country.objects.all()}
    return dict(sorted(names.items(), key=lambda item: alphabetical(item[1])))


def names_of_regions(language: str, *, scheme: str = "") -> dict[str, str]:
    """Return every region's name in `language` by code, by scheme and name; of one scheme when given."""
    regions = Region.objects.filter(scheme=scheme) if scheme else Region.objects.all()
    named = [(region.scheme, region.name_in(language), region.code) for region in regions]
    return {
        code: name for _scheme, name, code in sorted(named, key=lambda row: (row[0], alphabetical(row[1])))
    }


def alphabetical(name: str) -> tuple[str, str]:
    """Return a key that sorts names as readers expect: accents and capitals count only between equals."""
    decomposed = unicodedata.normalize("NFKD", name)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return bare.casefold(), name
