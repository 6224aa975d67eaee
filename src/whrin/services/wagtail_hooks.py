"""Services on the desk."""

from django.http import HttpRequest
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from whrin.services.desk.desk_urls import patterns
from whrin.services.desk.rights import may_edit


class ServicesItem(MenuItem):
    """Shown to whoever may change records."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_edit(request.user)


class Services(ViewSet):
    # `services` is what the public pages are called by.
    name = "map_desk"  # type: ignore[assignment]  # Wagtail's own class declares None
    url_prefix = "services"
    icon = "site"
    menu_label = _("Services")  # type: ignore[assignment]  # lazy, so that it speaks her language
    menu_order = 160
    menu_item_class = ServicesItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        return patterns


def services() -> Services:
    """Put services on the desk."""
    return Services()


hooks.register("register_admin_viewset", services)
