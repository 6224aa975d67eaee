from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from whrin.campaigns.models import Campaign
from whrin.kit.days import today
from whrin.website.models.base import WebsitePage, WrittenPage


class NewsIndexPage(WebsitePage):
    """The list of news in one language, newest first, with an Atom feed at `feed/`."""

    parent_page_types = ["website.HomePage"]
    subpage_types = ["website.NewsPage"]
    template = "website/news_index.html"
    show_in_menus_default = True

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")


class NewsPage(WrittenPage):
    """One piece of news, on the day it carries. `campaign`: whose page names it, too."""

    date = models.DateField(_("day"), default=today, db_index=True)
    campaign = models.ForeignKey(
        Campaign, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("campaign")
    )

    parent_page_types = ["website.NewsIndexPage"]
    subpage_types: list[str] = []
    template = "website/news.html"
    content_panels: Any = [
        *Page.content_panels,
        FieldPanel("date"),
        FieldPanel("intro"),
        FieldPanel("body"),
        FieldPanel("campaign"),
    ]

    class Meta:
        verbose_name = _("piece of news")
        verbose_name_plural = _("pieces of news")
