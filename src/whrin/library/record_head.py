"""The head of a record's page: what search engines, reference managers and other machines read there."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.safestring import SafeString

from whrin.library import signposting
from whrin.library.exports.sheet import record_address
from whrin.library.listing_labels import Wordbook
from whrin.library.mapping import types_of
from whrin.library.record_metas import Metas, metas_of
from whrin.library.record_page import RecordPage
from whrin.library.record_schema import json_ld_of
from whrin.library.signposting import Signpost, signposts_of


@dataclass(frozen=True)
class Head:
    """`canonical`: the address that search engines should keep: the version, in the interface's own words
    where it speaks that language. `alternates`: language tags and addresses, when there are several.
    """

    canonical: str
    alternates: Sequence[tuple[str, str]]
    metas: Metas
    card: Metas
    json_ld: SafeString
    signposts: Sequence[Signpost]
    linkset: str
    unapi_id: str

    @property
    def link_header(self) -> str:
        """Return the value of the `Link` header."""
        return signposting.header(self.signposts, self.linkset)


def head_of(page: RecordPage) -> Head:
    """Return the head of a record's page; asks the database nothing."""
    site, slug, language = settings.WHRIN_ADDRESS, page.work.slug, page.version.language
    canonical = record_address(slug, language)
    words = _words(page)
    tags = [version.language for version in page.work.versions.all() if version.language != "und"]
    return Head(
        canonical=canonical,
        alternates=[(tag, record_address(slug, tag)) for tag in tags] if len(tags) > 1 else [],
        metas=metas_of(page, words, canonical, site),
        card=_card(page, canonical),
        json_ld=json_ld_of(page, words, canonical, site),
        signposts=signposts_of(page, canonical, site),
        linkset=f"{site}{page.root}{slug}/linkset/{language}/",
        unapi_id=slug,
    )


def _words(page: RecordPage) -> list[str]:
    """Topics in the version's language where the interface speaks it, else in English."""
    base = page.version.language.split("-", maxsplit=1)[0]
    book = Wordbook(base if base in dict(settings.LANGUAGES) else "en")
    return [book.label("topic", topic.slug) for topic in page.work.topics.all()]


def _card(page: RecordPage, canonical: str) -> Metas:
    """What a message or a post shows of a shared address. No picture: it would be fetched by strangers."""
    kinds = {"Book": "book", "VideoObject": "video.other"}
    return [
        ("og:type", kinds.get(types_of(page.work.kind).schema, "article")),
        ("og:title", page.version.title),
        ("og:url", canonical),
    ]
