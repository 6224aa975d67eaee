"""Mail on the desk."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet

from whrin.mailing import desk


class Letters(ViewSet):
    name = "letters"  # type: ignore[assignment]  # Wagtail's own class declares None
    icon = "mail"
    menu_label = _("Letters")  # type: ignore[assignment]  # lazy, so that it speaks her language
    menu_order = 700
    menu_item_class = desk.KeepersItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", desk.letters, name="index"),
            path("<slug:way>/<int:pk>/<slug:what>/", desk.act, name="act"),
        ]


def letters() -> Letters:
    """Put mail on the desk."""
    return Letters()


hooks.register("register_admin_viewset", letters)
