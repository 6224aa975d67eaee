"""Undefined template variables fail the test; those of third parties, who rely on them, are let through."""

import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "whrin"


class UndefinedVariableError(Exception):
    """One of our templates names a variable that its view does not give."""


class RefuseUndefined(str):
    """A `string_if_invalid` that raises in our templates and is an empty text in others'.

    Django first asks whether it is true, then whether it holds `%s`, then fills in the variable's name.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        """Be true where a name must be told, so that Django goes on to tell it."""
        return is_ours(_origin_of_running_node())

    def __contains__(self, part: object) -> bool:
        """Hold `%s`."""
        return True

    def __mod__(self, variable: object) -> str:
        """Raise in our templates; be empty in others'."""
        origin = _origin_of_running_node()
        if is_ours(origin):
            message = f"“{variable}” is not defined in {origin}"
            raise UndefinedVariableError(message)
        return ""


def is_ours(origin: str) -> bool:
    """Say whether a template's file lies in our package."""
    return Path(origin).is_relative_to(PACKAGE) if origin else False


def _origin_of_running_node() -> str:
    """Return the file of the template whose node is being rendered; empty when it was made from a string."""
    frame = sys._getframe()
    while frame := frame.f_back:
        if frame.f_code.co_name == "render_annotated":
            return str(getattr(frame.f_locals["self"], "origin", "") or "")
    return ""
