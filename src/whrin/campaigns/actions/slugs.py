"""Public names of papers: given once, when a paper becomes public, and kept."""

from itertools import count

from django.utils.text import slugify

from whrin.campaigns.models import Paper
from whrin.campaigns.queries import title_of
from whrin.campaigns.rules import RESERVED

_LONGEST = 70


def slug_for(paper: Paper) -> str:
    """Return the public name of a paper: the one it has, else a free one made of its title."""
    if paper.slug:
        return paper.slug
    titles = (title_of(paper, language)[0] for language in ("en", paper.original_language))
    stem = next(filter(None, map(slugify, titles)), "")[:_LONGEST].strip("-") or paper.kind.slug
    taken = RESERVED.union(Paper.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    names = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(name for name in names if name not in taken)
