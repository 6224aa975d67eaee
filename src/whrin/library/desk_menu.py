"""Entries of the desk's menu."""

from typing import Any

from wagtail.admin.menu import MenuItem

from whrin.library.rules import may_edit


class EditorsItem(MenuItem):
    """Shown to those who may edit the library."""

    def is_shown(self, request: Any) -> bool:
        return may_edit(request.user)
