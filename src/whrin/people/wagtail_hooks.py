"""Members on the desk: addresses, and an entry in the menu for those who answer them."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from whrin.people import desk_members
from whrin.people.rules import may_answer_members


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail ships no types
def addresses() -> list[URLPattern]:
    return [
        path("members/", desk_members.members, name="people_desk"),
        path("members/application/<int:pk>/", desk_members.application, name="people_desk_application"),
        path("members/appeal/<int:pk>/", desk_members.appeal, name="people_desk_appeal"),
    ]


class ReviewersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_answer_members(request.user)


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]  # the same
def menu_item() -> MenuItem:
    return ReviewersItem(_("Members"), reverse("people_desk"), name="members", icon_name="group", order=160)
