"""Coordinators keep the staff: Wagtail's views, without first names, last names and last sign-ins."""

from typing import Any

from django import forms
from django.http import Http404
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.account import (
    AccountView,
    AvatarSettingsPanel,
    BaseSettingsPanel,
    NameEmailSettingsPanel,
)
from wagtail.users.views.users import (
    DeleteView,
    EditView,
    HistoryView,
    IndexView,
    UserFilterSet,
    UserViewSet,
)

from whrin.people.forms import StaffCreationForm, StaffEditForm
from whrin.people.models import Person


class StaffFilterSet(UserFilterSet):
    last_login = None

    class Meta:
        model = Person
        fields: list[str] = []


class StaffOnly:
    """Members cannot be opened from the desk's list of users, nor by an address that somebody guesses."""

    def get_object(self, *args: Any) -> Person:
        person: Person = super().get_object(*args)  # type: ignore[misc]  # Wagtail's views have one
        if not person.is_staff:
            raise Http404
        return person


class StaffEditView(StaffOnly, EditView):
    pass


class StaffDeleteView(StaffOnly, DeleteView):
    pass


class StaffHistoryView(StaffOnly, HistoryView):  # type: ignore[misc]  # Wagtail's own bases disagree
    pass


class StaffIndexView(IndexView):
    def get_base_queryset(self) -> Any:
        """Leave out members: there is no list of them, for nobody."""
        return super().get_base_queryset().filter(is_staff=True)

    @cached_property
    def columns(self) -> list[Column]:  # type: ignore[override]  # cached, as in Wagtail
        """Leave out when she was last here, for we do not keep it; and boxes to tick, whose "all" would take
        members along.
        """
        return [column for column in super().columns if column.name not in {"last_login", "bulk_actions"}]


class StaffViewSet(UserViewSet):
    index_view_class = StaffIndexView
    filterset_class = StaffFilterSet
    edit_view_class = StaffEditView
    delete_view_class = StaffDeleteView
    history_view_class = StaffHistoryView
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
