from django.utils.translation import gettext_lazy as _

from whrin.website.models.base import WrittenPage


class SectionPage(WrittenPage):
    """A page that leads to the pages below it, such as “About us”; they are listed after its text."""

    parent_page_types = ["website.HomePage", "website.SectionPage"]
    subpage_types = ["website.SectionPage", "website.TextPage"]
    template = "website/section.html"
    show_in_menus_default = True

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")


class TextPage(WrittenPage):
    """A page of text: the goal, the strategy, a governance document with its files."""

    parent_page_types = ["website.HomePage", "website.SectionPage"]
    subpage_types: list[str] = []
    template = "website/text.html"

    class Meta:
        verbose_name = _("page of text")
        verbose_name_plural = _("pages of text")
