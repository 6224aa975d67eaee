from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from whrin.design.frame import MenuItem, exit_address_of, frame_of, language_of, tongues
from whrin.design.styles import brand_sheet, hash_of
from whrin.kit.languages import direction_of


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give every template what the frame of a page needs.

    Sets `request.style_hashes`: source expressions of the inline sheets beyond `STYLE_HASH`, for the
    policy's header.
    """
    found = frame_of(request)
    language = language_of(request)
    sheet = brand_sheet(found.colours)
    request.style_hashes = [hash_of(sheet)] if sheet else []  # type: ignore[attr-defined]  # read by the server room
    return {
        "frame": found,
        "brand": found.brand,
        "menu": _marked(found.menu, request.path),
        "languages": tongues(request, found.alternates),
        "exit_address": exit_address_of(found),
        "page_language": language,
        "direction": direction_of(language),
        "brand_sheet": sheet,
    }


def _marked(menu: Sequence[MenuItem], path: str) -> list[MenuItem]:
    """Return the menu with the one entry marked that leads nearest to this page."""
    around = [item.address for item in menu if item.address.count("/") > 2 and path.startswith(item.address)]
    nearest = max(around, key=len, default="")
    return [MenuItem(item.label, item.address, item.is_current or item.address == nearest) for item in menu]
