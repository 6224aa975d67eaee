"""Language tags as people write them."""

import re
from functools import cache

from babel import Locale
from babel.core import get_global

_TAG = re.compile(r"^([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?$")


@cache
def _by_name() -> dict[str, str]:
    names: dict[str, str] = {}
    for tag in ("en", "es", "fr", "ru", "ar", "pt", "id"):
        names.update(
            {name.casefold(): code for code, name in Locale(tag).languages.items() if len(code) <= 3}
        )
    return names


@cache
def _known() -> frozenset[str]:
    return frozenset(Locale("en").languages) | {"und", "mul"}


@cache
def tag_of(written: str) -> str:
    """Return the BCP 47 tag of `en`, `pt_br`, `English` or `français`; empty when it is none."""
    found = _TAG.match(written.strip())
    base = str(get_global("language_aliases").get(found[1].lower(), found[1].lower())) if found else ""
    if found and base in _known():
        script, region = found[2], found[3]
        parts = [base, script.title() if script else "", region.upper() if region else ""]
        return "-".join(filter(None, parts))
    return _by_name().get(written.strip().casefold(), "")
