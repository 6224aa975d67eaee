"""Colours of the sheet, and how far apart they are (WCAG 2.2, relative luminance)."""

import re
from pathlib import Path

from whrin.design import styles

TOKENS = Path(styles.__file__).parent / "tokens.css"
_DECLARED = re.compile(r"--([\w-]+):\s*([^;]+);")


def schemes() -> dict[str, dict[str, str]]:
    """Return the tokens in force in each scheme, references between tokens followed."""
    source = TOKENS.read_text(encoding="utf-8")
    light_part, _at, rest = source.partition("@media (prefers-color-scheme: dark)")
    dark_part = rest.partition("@media (prefers-contrast")[0]
    light = dict(_DECLARED.findall(light_part))
    return {"light": _followed(light), "dark": _followed({**light, **dict(_DECLARED.findall(dark_part))})}


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two `#rgb` or `#rrggbb` colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _followed(tokens: dict[str, str]) -> dict[str, str]:
    return {
        name: tokens[value[6:-1]] if value.startswith("var(--") else value for name, value in tokens.items()
    }


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
