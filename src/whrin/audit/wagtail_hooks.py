from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from whrin.audit import desk


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail ships no types
def addresses() -> list[URLPattern]:
    return [
        path("history/", desk.history, name="audit_history"),
        path("history/history.csv", desk.export, name="audit_export"),
    ]


class CoordinatorsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)


@hooks.register("register_reports_menu_item")  # type: ignore[untyped-decorator]  # the same
def menu_item() -> MenuItem:
    return CoordinatorsItem(
        _("History"), reverse("audit_history"), name="history", icon_name="history", order=950
    )
