from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from whrin.website.blocks import DoorBlock
from whrin.website.models.base import WebsitePage


class HomePage(WebsitePage):
    """The front page of one language. Its slug is the language's code, so that stored paths are addresses.

    Every text may stay empty: the template then shows its own words, translated with the interface.
    """

    hero = models.CharField(
        _("first sentence"), max_length=140, blank=True, help_text=_("Empty: the network's motto.")
    )
    lede = models.TextField(_("below it"), max_length=300, blank=True)
    doors = StreamField(
        StreamBlock([("door", DoorBlock())], required=False),
        verbose_name=_("doors"),
        blank=True,
        help_text=_("Empty: library, topics and countries."),
    )

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "website.SectionPage",
        "website.TextPage",
        "website.NewsIndexPage",
        "website.PaperIndexPage",
    ]
    max_count: Any = 0  # One a language, made with the language; editors edit it and never add a second.
    template = "website/home.html"
    content_panels: Any = [
        HelpPanel(_("Figures, the map, new works and news come by themselves.")),
        *Page.content_panels,
        FieldPanel("hero"),
        FieldPanel("lede"),
        FieldPanel("doors"),
    ]
    promote_panels: Any = []

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def full_clean(self, *args: object, **kwargs: object) -> None:
        """Keep the language's code as the slug: addresses depend on it."""
        self.slug = self.language
        super().full_clean(*args, **kwargs)
