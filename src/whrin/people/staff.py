"""Coordinators keep the staff: Wagtail's views, without first names, last names and last sign-ins."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.account import (
    AccountView,
    AvatarSettingsPanel,
    BaseSettingsPanel,
    NameEmailSettingsPanel,
)
from wagtail.users.views.users import IndexView, UserFilterSet, UserViewSet

from whrin.people.forms import StaffCreationForm, StaffEditForm
from whrin.people.models import Person


class StaffFilterSet(UserFilterSet):
    last_login = None

    class Meta:
        model = Person
        fields: list[str] = []


class StaffIndexView(IndexView):
    @cached_property
    def columns(self) -> list[Column]:  # type: ignore[override]  # cached, as in Wagtail
        """Leave out when she was last here: we do not keep it."""
        return [column for column in super().columns if column.name != "last_login"]


class StaffViewSet(UserViewSet):
    index_view_class = StaffIndexView
    filterset_class = StaffFilterSet
    create_template_name = "people/staff_create.html"
    edit_template_name = "people/staff_edit.html"

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm[Person]]:
        return StaffEditForm if for_update else StaffCreationForm


class StaffAccountView(AccountView):
    """What a person sets for herself at the desk: language, time zone, theme, notices. No names, no
    portrait.
    """

    def get_panels(self) -> list[BaseSettingsPanel]:
        panels: list[Any] = super().get_panels()
        return [
            panel for panel in panels if not isinstance(panel, (NameEmailSettingsPanel, AvatarSettingsPanel))
        ]
