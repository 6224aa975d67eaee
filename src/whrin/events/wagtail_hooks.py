"""The calendar on the desk."""

from django.http import HttpRequest
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from whrin.events.desk.desk_urls import patterns
from whrin.events.rules import may_edit


class CalendarItem(MenuItem):
    """Shown to whoever may keep the calendar."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_edit(request.user)


class CalendarDesk(ViewSet):
    name = "calendar_desk"  # type: ignore[assignment]  # Wagtail's own class declares None
    url_prefix = "calendar"
    icon = "calendar-alt"
    menu_label = _("Calendar")  # type: ignore[assignment]  # lazy, so that it speaks her language
    menu_order = 170
    menu_item_class = CalendarItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        return patterns


def calendar_desk() -> CalendarDesk:
    """Put the calendar on the desk."""
    return CalendarDesk()


hooks.register("register_admin_viewset", calendar_desk)
