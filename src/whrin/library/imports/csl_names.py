"""Authors, editors, translators and interviewers of a CSL-JSON record."""

from typing import Any

from django.utils.translation import gettext as _

from whrin.library.enums import Role
from whrin.library.imports.raw_record import RawRecord
from whrin.library.mapping import csl_name

_NAME_LIMIT = 200
_LITERAL_LIMIT = 300
#: More names than a model can number, or a reader can read, are a slip of the file.
_MOST_NAMES = 2000


def contributions_of(raw: RawRecord) -> list[dict[str, str]]:
    """Return the contributions in the order written, as `role`, `family`, `given`, `literal`."""
    return [{"role": role.value, **name} for role in Role for name in _names_of(raw, csl_name(role.value))]


def _names_of(raw: RawRecord, variable: str) -> list[dict[str, str]]:
    written = raw.take(variable)
    if written in (None, "", []):
        return []
    if isinstance(written, str | dict):
        written = [written]
    if not isinstance(written, list) or len(written) > _MOST_NAMES:
        raw.remark(_("“%(name)s” is not a list of names; it was kept aside.") % {"name": variable})
        raw.keep(variable)
        return []
    names = [_name(raw, variable, each) for each in written]
    return [name for name in names if name]


def _name(raw: RawRecord, variable: str, written: Any) -> dict[str, str]:
    parts = {"literal": written} if isinstance(written, str) else written
    if not isinstance(parts, dict):
        return _unusable(raw, variable)
    part = {str(key): raw.clean(value, variable) for key, value in parts.items()}
    literal = part.get("literal", "") or part.get("name", "")
    if literal:
        return _fitting(raw, variable, {"family": "", "given": "", "literal": literal})
    family = _joined(part.get("non-dropping-particle"), part.get("family"))
    given = _joined(part.get("given"), part.get("dropping-particle"))
    if part.get("suffix"):
        given = f"{given}, {part['suffix']}" if given else part["suffix"]
    if not family:
        return _fitting(raw, variable, {"family": "", "given": "", "literal": given}) if given else {}
    return _fitting(raw, variable, {"family": family, "given": given, "literal": ""})


def _joined(*parts: str | None) -> str:
    return " ".join(part for part in parts if part)


def _fitting(raw: RawRecord, variable: str, name: dict[str, str]) -> dict[str, str]:
    if len(name["literal"]) > _LITERAL_LIMIT or max(len(name["family"]), len(name["given"])) > _NAME_LIMIT:
        return _unusable(raw, variable)
    return name


def _unusable(raw: RawRecord, variable: str) -> dict[str, str]:
    raw.remark(_("A name in “%(name)s” could not be used; all of them were kept aside.") % {"name": variable})
    raw.keep(variable)
    return {}
