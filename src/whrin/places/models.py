from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from whrin.kit.languages import locale_of


def name_among(names: dict[str, str], code: str, language: str) -> str:
    """Return the name in `language`: one of `names`, else CLDR's for a territory or M49 code, else empty.

    CLDR writes some names for the middle of a sentence; here they stand alone, so they begin with a capital.
    """
    locale = locale_of(language)
    name = (
        names.get(language)
        or names.get(language.split("-", maxsplit=1)[0])
        or (locale.territories.get(code) if locale else None)
        or ""
    )
    return name[:1].upper() + name[1:]


class Country(models.Model):
    """A country or territory by its ISO 3166-1 code (XK: Kosovo, by custom). Public; kept for ever."""

    code = models.CharField(_("ISO code"), max_length=2, primary_key=True)
    names = models.JSONField(
        _("names that replace CLDR's"),
        default=dict,
        blank=True,
        help_text=_("By language tag, such as “en”."),
    )
    tile_column = models.PositiveSmallIntegerField(_("column on the tile map"), null=True, blank=True)
    tile_row = models.PositiveSmallIntegerField(_("row on the tile map"), null=True, blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("country or territory")
        verbose_name_plural = _("countries and territories")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^[A-Z]{2}$"), name="country_code_two_capitals"
            ),
            models.UniqueConstraint(fields=["tile_column", "tile_row"], name="country_one_per_tile"),
        ]

    def __str__(self) -> str:
        return self.name_in(get_language() or "en")

    def name_in(self, language: str) -> str:
        """Return the name in `language`: the override, else CLDR's, else the code."""
        return name_among(self.names, self.code, language) or self.code


class Part(models.Model):
    """A part of a country by its ISO 3166-2 code, such as US-CA: a state, a province. Public; kept for ever.

    Only countries where services are told apart by part have any: the reports do so for three.
    """

    code = models.CharField(_("ISO 3166-2 code"), max_length=6, primary_key=True)
    country = models.ForeignKey(Country, models.PROTECT, related_name="parts", verbose_name=_("country"))
    names = models.JSONField(
        _("names"), default=dict, blank=True, help_text=_("By language tag, such as “en”.")
    )

    class Meta:
        ordering = ["code"]
        verbose_name = _("part of a country")
        verbose_name_plural = _("parts of countries")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^[A-Z]{2}-[A-Z0-9]{1,3}$"), name="part_code_iso_3166_2"
            ),
            models.CheckConstraint(
                condition=models.Q(code__startswith=models.F("country")), name="part_code_of_its_country"
            ),
        ]

    def __str__(self) -> str:
        return self.name_in(get_language() or "en")

    def name_in(self, language: str) -> str:
        """Return the name in `language`, else in English, else the code. CLDR's territories hold no parts."""
        bare = language.split("-", maxsplit=1)[0]
        return self.names.get(language) or self.names.get(bare) or self.names.get("en") or self.code


class Region(models.Model):
    """A named group of countries, in one of several schemes. Public; kept for ever.

    `countries` holds the direct members only; a region also covers what its children cover.
    """

    class Scheme(models.TextChoices):
        M49 = "m49", _("United Nations (M49)")
        NETWORK = "network", _("The network")
        HRI = "hri", _("Harm Reduction International")
        BLOC = "bloc", _("Bloc")

    code = models.SlugField(_("code"), unique=True)
    scheme = models.CharField(_("scheme"), max_length=10, choices=Scheme.choices)
    m49 = models.CharField(_("UN M49 code"), max_length=3, blank=True)
    names = models.JSONField(
        _("names"), default=dict, blank=True, help_text=_("By language tag, such as “en”.")
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("within")
    )
    countries = models.ManyToManyField(
        Country, related_name="regions", blank=True, verbose_name=_("countries")
    )
    source = models.CharField(_("source of the grouping"), max_length=300, blank=True)

    class Meta:
        ordering = ["scheme", "code"]
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")), name="region_not_within_itself"
            )
        ]

    def __str__(self) -> str:
        return self.name_in(get_language() or "en")

    def name_in(self, language: str) -> str:
        """Return the name in `language` (ours, else CLDR's by M49 code), else in English, else the code."""
        return (
            name_among(self.names, self.m49, language) or name_among(self.names, self.m49, "en") or self.code
        )
