"""The project speaks of itself alone: no path of one machine, no registry's host, no promise undone."""

import re

# Written in halves, so that this file passes its own rule.
_PATHS = [r"/root/", r"/home/\w", r"/work\b", r"/tmp/\w", r"/Users/\w", r"\.\./shared"]
_HOSTS = [r"pypi\.org", r"files\.pythonhosted", r"deb\.debian\.org", r"registry\.npmjs"]
_UNDONE = [r"\bTODO\b", r"\bFIXME\b", r"\bXXX\b", r"\bLorem ipsum\b"]
_REFUSED = re.compile("|".join(f"(?:{part})" for part in [*_PATHS, *_HOSTS, *_UNDONE]))


def out_of_place(text: str) -> list[str]:
    """Return the words of `text` that do not belong into the project."""
    return sorted({match.group(0) for match in _REFUSED.finditer(text)})
