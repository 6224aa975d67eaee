"""Wagtail's own room for users, told to use our views. Loaded before any model."""

from wagtail.users.apps import WagtailUsersAppConfig


class StaffAtTheDesk(WagtailUsersAppConfig):
    user_viewset = "whrin.people.staff.StaffViewSet"
