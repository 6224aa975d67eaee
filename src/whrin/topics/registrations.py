"""What the vocabulary gives to the search: its labels as synonyms."""

from whrin.search.shelves import register_synonyms
from whrin.topics.queries import synonym_groups


def register() -> None:
    """Register; registering twice is the same as once."""
    register_synonyms(synonym_groups)
