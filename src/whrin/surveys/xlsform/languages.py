"""Languages as authors name them: `Español (es)`."""

import re
from collections.abc import Iterable

_TAG = re.compile(r"\(\s*(?P<tag>[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)\s*\)\s*$")


def tag_of(language: str) -> str:
    """Return the tag of a language that a form names, in lower case: `es`; "" where the name has none."""
    found = _TAG.search(language)
    return found["tag"].replace("_", "-").lower() if found else ""


def nearest(languages: Iterable[str], tag: str) -> str:
    """Return the name of the form's language that a reader of `tag` reads: the same, else the same without
    its country; "" where there is none.
    """
    named = {tag_of(language): language for language in reversed(list(languages)) if tag_of(language)}
    wanted = tag.lower().replace("_", "-")
    main = wanted.partition("-")[0]
    alike = (language for name, language in named.items() if name.partition("-")[0] == main)
    return named.get(wanted) or named.get(main) or next(alike, "")
