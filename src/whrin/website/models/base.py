from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from whrin.website.blocks import BodyBlock


class WebsitePage(Page):
    """What every page of the site shares. Public when published; kept until an editor deletes it.

    A page's `url_path` is its address (`/es/acerca-de/`): homes stand below the root, their language as slug.
    """

    is_sample = models.BooleanField(
        _("sample page"),
        default=False,
        help_text=_("Readers see a notice that this page is an example and not the network's word."),
    )

    # A page is public or a draft. Privacy by password or sign-in is not offered: it has leaked before (see
    # Wagtail's advisories of 2026), and what must stay private does not belong on a page.
    private_page_options: list[str] = []
    show_in_menus_default = False
    settings_panels: Any = [*Page.settings_panels, FieldPanel("is_sample")]

    class Meta:
        abstract = True

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Return Wagtail's (site id, public address of the site, path); the path is stored, not computed."""
        roots = self._get_relevant_site_root_paths(request)
        return (roots[0].site_id, settings.WHRIN_ADDRESS, self.url_path) if roots else None

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Show the page; the frame finds on the request which page it stands around."""
        request.website_page = self  # type: ignore[attr-defined]  # read by `website.frame`
        return super().serve(request, *args, **kwargs)

    @property
    def language(self) -> str:
        """The language the page is written in (BCP 47)."""
        return str(self.locale.language_code)


class WrittenPage(WebsitePage):
    """A page with an introduction and a body of blocks."""

    intro = models.TextField(
        _("introduction"), blank=True, max_length=600, help_text=_("Two or three plain sentences.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    content_panels: Any = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]

    class Meta:
        abstract = True
