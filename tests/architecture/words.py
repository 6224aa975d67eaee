"""The project speaks of itself alone: no path of one machine, no registry's host, no promise undone."""

import re

# A letter in brackets stands for itself; so this file passes its own rule.
_PATHS = [
    # The administrator's folder; not the first element of a form's list of choices, `instance('x')/…`.
    r"(?<!\))/[r]oot/",
    r"/[h]ome/\w",
    r"(?<![\w/.-])/[w]ork\b",
    r"(?<!\w)/[t]mp/\w",
    r"/[U]sers/\w",
    r"\.\./[s]hared",
]
_HOSTS = [r"[p]ypi\.org", "files.[p]ythonhosted", r"deb\.[d]ebian\.org", r"registry\.[n]pmjs"]
_UNDONE = [r"\b[T]ODO\b", r"\b[F]IXME\b", r"\b[L]orem ipsum\b"]
_REFUSED = re.compile("|".join(f"(?:{part})" for part in [*_PATHS, *_HOSTS, *_UNDONE]))


def out_of_place(text: str) -> list[str]:
    """Return the words of `text` that do not belong into the project."""
    return sorted({match.group(0) for match in _REFUSED.finditer(text)})
