"""Works beside a work: its plain-language companions, newer and older versions, and what else may help."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.core.cache import cache
from django.db.models import Count, Prefetch, Q
from django.utils.translation import gettext as _

from whrin.kit.languages import direction_of
from whrin.library.models import Contribution, LanguageVersion, Work
from whrin.search.analysis.folding import folded

#: Works suggested by likeness, and works looked at to find them.
MOST_ALIKE = 4
_LOOKED_AT = 30
HOUR = 60 * 60
#: Letters of a word in a title that says something.
_TELLING = 5


@dataclass(frozen=True)
class OtherVersion:
    """Another language of this work, or another work; `note` says more than the language does."""

    address: str
    language: str
    direction: str
    title: str
    note: str = ""


@dataclass(frozen=True)
class Neighbours:
    """`related`: what staff named first, then what is alike."""

    companions: Sequence[OtherVersion]
    companion_of: OtherVersion | None
    newer: OtherVersion | None
    older: Sequence[OtherVersion]
    related: Sequence[OtherVersion]


def shown(work: Work, version: LanguageVersion, root: str) -> OtherVersion:
    """Return how a version is linked to. `root`: the library's address in the reader's language."""
    return OtherVersion(
        address=f"{root}{work.slug}/{quote(version.language)}/",
        language=version.language,
        direction=direction_of(version.language),
        title=version.title,
        note=_("Translated by a machine") if version.is_machine_translation else "",
    )


def neighbours_of(work: Work, reader: str, root: str) -> Neighbours:
    """Return the neighbours that readers may see, each in the best language for a `reader`. Asks six
    questions of the database at most; topics and contributions of the work should be prefetched.
    """
    named = set(work.related.values_list("pk", flat=True))
    # For an hour: it is the same in every language, and who is most alike changes slowly.
    key = f"alike-{work.pk}-{work.changed_at.timestamp()}"
    alike = cache.get_or_set(key, lambda: _alike(work), timeout=HOUR) or []
    pointed_at = {*named, *alike, work.superseded_by_id, work.plain_language_of_id} - {None}
    titles = LanguageVersion.objects.only("work", "language", "title", "is_machine_translation")
    tied = list(
        Work.objects.published()
        .filter(Q(pk__in=pointed_at) | Q(superseded_by=work) | Q(plain_language_of=work))
        .only("slug", "original_language", "superseded_by", "plain_language_of")
        .prefetch_related(Prefetch("versions", titles))
    )
    apart = {work.superseded_by_id, work.plain_language_of_id, *named}
    others = [
        one for one in tied if one.pk in alike and one.pk not in apart and one.plain_language_of_id != work.pk
    ]

    def linked(works: Iterable[Work]) -> list[OtherVersion]:
        pairs = ((one, one.version_for(reader)) for one in works)
        return [shown(one, version, root) for one, version in pairs if version]

    return Neighbours(
        companions=linked(one for one in tied if one.plain_language_of_id == work.pk),
        companion_of=next(iter(linked(one for one in tied if one.pk == work.plain_language_of_id)), None),
        newer=next(iter(linked(one for one in tied if one.pk == work.superseded_by_id)), None),
        older=linked(one for one in tied if one.superseded_by_id == work.pk),
        related=linked(
            [
                *(one for one in tied if one.pk in named),
                *sorted(others, key=lambda one: alike.index(one.pk)),
            ]
        ),
    )


def _alike(work: Work) -> list[int]:
    """Return the numbers of the works most alike by shared topics, authors and words of titles, the newest of
    equals first. Plain rows: whole works would cost ten times as much.
    """
    nearest = _nearest(work)
    if not nearest:
        return []
    names, words = _names([work.pk, *nearest]), _words([work.pk, *nearest])
    own_names, own_words = names.get(work.pk, set()), words.get(work.pk, set())
    score = {
        one: shared + 3 * len(own_names & names.get(one, set())) + len(own_words & words.get(one, set()))
        for one, shared in nearest.items()
    }
    return sorted(nearest, key=lambda one: score[one], reverse=True)[:MOST_ALIKE]


def _nearest(work: Work) -> dict[int, int]:
    """Return the works that share most topics, or without topics most authors, and how many they share."""
    others = Work.objects.published().exclude(pk=work.pk).filter(superseded_by=None)
    topics = [topic.pk for topic in work.topics.all()]
    makers = [one for one in work.contributions.all() if one.family or one.literal]
    if topics:
        counted = others.filter(topics__in=topics).annotate(shared=Count("topics"))
    elif makers:
        literals = [one.literal for one in makers if one.literal]
        families = [one.family for one in makers if one.family]
        same = Q(contributions__literal__in=literals) | Q(contributions__family__in=families)
        counted = others.filter(same).annotate(shared=Count("contributions"))
    else:
        return {}
    rows = counted.order_by("-shared", "-published_on", "-pk").values_list("pk", "shared")
    return dict(rows[:_LOOKED_AT])


def _names(works: Sequence[int]) -> dict[int, set[str]]:
    rows = Contribution.objects.filter(work__in=works).values_list("work", "literal", "family", "given")
    found: dict[int, set[str]] = {}
    for work, literal, family, given in rows:
        found.setdefault(work, set()).add(f"{literal}|{family}|{given}".casefold())
    return found


def _words(works: Sequence[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for work, title in LanguageVersion.objects.filter(work__in=works).values_list("work", "title"):
        telling = {word for word in folded(title).split() if len(word) >= _TELLING}
        found.setdefault(work, set()).update(telling)
    return found
