"""One work as its page shows it, in one of its languages."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from whrin.kit.languages import direction_of
from whrin.library import media_types
from whrin.library.addresses import short_address, without_scheme
from whrin.library.cards import date_of
from whrin.library.citations.citing import Citation, first_citation_of
from whrin.library.enums import Extraction, Flag, LinkKind, Role, Status
from whrin.library.links import status_text
from whrin.library.listing_cards import Tag, format_name
from whrin.library.listing_labels import Wordbook, language_label
from whrin.library.models import Contribution, LanguageVersion, Link, StoredFile, Work
from whrin.library.neighbours import Neighbours, OtherVersion, neighbours_of, shown


class NotPublic(Exception):
    """There is nothing at this address that a reader may see."""


class Withdrawn(Exception):
    """The work was public once. The message holds its title, and why it was withdrawn where that is known."""


class Merged(Withdrawn):
    """The work is kept under another address now; the message is that work's stable name."""


@dataclass(frozen=True)
class ShownFile:
    """`features`: what is known of how accessible it is, in words. `reading`: where its text can be read, and
    `preview` where its first page can be seen, or nothing.
    """

    address: str
    name: str
    format: str
    size: int
    pages: int | None
    features: Sequence[str]
    reading: str
    preview: str


@dataclass(frozen=True)
class ShownLink:
    """`state`: what is amiss with it, in words, or nothing; `archive`: a copy in a web archive."""

    address: str
    label: str
    host: str
    state: str
    archive: str


@dataclass(frozen=True)
class RecordPage:
    work: Work
    version: LanguageVersion
    direction: str
    language_label: str
    abstract_language: str
    abstract_direction: str
    kind: str
    makers: Sequence[tuple[str, str]]
    date: str
    container: str
    publisher: str
    topics: Sequence[Tag]
    places: Sequence[Tag]
    audience: Sequence[Tag]
    files: Sequence[ShownFile]
    links: Sequence[ShownLink]
    versions: Sequence[OtherVersion]
    neighbours: Neighbours
    citation: Citation
    short: str
    short_words: str
    peer_reviewed: str
    address: str
    root: str


def record_of(slug: str, language: str, reader: str, root: str) -> RecordPage:
    """Return the page of a work in `language`; when empty, in the best for a `reader` of the interface.

    Raises NotPublic for what no reader may see, Withdrawn for what she no longer may.
    """
    work, book = _work(slug, reader), Wordbook(reader)
    version = _version(work, language) if language else work.version_for(reader)
    if version is None:
        raise NotPublic
    abstract_language = version.abstract_language or version.language
    return RecordPage(
        work=work,
        version=version,
        direction=direction_of(version.language),
        language_label=language_label(version.language, reader),
        abstract_language=abstract_language,
        abstract_direction=direction_of(abstract_language),
        kind=book.label("kind", work.kind),
        makers=[_maker(one) for one in work.contributions.all()],
        date=date_of(work),
        container=_container(work),
        publisher=work.publisher,
        topics=[_tag("topic", topic.slug, book, root) for topic in work.topics.all()],
        places=[_tag("region", region.code, book, root) for region in work.regions.all()]
        + [_tag("country", country.code, book, root) for country in work.countries.all()],
        audience=[_tag("audience", code, book, root) for code in work.audience],
        files=[_file(file, slug, root) for file in version.files.all()],
        links=[
            _link(link) for link in version.links.all() if link.address.startswith(("http://", "https://"))
        ],
        versions=[shown(work, other, root) for other in work.versions.all() if other != version],
        neighbours=neighbours_of(work, reader, root),
        citation=first_citation_of(work, version, reader),
        short=short_address(work.pk),
        short_words=without_scheme(short_address(work.pk)),
        peer_reviewed=work.peer_reviewed_on.isoformat() if work.peer_reviewed_on else "",
        address=f"{root}{slug}/{quote(version.language)}/",
        root=root,
    )


