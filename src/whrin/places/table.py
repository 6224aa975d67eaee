"""The table of places: the figures of the tile map, a row a country."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whrin.kit.edition import kept_for_an_edition
from whrin.kit.figures import Figure
from whrin.places.figures import country_pages
from whrin.places.models import Region
from whrin.places.queries import alphabetical, names_of_countries


@dataclass(frozen=True)
class Cell:
    """One figure of one country, and the page that shows what was counted; empty when there is nothing."""

    count: int
    address: str


@dataclass(frozen=True)
class Row:
    """A country, the regions of one scheme it lies in directly, its figures in the table's order, and its
    page; empty when it has none.
    """

    code: str
    name: str
    regions: Sequence[str]
    cells: Sequence[Cell]
    address: str = ""


def rows(*, figures: Sequence[Figure], language: str, scheme: str, sort: str) -> list[Row]:
    """Return a row for every country.

    `sort`: `name`, `region` or a figure's name; with `-` before it, from the end. Equal rows follow each
    other by name. ValueError when nothing is called so.
    """
    counts = [figure.source() for figure in figures]
    regions, page = _regions_by_country(language, scheme), country_pages()
    found = [
        Row(code, name, regions.get(code, ()), _cells(code, figures, counts), page(code))
        for code, name in names_of_countries(language).items()
    ]
    return _sorted(found, figures, sort)


def sort_keys(figures: Sequence[Figure]) -> list[str]:
    """Return what the table can be sorted by."""
    return ["name", "region", *(figure.name for figure in figures)]


def _sorted(found: list[Row], figures: Sequence[Figure], sort: str) -> list[Row]:
    position = sort_keys(figures).index(sort.removeprefix("-"))
    backwards = sort.startswith("-")
    if position == 0:
        return found[::-1] if backwards else found
    if position == 1:
        # Countries in no region of the scheme come last, whichever way the others go.
        placed = [row for row in found if row.regions]
        placed.sort(key=lambda row: alphabetical(row.regions[0]), reverse=backwards)
        return placed + [row for row in found if not row.regions]
    return sorted(found, key=lambda row: row.cells[position - 2].count, reverse=backwards)


def _cells(code: str, figures: Sequence[Figure], counts: Sequence[Mapping[str, int]]) -> list[Cell]:
    counted = [(figure, by_country.get(code, 0)) for figure, by_country in zip(figures, counts, strict=True)]
    return [Cell(count, figure.address(code) if count else "") for figure, count in counted]


@kept_for_an_edition
def _regions_by_country(language: str, scheme: str) -> Mapping[str, list[str]]:
    names = {region.pk: region.name_in(language) for region in Region.objects.filter(scheme=scheme)}
    found: dict[str, list[str]] = {}
    links = Region.countries.through.objects.filter(region__scheme=scheme)
    for country, region in links.values_list("country_id", "region_id"):
        found.setdefault(country, []).append(names[region])
    return {country: sorted(regions, key=alphabetical) for country, regions in found.items()}
