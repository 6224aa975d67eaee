"""What an address of these pages means: a country, a part of one, or a region."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from whrin.places.models import Part, Region
from whrin.places.queries import (
    countries_in,
    names_of_countries,
    names_of_regions,
    parts_of,
    regions_covering,
)

#: The grouping whose region stands above a country on its page.
_OWN = "network-"


#: Files that the same is given as.
FORMS = ("pdf", "docx", "csv")


@dataclass(frozen=True)
class Link:
    """A name and where it leads; empty for the page itself."""

    label: str
    address: str


@dataclass(frozen=True)
class Area:
    """`code`: ISO 3166-1 or 3166-2, or a region's. `countries`: by ISO code. `trail`: from the widest, itself
    last. `around`: the regions a country lies in. `within`: the parts of a country that has any.
    """

    code: str
    name: str
    countries: Sequence[str]
    address: str
    trail: Sequence[Link]
    part: str = ""
    around: Sequence[Link] = ()
    within: Sequence[Link] = ()
    is_region: bool = False

    @property
    def files(self) -> dict[str, str]:
        """The addresses of the same as files, by form."""
        name = "region" if self.is_region else "country"
        return {form: f"{self.address}{name}.{form}" for form in FORMS}


def address_of_country(code: str) -> str:
    """Return the page of a country or territory by its ISO code."""
    return reverse("website:country", args=[code.lower()])


def country_addresses() -> Callable[[str], str]:
    """Return what gives the address of a country's page by ISO code: for hundreds of them."""
    top = reverse("places:table")
    return lambda code: f"{top}{code.lower()}/"


def address_of_region(code: str) -> str:
    """Return the page of a region."""
    return reverse("website:region", args=[code])


def country_area(code: str, language: str) -> Area | None:
    """Return a country, named in `language`; None where there is none of this code."""
    code = code.upper()
    name = names_of_countries(language).get(code)
    if name is None:
        return None
    names, of = names_of_regions(language), regions_covering(code)
    around = [Link(label, address_of_region(region)) for region, label in names.items() if region in of]
    above = [Link(names[region], address_of_region(region)) for region in of if region.startswith(_OWN)]
    return Area(
        code=code,
        name=name,
        countries=[code],
        address=address_of_country(code),
        trail=[_top(), *above[:1], Link(name, "")],
        around=around,
        within=[Link(label, _address_of_part(part)) for part, label in parts_of(code, language).items()],
    )


def part_area(country: str, part: str, language: str) -> Area | None:
    """Return a part of a country by the two halves of its code; None where there is none."""
    code = f"{country}-{part}".upper()
    found = Part.objects.filter(code=code).first()
    whole = country_area(country, language) if found else None
    if found is None or whole is None:
        return None
    name = found.name_in(language)
    return Area(
        code=code,
        name=name,
        countries=whole.countries,
        address=_address_of_part(code),
        trail=[*whole.trail[:-1], Link(whole.name, whole.address), Link(name, "")],
        part=code,
    )


def region_area(code: str, language: str) -> Area | None:
    """Return a region of any grouping; None where there is none."""
    found = Region.objects.filter(code=code).first()
    if found is None:
        return None
    name = found.name_in(language)
    return Area(
        code=code,
        name=name,
        countries=sorted(countries_in(code)),
        address=address_of_region(code),
        trail=[_top(), Link(name, "")],
        is_region=True,
    )


def _top() -> Link:
    return Link(_("Countries"), reverse("places:table"))


def _address_of_part(code: str) -> str:
    country, _dash, part = code.lower().partition("-")
    return reverse("website:country_part", args=[country, part])
