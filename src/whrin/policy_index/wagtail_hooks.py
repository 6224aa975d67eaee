"""Measures on the desk."""

from django.http import HttpRequest
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from whrin.policy_index.desk.desk_urls import patterns
from whrin.policy_index.rules import may_edit


class WatchItem(MenuItem):
    """Shown to whoever may change measures."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_edit(request.user)


class Watch(ViewSet):
    name = "watch_desk"  # type: ignore[assignment]  # Wagtail's own class declares None
    url_prefix = "watch"
    icon = "warning"
    menu_label = _("Harmful policies")  # type: ignore[assignment]  # lazy, so that it speaks her language
    menu_order = 165
    menu_item_class = WatchItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        return patterns


def watch() -> Watch:
    """Put measures on the desk."""
    return Watch()


hooks.register("register_admin_viewset", watch)
