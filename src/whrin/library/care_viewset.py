"""Care of the library: one entry on the desk, a page for each kind of work that waits."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSet

from whrin.library import (
    desk_batch,
    desk_care,
    desk_doubles,
    desk_files,
    desk_links,
    desk_suggestions,
    desk_use,
)
from whrin.library.desk_menu import EditorsItem


class Care(ViewSet):
    name = "care"  # type: ignore[assignment]  # Wagtail's own class declares None
    icon = "clipboard-list"
    menu_label = _("Care of the library")  # type: ignore[assignment]  # lazy, so that it speaks her language
    menu_order = 150
    menu_item_class = EditorsItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", desk_care.overview, name="index"),
            path("gaps/", desk_care.gaps, name="gaps"),
            path("batch/", desk_batch.batch, name="batch"),
            path("batch/<slug:name>/", desk_batch.done, name="batch-done"),
            path("suggestions/", desk_suggestions.suggestions, name="suggestions"),
            path("suggestions/<int:pk>/", desk_suggestions.suggestion, name="suggestion"),
            path("suggestions/<int:pk>/file/", desk_suggestions.file, name="suggested-file"),
            path("links/", desk_links.links, name="links"),
            path("links/<int:pk>/<slug:name>/", desk_links.step, name="link-step"),
            path("doubles/", desk_doubles.doubles, name="doubles"),
            path("doubles/<int:first>/<int:second>/", desk_doubles.pair, name="pair"),
            path("doubles/<int:first>/<int:second>/apart/", desk_doubles.apart, name="apart"),
            path("files/", desk_files.files, name="files"),
            path("files/<int:pk>/read/", desk_files.read, name="read-again"),
            path("use/", desk_use.use, name="use"),
        ]
