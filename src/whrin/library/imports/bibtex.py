"""BibTeX and BibLaTeX: entries become records of CSL-JSON."""

import re
from collections.abc import Iterator

from whrin.library.imports.found import Found

START = re.compile(r"^\ufeff?\s*@[A-Za-z]+\s*[{(]", re.MULTILINE)


def records(text: str) -> Iterator[Found]:
    """Yield each entry of a file, in its order; comments, strings and preambles are none."""
    # Late: few processes ever read BibTeX, and its parser takes memory in all that load it.
    from whrin.library.imports.bibtex_blocks import found_in

    return found_in(text)
