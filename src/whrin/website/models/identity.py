from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import StreamBlock
from wagtail.contrib.settings.models import BaseGenericSetting
from wagtail.contrib.settings.registry import register_setting
from wagtail.fields import StreamField

from whrin.website.blocks import FooterBlock, MenuItemBlock
from whrin.website.colours import BUTTON_TEXT, MASTHEAD_TEXT, contrast

#: The least contrast between text and what it stands on (WCAG 2.2, 1.4.3).
LEAST_CONTRAST = 4.5

TOO_LIGHT = _(
    "White words on this colour have a contrast of %(found)s to 1. "
    "Choose a darker colour: 4.5 to 1 is needed."
)
TOO_DARK = _(
    "Dark words on this colour have a contrast of %(found)s to 1. "
    "Choose a lighter colour: 4.5 to 1 is needed."
)

_is_colour = RegexValidator(
    r"^#[0-9a-fA-F]{6}\Z", _("Write a colour as # and six digits or letters A to F, such as #3a1650.")
)


@register_setting(icon="site", order=1)
class Identity(BaseGenericSetting):
    """How this network shows itself: one row for the whole site. Public; kept for ever.

    Colours are `#rrggbb`; empty ones leave the look as it comes.
    """

    name = models.CharField(_("short name"), max_length=30, default="WHRIN")
    full_name = models.CharField(
        _("full name"), max_length=150, default="Women and Harm Reduction International Network"
    )
    logo = models.ForeignKey(
        "documents.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
        help_text=_(
            "Stands on the masthead's colour, 40 pixels high. Without one, the short name stands there."
        ),
    )
    masthead = models.CharField(
        _("colour of the masthead"),
        max_length=7,
        blank=True,
        validators=[_is_colour],
        help_text=_("Dark: white words stand on it. Empty: plum."),
    )
    button = models.CharField(
        _("colour of “Leave this site” and other accents"),
        max_length=7,
        blank=True,
        validators=[_is_colour],
        help_text=_("Light: dark words stand on it. Empty: gold."),
    )
    menu = StreamField(
        StreamBlock([("item", MenuItemBlock())], required=False),
        verbose_name=_("menu"),
        blank=True,
        help_text=_("Empty: library, topics, countries, then every page marked “Show in menus”."),
    )
    footer = StreamField(
        StreamBlock([("text", FooterBlock())], required=False),
        verbose_name=_("footer"),
        blank=True,
        help_text=_("One text a language. Without one, the full name stands there."),
    )
    exit_address = models.URLField(
        _("where “Leave this site” leads"),
        blank=True,
        help_text=_("A site that raises no questions, such as a weather page. Empty: the operator's choice."),
    )

    panels: Any = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("full_name"), FieldPanel("logo")], _("Name")),
        MultiFieldPanel([FieldPanel("masthead"), FieldPanel("button")], _("Colours")),
        FieldPanel("menu"),
        FieldPanel("footer"),
        FieldPanel("exit_address"),
    ]

    class Meta:
        verbose_name = _("name, colours and menu")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse colours on which words could not be read; name the contrast found and the one needed."""
        super().clean()
        faults = {
            field: ValidationError(message, code="contrast", params={"found": f"{found:.1f}"})
            for field, text, message in (
                ("masthead", MASTHEAD_TEXT, TOO_LIGHT),
                ("button", BUTTON_TEXT, TOO_DARK),
            )
            if (colour := getattr(self, field)) and (found := contrast(colour, text)) < LEAST_CONTRAST
        }
        if faults:
            raise ValidationError(faults)
