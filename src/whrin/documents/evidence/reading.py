"""Reads many facts of many sources, each source once; finds facts to choose from."""

from collections.abc import Iterable, Mapping, Sequence

from whrin.documents.evidence.facts import Fact, Missing, NoFact
from whrin.documents.evidence.sources import Offer, Source, source_if_any, source_named, sources

#: A citation as it is kept: the name of its source, and its key there.
Cited = tuple[str, str]


def read_facts(cited: Iterable[Cited]) -> Mapping[Cited, Fact | NoFact]:
    """Return what is true today of each. What nothing is found by, or whose source is no more, is gone."""
    by_source: dict[str, set[str]] = {}
    for name, key in cited:
        by_source.setdefault(name, set()).add(key)
    found: dict[Cited, Fact | NoFact] = {}
    for name, keys in by_source.items():
        source = source_if_any(name)
        told = source.read(keys) if source else {}
        found |= {(name, key): told.get(key, NoFact(Missing.GONE)) for key in keys}
    return found


def read_fact(name: str, key: str) -> Fact | NoFact:
    """Return what is true today of one."""
    return read_facts([(name, key)])[name, key]


def offers_for(asked: str, language: str, name: str = "") -> list[tuple[Source, Sequence[Offer]]]:
    """Return what fits the words, by source; of one source where it is named. Raises `NoSuchSource`."""
    among = (source_named(name),) if name else sources()
    found = [(source, source.offers(asked, language)) for source in among]
    return [(source, offers) for source, offers in found if offers]
