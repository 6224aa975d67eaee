"""Published works as evidence: what a text cites of them is the record, as it was on the day of citing."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from whrin.documents.evidence.asking import words_of
from whrin.documents.evidence.facts import WORDS, Fact, Missing, NoFact, sample_of
from whrin.documents.evidence.keys import key_of, parts_of
from whrin.documents.evidence.sources import Offer
from whrin.documents.evidence.wording import without_language
from whrin.kit.days import today
from whrin.library.actions.showing import SHELF
from whrin.library.citations.citing import cited_in
from whrin.library.citations.item import item_of
from whrin.library.enums import Status
from whrin.library.models import Contribution, LanguageVersion, Link, Work
from whrin.search.queries import find

#: Works that are offered at once.
_MOST = 20


def key_of_work(slug: str, language: str) -> str:
    """Return the key of a work's version in a language (BCP 47)."""
    return key_of(work=slug, language=language)


class Works:
    """Works of the library. Withdrawn ones are gone; those kept under another address now are found there."""

    name = "library"
    label = _("Library")

    def offers(self, asked: str, language: str) -> Sequence[Offer]:
        """Return works as the library's own search finds them; without words, none."""
        if not words_of(asked):
            return []
        hits = find(shelf=SHELF, text=asked, language=language, size=_MOST).hits
        slugs = [hit.key for hit in hits]
        works = {work.slug: work for work in _with_records(Work.objects.published().filter(slug__in=slugs))}
        return [_offer(works[slug], language) for slug in slugs if slug in works]

    def read(self, keys: Collection[str]) -> Mapping[str, Fact | NoFact]:
        """Return their records today."""
        asked = {key: parts_of(key) for key in keys}
        slugs = {parts.get("work", "") for parts in asked.values()}
        works = {work.slug: work for work in _with_records(Work.objects.filter(slug__in=slugs))}
        stay = {work.merged_into_id for work in works.values() if work.merged_into_id}
        merged = {work.pk: work for work in _with_records(Work.objects.filter(pk__in=stay))}
        return {
            key: _fact_of(_where_it_is(works.get(parts.get("work", "")), merged), parts.get("language", ""))
            for key, parts in asked.items()
        }

    def sentence(self, key: str, fact: Fact, language: str) -> str:
        """Return how the work is cited in the style that comes first."""
        return self.reference(key, fact, language, "")

    def reference(self, key: str, fact: Fact, language: str, style: str) -> str:  # noqa: ARG002 -- as every source
        """Return how the work is cited in a style."""
        return cited_in(style, fact.extra["csl"], language)

    def csl(self, key: str, fact: Fact) -> Mapping[str, Any] | None:  # noqa: ARG002 -- as every source
        """Return the record."""
        record: Mapping[str, Any] = fact.extra["csl"]
        return record


def _with_records(works: Any) -> Sequence[Work]:
    """Return works with what a citation is made of, in a fixed number of questions."""
    relations = (
        Prefetch("versions", LanguageVersion.objects.defer("abstract")),
        Prefetch("versions__links", Link.objects.all()),
        Prefetch("contributions", Contribution.objects.all()),
    )
    return list(works.prefetch_related(*relations))


def _where_it_is(work: Work | None, merged: Mapping[int, Work]) -> Work | None:
    return merged.get(work.merged_into_id) if work and work.merged_into_id else work


def _fact_of(work: Work | None, language: str) -> Fact | NoFact:
    version = work.version_for(language) if work and work.status == Status.PUBLISHED else None
    return _fact(work, version) if work and version else NoFact(Missing.GONE)


def _fact(work: Work, version: LanguageVersion) -> Fact:
    address = without_language(reverse("library:version", args=[work.slug, version.language]))
    extra = {"csl": item_of(work, version), **sample_of(work.is_sample)}
    return Fact(None, None, today().isoformat(), address, {**extra, WORDS: {"title": version.title}})


def _offer(work: Work, language: str) -> Offer:
    version = work.version_for(language) or next(iter(work.versions.all()))
    fact = _fact(work, version)
    key = key_of_work(work.slug, version.language)
    return Offer(key, cited_in("", fact.extra["csl"], language), fact)
