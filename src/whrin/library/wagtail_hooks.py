"""The library on the desk."""

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import ModelPermissionPolicy

from whrin.library import desk_imports, desk_works
from whrin.library.care_viewset import Care
from whrin.library.desk_collections import Collections
from whrin.library.desk_menu import EditorsItem
from whrin.library.desk_sources import Harvests
from whrin.library.forms import WorkForm
from whrin.library.models import Licence, Work


class WithdrawnNotDeleted(ModelPermissionPolicy):
    """Nobody deletes a work: it is withdrawn, and its address says so."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)


class Works(ModelViewSet):
    model = Work
    name = "works"
    icon = "doc-full"
    menu_label = _("Works")
    menu_order = 100
    index_view_class = desk_works.WorkList
    add_view_class = desk_works.WorkCreate
    edit_view_class = desk_works.WorkEdit
    filterset_class = desk_works.WorkFilters
    list_display = [
        "__str__",
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        Column("status", label=_("Status"), accessor="get_status_display", sort_key="status"),
        Column("year", label=_("Year"), sort_key="year"),
        Column("doubts", label=_("Doubts"), accessor=lambda work: ", ".join(work.doubts)),
    ]
    search_fields = ["versions__title", "slug", "publisher", "doi"]
    search_backend_name = None
    copy_view_enabled = False
    add_to_reference_index = False
    ordering = ["-pk"]

    @property
    def permission_policy(self) -> WithdrawnNotDeleted:
        return WithdrawnNotDeleted(self.model)

    def get_form_class(self, for_update: bool = False) -> type[WorkForm]:  # noqa: ARG002 - Wagtail's own
        return WorkForm

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("step/<int:pk>/<slug:name>/", desk_works.step, name="step"),
            path("attach/<int:pk>/", desk_works.attach, name="attach"),
            path("file/<int:pk>/", desk_works.stored_file, name="file"),
        ]


class Imports(ViewSet):
    name = "imports"  # type: ignore[assignment]  # Wagtail's own class declares None
    icon = "download"
    menu_label = _("Imports")  # type: ignore[assignment]  # lazy, so that it speaks her language
    menu_order = 200
    menu_item_class = EditorsItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", desk_imports.imports, name="index"),
            path("<int:pk>/", desk_imports.import_run, name="run"),
            path("<int:pk>/undo/", desk_imports.undo, name="undo"),
            path("note/<int:pk>/", desk_imports.note, name="note"),
        ]


class Licences(ModelViewSet):
    model = Licence
    name = "licences"
    icon = "key"
    menu_label = _("Licences")
    menu_order = 300
    form_fields = ["code", "name", "address", "may_host"]
    list_display = ["name", "code", "may_host"]
    search_fields = ["name", "code"]
    search_backend_name = None
    copy_view_enabled = False
    add_to_reference_index = False


class LibraryDesk(ViewSetGroup):
    items = (Works, Care, Collections, Imports, Harvests, Licences)  # type: ignore[assignment]  # Wagtail's own class declares an empty tuple
    menu_label = _("Library")  # type: ignore[assignment]  # lazy, so that it speaks her language
    menu_icon = "folder-open-inverse"
    menu_order = 150


def library() -> LibraryDesk:
    """Put the library on the desk."""
    return LibraryDesk()


hooks.register("register_admin_viewset", library)