def file_of(slug: str, number: int) -> StoredFile:
    """Return a file of a published work. Raises NotPublic or Withdrawn."""
    found = StoredFile.objects.filter(pk=number, version__work__slug=slug).select_related("version__work")
    file = found.defer("text").first()
    if file is None:
        file_went = StoredFile.objects.filter(pk=number, version__work__merged_from__slug=slug)
        if file_went.exists():
            refuse_unless_public(Work.objects.select_related("merged_into").get(slug=slug), slug)
        raise NotPublic
    refuse_unless_public(file.version.work, file.version.title)
    return file


def path_name_of(name: str) -> str:
    """Return a file's name as the end of an address: no slash, never empty or made of dots."""
    return name.replace("/", "-").strip(". ") or "file"


def _work(slug: str, reader: str) -> Work:
    files = Prefetch("versions__files", StoredFile.objects.defer("text"))
    work = (
        Work.objects.addressable()
        .select_related("licence", "merged_into")
        .prefetch_related(
            "versions",
            files,
            "versions__links",
            "contributions",
            "topics",
            "countries",
            "regions",
        )
        .filter(slug=slug)
        .first()
    )
    if work is None:
        raise NotPublic
    version = work.version_for(reader)
    refuse_unless_public(work, version.title if version else slug)
    return work


def _is_public(work: Work | None) -> bool:
    return work is not None and work.status == Status.PUBLISHED


def refuse_unless_public(work: Work, title: str) -> None:
    """Raise Merged, Withdrawn or NotPublic for a work that is not published."""
    if work.status == Status.WITHDRAWN:
        if work.merged_into and _is_public(work.merged_into):
            raise Merged(work.merged_into.slug)
        raise Withdrawn(f"{title}. {work.withdrawn_because}".strip())
    if work.status != Status.PUBLISHED:
        raise NotPublic


def _version(work: Work, language: str) -> LanguageVersion | None:
    return next((one for one in work.versions.all() if one.language.lower() == language.lower()), None)


def _maker(one: Contribution) -> tuple[str, str]:
    name = one.literal or " ".join(filter(None, [one.given, one.family]))
    return name, "" if one.role == Role.AUTHOR else str(Role(one.role).label)


def _container(work: Work) -> str:
    number = f"{work.volume}({work.issue})" if work.volume and work.issue else work.volume or work.issue
    return ", ".join(filter(None, [work.container_title, number, work.pages]))


def _tag(facet: str, value: str, book: Wordbook, root: str) -> Tag:
    return Tag(book.label(facet, value), f"{root}?{facet}={quote(value)}")


def _file(file: StoredFile, slug: str, root: str) -> ShownFile:
    return ShownFile(
        address=f"{root}{slug}/files/{file.pk}/{quote(path_name_of(file.name))}",
        name=file.name,
        format=format_name(file.media_type, file.name),
        size=file.size,
        pages=file.pages,
        features=_features(file),
        reading=f"{root}{slug}/read/{file.pk}/" if file.extraction == Extraction.DONE else "",
        preview=f"{root}{slug}/preview/{file.pk}/" if file.media_type == media_types.PDF.name else "",
    )


def _features(file: StoredFile) -> list[str]:
    known = [
        (file.has_text_layer, _("Text can be read aloud"), _("Scanned: no text to read aloud")),
        (file.is_tagged, _("Tagged for screen readers"), _("Not tagged for screen readers")),
        (file.has_captions, _("Captions"), _("No captions")),
        (file.has_transcript, _("Transcript"), _("No transcript")),
    ]
    return [
        yes if flag == Flag.YES else no for flag, yes, no in known if flag in {Flag.YES.value, Flag.NO.value}
    ]


def _link(link: Link) -> ShownLink:
    host = (urlsplit(link.address).hostname or "").removeprefix("www.")
    label = str(LinkKind(link.kind).label)
    return ShownLink(link.address, label, host, status_text(link), link.archived_at)
