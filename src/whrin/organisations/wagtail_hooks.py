"""Organisations on the desk: the register and joint work for editors, representatives for coordinators."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.generic import DeleteView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permissions import ModelPermissionPolicy

from whrin.organisations import actions
from whrin.organisations.forms import JointWorkForm, OrganisationForm, RepresentativeForm
from whrin.organisations.models import JointWork, Organisation, Representative
from whrin.organisations.rules import may_choose_representatives


class RemoveOrganisation(DeleteView):
    def delete_action(self) -> None:
        actions.remove_organisation(organisation=self.object, by=self.request.user)


class Organisations(ModelViewSet):
    model = Organisation
    icon = "group"
    name = "organisations_register"
    menu_label = _("Organisations")
    list_display = ["name", "kind", "relation", "is_public"]
    list_filter = ["kind", "relation", "is_public"]
    list_per_page = 50
    search_fields = ["name", "slug"]
    copy_view_enabled = False
    # What was done is in the audit; nothing refers to pages from here.
    add_to_reference_index = False
    delete_view_class = RemoveOrganisation

    def get_form_class(self, for_update: bool = False) -> type[OrganisationForm]:  # noqa: ARG002 - Wagtail's own
        return OrganisationForm


class RemoveJointWork(DeleteView):
    def delete_action(self) -> None:
        actions.remove_joint_work(work=self.object, by=self.request.user)


class JointWorkList(IndexView):
    def get_base_queryset(self) -> QuerySet[JointWork]:
        works: QuerySet[JointWork] = super().get_base_queryset()
        return works.select_related("organisation")


class JointWorks(ModelViewSet):
    model = JointWork
    icon = "link"
    name = "joint_work"
    menu_label = _("Joint work")
    list_display = ["title", "organisation", "year"]
    list_per_page = 50
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = JointWorkList
    delete_view_class = RemoveJointWork

    def get_form_class(self, for_update: bool = False) -> type[JointWorkForm]:  # noqa: ARG002 - Wagtail's own
        return JointWorkForm


class ForCoordinators(ModelPermissionPolicy):
    """Coordinators alone, and nobody changes a choice: it is made or ended."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "change" and user.is_authenticated and may_choose_representatives(user)


class EndRepresentation(DeleteView):
    def delete_action(self) -> None:
        actions.end_representation(representative=self.object, by=self.request.user)


class RepresentativeList(IndexView):
    def get_base_queryset(self) -> QuerySet[Representative]:
        chosen: QuerySet[Representative] = super().get_base_queryset()
        return chosen.select_related("organisation")


class Representatives(ModelViewSet):
    model = Representative
    icon = "user"
    name = "representatives"
    menu_label = _("Representatives")
    # Never who: the number of the row tells two apart.
    list_display = ["__str__", "organisation"]
    list_per_page = 50
    copy_view_enabled = False
    inspect_view_enabled = False
    add_to_reference_index = False
    index_view_class = RepresentativeList
    delete_view_class = EndRepresentation

    @property
    def permission_policy(self) -> ForCoordinators:
        return ForCoordinators(self.model)

    def get_form_class(self, for_update: bool = False) -> type[RepresentativeForm]:  # noqa: ARG002 - Wagtail's own
        return RepresentativeForm


class Register(ModelViewSetGroup):
    items = (Organisations, JointWorks, Representatives)  # type: ignore[assignment]  # Wagtail's own class declares an empty tuple
    menu_label = _("Organisations")
    menu_icon = "group"
    menu_order = 710


def register() -> Register:
    """Put the register on the desk."""
    return Register()


hooks.register("register_admin_viewset", register)
