"""What may be in the vocabulary. The database cannot see circles or languages; these can."""

from collections.abc import Iterable, Mapping

from whrin.kit.languages import locale_of

#: Narrower topic to the broader ones, by any one kind of key.
Broader = Mapping[int, Iterable[int]]


def stands_under_itself(topic: int, broader: Broader) -> bool:
    """Say whether a way upwards from `topic` comes back to it."""
    step, seen = set(broader.get(topic, ())), set[int]()
    while step:
        if topic in step:
            return True
        seen |= step
        step = {wider for each in step for wider in broader.get(each, ())} - seen
    return False


def is_language(tag: str) -> bool:
    """Say whether `tag` is a BCP 47 tag of a language that CLDR knows, such as `ne` or `pt-BR`."""
    well_formed = (
        tag.replace("-", "").isascii() and tag.replace("-", "").isalnum() and not tag.startswith("-")
    )
    return well_formed and locale_of(tag) is not None
