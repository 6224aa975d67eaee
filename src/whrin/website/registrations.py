"""What the website tells other rooms, and what it does when Wagtail publishes a page or takes it down.

Wagtail publishes from the editor, from an approved review, from a schedule and from a translation; its
signals are the one place where all four pass.
"""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Revision
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from whrin.campaigns.front.news import register_news
from whrin.design.frame import register_frame_source
from whrin.places.figures import register_country_pages, register_figure
from whrin.services.figures.gathering import services_by_country
from whrin.website import actions
from whrin.website.countries.areas import address_of_country, country_addresses
from whrin.website.frame import frame_for
from whrin.website.models import Identity, PaperPage
from whrin.website.queries import news_of


def register() -> None:
    """Connect the website; called once, when the applications are ready."""
    register_frame_source(frame_for)
    register_figure("services", _("Services"), services_by_country, address_of_country)
    register_country_pages(country_addresses)
    register_news(news_of)
    page_published.connect(on_published, dispatch_uid="website.published")
    page_unpublished.connect(on_unpublished, dispatch_uid="website.unpublished")
    for signal in (page_slug_changed, post_page_move):
        signal.connect(on_moved, dispatch_uid="website.moved")
    for model in (Identity, Redirect):
        post_save.connect(on_changed, sender=model, dispatch_uid="website.changed")
        post_delete.connect(on_changed, sender=model, dispatch_uid="website.gone")


def on_published(instance: Any, revision: Revision | None = None, **_signal: Any) -> None:
    """Show the site anew; a paper goes into the library."""
    if isinstance(instance, PaperPage):
        actions.put_paper_into_library(paper=instance, by=revision.user if revision else None)
    actions.show_site_anew()


def on_unpublished(instance: Any, **_signal: Any) -> None:
    """Show the site anew; a paper leaves the library."""
    if isinstance(instance, PaperPage):
        actions.take_paper_out_of_library(paper=instance)
    actions.show_site_anew()


def on_moved(instance: Any, **_signal: Any) -> None:
    """Show the site anew; papers at or below the page keep the library's link to them true."""
    for paper in PaperPage.objects.live().filter(path__startswith=instance.path).exclude(library_slug=""):
        actions.put_paper_into_library(paper=paper, by=None)
    actions.show_site_anew()


def on_changed(**_signal: Any) -> None:
    """Show the site anew after its name, menu or a redirect changed."""
    actions.show_site_anew()
