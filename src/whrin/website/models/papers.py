from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from whrin.kit.days import today
from whrin.topics.models import Topic
from whrin.website.enums import PaperKind
from whrin.website.models.base import WebsitePage, WrittenPage


class PaperIndexPage(WebsitePage):
    """The list of the network's own papers in one language, newest first."""

    parent_page_types = ["website.HomePage"]
    subpage_types = ["website.PaperPage"]
    template = "website/paper_index.html"
    show_in_menus_default = True

    class Meta:
        verbose_name = _("list of papers")
        verbose_name_plural = _("lists of papers")


class PaperPage(WrittenPage):
    """A position paper, brief or statement. Publishing it puts it into the library; taking it down withdraws
    it there.

    `library_slug` is the work's stable name, shared by every translation and never typed by hand.
    """

    kind = models.CharField(
        _("kind"), max_length=20, choices=PaperKind.choices, default=PaperKind.POSITION_PAPER
    )
    date = models.DateField(_("day"), default=today, db_index=True)
    topics = ParentalManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))
    library_slug = models.SlugField(max_length=120, blank=True, editable=False)

    parent_page_types = ["website.PaperIndexPage"]
    subpage_types: list[str] = []
    template = "website/paper.html"
    content_panels: Any = [
        *Page.content_panels,
        FieldPanel("kind"),
        FieldPanel("date"),
        FieldPanel("topics"),
        FieldPanel("intro", heading=_("summary")),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")

    def with_content_json(self, content: dict[str, Any]) -> "PaperPage":
        """Keep the stable name when an older revision is published: it is the page's, not its text's."""
        page: PaperPage = super().with_content_json(content)
        page.library_slug = self.library_slug
        return page
