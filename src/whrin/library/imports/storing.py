"""Writes a batch of drafts in a handful of statements, whatever their number."""

from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from whrin.library import likeness
from whrin.library.enums import Status
from whrin.library.imports.draft import Draft, VersionDraft
from whrin.library.models import Contribution, ImportRun, LanguageVersion, Link, Work
from whrin.library.rules import RESERVED_SLUGS
from whrin.places.models import Region
from whrin.topics.models import Topic


def free_slugs(drafts: Sequence[Draft]) -> None:
    """Give each draft a slug that nobody has, adding -2, -3, … where needed."""
    stems = {draft.fields["slug"] for draft in drafts}
    taken = {*RESERVED_SLUGS, *Work.objects.filter(slug__in=stems).values_list("slug", flat=True)}
    for draft in drafts:
        stem, number = draft.fields["slug"], 1
        while draft.fields["slug"] in taken or (
            number > 1 and Work.objects.filter(slug=draft.fields["slug"]).exists()
        ):
            number += 1
            draft.fields["slug"] = f"{stem}-{number}"
        taken.add(draft.fields["slug"])


def store(drafts: Sequence[Draft], *, run: ImportRun) -> list[Work]:
    """Add the drafts, in their order; runs inside the caller's transaction."""
    today = timezone.now().date()
    state = {"status": Status.PUBLISHED, "published_on": today} if run.publish else {"status": Status.DRAFT}
    shared = {**state, "is_sample": run.is_sample, "changed_by": run.by, "arrived_in": run}
    works = Work.objects.bulk_create([Work(**draft.fields, **shared) for draft in drafts])
    pairs = list(zip(works, drafts, strict=True))
    versions = LanguageVersion.objects.bulk_create(
        [_version(work, draft, each) for work, draft in pairs for each in draft.versions]
    )
    _store_links(versions, [each for draft in drafts for each in draft.versions])
    Contribution.objects.bulk_create(
        [
            Contribution(work=work, position=position, **each)
            for work, draft in pairs
            for position, each in enumerate(draft.contributions)
        ]
    )
    _store_relations(pairs)
    _link_companions(pairs)
    return works


def _version(work: Work, draft: Draft, each: VersionDraft) -> LanguageVersion:
    return LanguageVersion(
        work=work,
        language=each.language,
        title=each.title,
        short_title=each.short_title,
        abstract=each.abstract,
        abstract_language=each.abstract_language,
        is_machine_translation=each.is_machine_translation,
        fingerprint=likeness.title_fingerprint(each.title, work.year, draft.first_author),
    )


def _store_links(versions: Iterable[LanguageVersion], drafts: Iterable[VersionDraft]) -> None:
    Link.objects.bulk_create(
        [
            Link(
                version=version, address=address, kind=kind, fingerprint=likeness.address_fingerprint(address)
            )
            for version, draft in zip(versions, drafts, strict=True)
            for address, kind in draft.links
        ]
    )


def _store_relations(pairs: list[tuple[Work, Draft]]) -> None:
    topics = dict(Topic.objects.values_list("slug", "pk"))
    regions = dict(Region.objects.values_list("code", "pk"))
    Work.topics.through.objects.bulk_create(
        [
            Work.topics.through(work_id=work.pk, topic_id=topics[each])
            for work, draft in pairs
            for each in draft.topics
        ]
    )
    Work.countries.through.objects.bulk_create(
        [
            Work.countries.through(work_id=work.pk, country_id=each)
            for work, draft in pairs
            for each in draft.countries
        ]
    )
    Work.regions.through.objects.bulk_create(
        [
            Work.regions.through(work_id=work.pk, region_id=regions[each])
            for work, draft in pairs
            for each in draft.regions
        ]
    )


def _link_companions(pairs: list[tuple[Work, Draft]]) -> None:
    asked = {draft.companion_of for _work, draft in pairs} - {""}
    if not asked:
        return
    originals = {work.slug: work for work in Work.objects.filter(slug__in=asked)}
    for work, draft in pairs:
        work.plain_language_of = originals.get(draft.companion_of)
        if draft.companion_of and not work.plain_language_of:
            told = {"slug": draft.companion_of}
            draft.remarks.append(_("There is no work called “%(slug)s” to be the companion of.") % told)
    Work.objects.bulk_update(
        [work for work, _draft in pairs if work.plain_language_of], ["plain_language_of"]
    )
