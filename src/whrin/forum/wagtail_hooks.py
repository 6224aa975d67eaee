"""Spaces and old lists on the desk, for coordinators. Nothing of what is said there is on the desk."""

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.generic import DeleteView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import ModelPermissionPolicy

from whrin.forum.actions.spaces import remove_space
from whrin.forum.archives import desk
from whrin.forum.models import Space
from whrin.forum.space_form import SpaceForm
from whrin.people.models import Person


class ForCoordinators(ModelPermissionPolicy):
    """Coordinators alone: who may do everything."""

    def user_has_permission(self, user: Any, action: str) -> bool:  # noqa: ARG002 - Wagtail's own
        return bool(user.is_active and user.is_superuser)


class RemoveSpace(DeleteView):
    def delete_action(self) -> None:
        by = self.request.user
        assert isinstance(by, Person)  # noqa: S101 -- nobody else comes to the desk; tells mypy
        remove_space(space=self.object, by=by)


class Spaces(ModelViewSet):
    model = Space
    icon = "comment"
    name = "spaces"
    menu_label = _("Spaces of the forum")
    menu_order = 720
    add_to_admin_menu = True
    list_display = ["name", "access", "list_name"]
    list_filter = ["access"]
    list_per_page = 50
    search_fields = ["name", "slug"]
    copy_view_enabled = False
    # What was done is in the audit; nothing refers to pages from here.
    add_to_reference_index = False
    delete_view_class = RemoveSpace

    @property
    def permission_policy(self) -> ForCoordinators:
        return ForCoordinators(self.model)

    def get_form_class(self, for_update: bool = False) -> type[SpaceForm]:  # noqa: ARG002 - Wagtail's own
        return SpaceForm


def spaces() -> Spaces:
    """Put spaces on the desk."""
    return Spaces()


class OldLists(ViewSet):
    name = "old_lists"  # type: ignore[assignment]  # Wagtail's own class declares None
    icon = "mail"
    menu_label = _("Old lists")  # type: ignore[assignment]  # lazy, so that it speaks her language
    menu_order = 725
    menu_item_class = desk.CoordinatorsItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", desk.moves, name="index"), path("<int:pk>/", desk.move, name="move")]


def old_lists() -> OldLists:
    """Put old lists on the desk."""
    return OldLists()


hooks.register("register_admin_viewset", spaces)
hooks.register("register_admin_viewset", old_lists)
