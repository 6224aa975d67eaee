"""The editors' desk, trimmed to what a coordinator uses."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail import hooks

from whrin.website.desk import UpdateTranslations

#: Entries of the desk's side menu that lead to nothing this site uses, or out of it.
UNUSED = {"help"}
#: Entries under “Settings” that an operator sets by the environment, or that would break addresses.
UNUSED_SETTINGS = {"sites", "collections"}
UNUSED_PANELS = {"upgrade_notification", "whats_new_in_wagtail_version"}


def trim_main_menu(_request: HttpRequest, menu_items: list[Any]) -> None:
    """Take out what is not used here."""
    menu_items[:] = [item for item in menu_items if item.name not in UNUSED]


def trim_settings_menu(_request: HttpRequest, menu_items: list[Any]) -> None:
    """Take out what an editor cannot set from here."""
    menu_items[:] = [item for item in menu_items if item.name not in UNUSED_SETTINGS]


def trim_dashboard(_request: HttpRequest, panels: list[Any]) -> None:
    """Leave the work that waits; no notices about Wagtail itself."""
    panels[:] = [panel for panel in panels if getattr(panel, "name", "") not in UNUSED_PANELS]


def guard_translations() -> list[URLPattern]:
    """Stand before wagtail-localize's own page, which lets whoever may translate publish past the review."""
    return [path("localize/update/<int:translation_source_id>/", UpdateTranslations.as_view())]


hooks.register("construct_main_menu", trim_main_menu)
hooks.register("construct_settings_menu", trim_settings_menu)
hooks.register("construct_homepage_panels", trim_dashboard)
hooks.register("register_admin_urls", guard_translations, order=-1)
