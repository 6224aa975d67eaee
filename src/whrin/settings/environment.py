"""Every setting the platform reads from the environment, declared once.

`docs/operator/settings.md` is this table in prose; a test keeps the two alike. A value that cannot be
understood stops the start with a sentence that says what to write instead.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass


class SettingError(Exception):
    """A variable holds something that cannot be used; the message says what to write."""


@dataclass(frozen=True)
class Setting:
    """One variable: its name, its default as it would be written, and what it is for."""

    name: str
    default: str
    purpose: str


DECLARED: dict[str, Setting] = {}


def declare(name: str, default: str, purpose: str) -> str:
    """Register a variable and return its value now (the default when unset or empty)."""
    DECLARED[name] = Setting(name, default, purpose)
    return os.environ.get(name, "") or default


def declare_switch(name: str, *, default: bool, purpose: str) -> bool:
    """Register an on/off variable: `1`, `yes`, `true`, `on` or `0`, `no`, `false`, `off`."""
    written = declare(name, "1" if default else "0", purpose).strip().lower()
    if written in {"1", "yes", "true", "on"}:
        return True
    if written in {"0", "no", "false", "off"}:
        return False
    message = f"{name} is “{written}”. Write 1 for on or 0 for off."
    raise SettingError(message)


def declare_number(name: str, default: int, purpose: str) -> int:
    """Register a whole-number variable."""
    written = declare(name, str(default), purpose)
    try:
        return int(written)
    except ValueError:
        message = f"{name} is “{written}”. Write a whole number, such as {default}."
        raise SettingError(message) from None


def declare_list(name: str, default: str, purpose: str) -> list[str]:
    """Register a comma-separated variable."""
    return [part.strip() for part in declare(name, default, purpose).split(",") if part.strip()]


def unknown(environ: Mapping[str, str]) -> list[str]:
    """Return names that begin with WHRIN_ and are not declared: most likely a slip of the pen."""
    return sorted(name for name in environ if name.startswith("WHRIN_") and name not in DECLARED)
