"""One sheet for both directions: logical properties alone."""

import re

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PHYSICAL = re.compile(
    r"""(?<![\w-])(?:
        (?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)(?:-\w+)?\s*:
      | border-(?:top|bottom)-(?:left|right)-radius\s*:
      | (?:left|right)\s*:
      | (?:text-align|float|clear|caption-side)\s*:\s*(?:left|right)\b
    )""",
    re.VERBOSE,
)
_ELSEWHERE = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])(?:https?:)?//""")


def physical(source: str) -> list[str]:
    """Return the declarations of a stylesheet that name left or right."""
    return [match.group(0) for match in _PHYSICAL.finditer(_COMMENT.sub("", source))]


def from_elsewhere(source: str) -> bool:
    """Say whether a stylesheet fetches anything from another host."""
    return bool(_ELSEWHERE.search(_COMMENT.sub("", source)))
