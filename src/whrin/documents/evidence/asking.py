"""What somebody asks for, compared with what things are called: every word begins one of theirs."""

from collections.abc import Iterable, Mapping, Sequence

from whrin.search.analysis.folding import folded


def words_of(asked: str) -> list[str]:
    """Return the words, folded: without case and accents."""
    return folded(asked).split()


def fits(asked: Sequence[str], name: str) -> bool:
    """Say whether each word asked for begins a word of the name. No words fit anything."""
    words = words_of(name)
    return all(any(word.startswith(one) for word in words) for one in asked)


def named_in(asked: Sequence[str], names: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return the keys of those whose whole name is among the words asked for, and the words that are left.

    "drop in south africa" names South Africa and leaves "drop", "in". `names`: key to name.
    """
    found: list[str] = []
    taken: set[str] = set()
    for key, words in _longest_first(names):
        fresh = all(word in asked for word in words) and not taken.issuperset(words)
        # Groupings share names: those that are called the same are all meant.
        if words and (fresh or any(words_of(names[other]) == words for other in found)):
            found.append(key)
            taken.update(words)
    return found, [word for word in asked if word not in taken]


def _longest_first(names: Mapping[str, str]) -> Iterable[tuple[str, list[str]]]:
    split = ((key, words_of(name)) for key, name in names.items())
    return sorted(split, key=lambda pair: -len(pair[1]))
