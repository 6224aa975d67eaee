"""Contrast between two colours, as WCAG 2.2 defines it (relative luminance of sRGB)."""

#: Words on the masthead and on buttons of the brand's colour.
MASTHEAD_TEXT = "#ffffff"
BUTTON_TEXT = "#25142e"


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two `#rrggbb` colours, from 1 (none) to 21 (black on white).

    Anything else that is not a colour counts as no contrast.
    """
    try:
        light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    except ValueError:
        return 1.0
    return (light + 0.05) / (dark + 0.05)
