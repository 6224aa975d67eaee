"""Forms at the desk: each package brings its addresses, all in the namespace `forms`."""

from django.http import HttpRequest
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from whrin.surveys.authoring.desk_urls import patterns as authoring_patterns
from whrin.surveys.desk.desk_urls import patterns as desk_patterns
from whrin.surveys.figures.desk_urls import patterns as figures_patterns
from whrin.surveys.reviewing.desk_urls import patterns as reviewing_patterns
from whrin.surveys.rights import forms_for, is_coordinator
from whrin.surveys.tables.desk_urls import patterns as tables_patterns


class FormsItem(MenuItem):
    """Shown to coordinators, and to whoever is on the team of a form."""

    def is_shown(self, request: HttpRequest) -> bool:
        return is_coordinator(request.user) or forms_for(request.user).exists()


class Forms(ViewSet):
    name = "forms"  # type: ignore[assignment]  # Wagtail's own class declares None
    icon = "clipboard-list"
    menu_label = _("Surveys")  # type: ignore[assignment]  # lazy, so that it speaks her language
    menu_order = 710
    menu_item_class = FormsItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            # The list of all forms comes first: the menu leads to the first one.
            *desk_patterns,
            *authoring_patterns,
            *reviewing_patterns,
            *figures_patterns,
            *tables_patterns,
        ]


def forms() -> Forms:
    """Put forms on the desk."""
    return Forms()


hooks.register("register_admin_viewset", forms)
