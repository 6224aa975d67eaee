"""A work laid out for the writers of every format: which version speaks for it, and each of our fields with
its values.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import quote

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import override

from whrin.library import mapping
from whrin.library.cards import date_of
from whrin.library.enums import LinkKind, Role
from whrin.library.listing_labels import Wordbook
from whrin.library.models import Contribution, LanguageVersion, Licence, StoredFile, Work


def with_all(works: QuerySet[Work]) -> QuerySet[Work]:
    """Return the works with all that the writers of any format read, for pages of some hundred."""
    files = Prefetch("versions__files", StoredFile.objects.defer("text"))
    return works.select_related("licence", "plain_language_of").prefetch_related(
        "versions__links", files, "contributions", "topics", "countries", "regions"
    )


@dataclass(frozen=True)
class Said:
    """A text and the language it is in; empty where it is a name or a number."""

    text: str
    language: str = ""


class Sheet:
    """One work. `own`: the version in the language that it was written in, or the first; `others`: the
    rest. Works come from `with_all`; addresses are whole.
    """

    def __init__(self, work: Work) -> None:
        versions = list(work.versions.all())
        if not versions:
            versions = [LanguageVersion(work=work, language="und", title=work.slug)]
        self.work = work
        self.types = mapping.types_of(work.kind)
        self.own = next((one for one in versions if one.language == work.original_language), versions[0])
        self.others = [one for one in versions if one is not self.own]

    @cached_property
    def names(self) -> Sequence[Contribution]:
        """Return who made it, in order."""
        return list(self.work.contributions.all())

    def by_role(self, role: Role) -> list[Contribution]:
        """Return who made it in one role."""
        return [one for one in self.names if one.role == role]

    @cached_property
    def record(self) -> str:
        """Return the address of the work's page here."""
        return record_address(self.work.slug, self.own.language)

    @property
    def licence(self) -> Licence | None:
        """Return its licence, if any is known."""
        return self.work.licence

    @cached_property
    def genre(self) -> str:
        """Return what it is, in its own words or the format's."""
        return self.work.genre or self.types.csl_genre

    def files_of(self, version: LanguageVersion) -> list[StoredFile]:
        """Return the files kept here of a version."""
        return list(version.files.all()) if version.pk else []

    def addresses(self, version: LanguageVersion, *kinds: str) -> list[str]:
        """Return where a version can be read elsewhere."""
        return [one.address for one in version.links.all() if one.kind in kinds] if version.pk else []

    @cached_property
    def said(self) -> Mapping[str, Sequence[Said]]:
        """Return the values of each field of the mapping table but the names, files, licence and other
        languages; empty ones are absent.
        """
        work, own, book = self.work, self.own, Wordbook("en")
        places = book.words("country")
        plain = {
            "identifier": work.slug,
            "language": "" if own.language == "und" else own.language,
            "publisher": work.publisher,
            "date": date_of(work),
            "year": f"{work.year:04}" if work.year else "",
            "container_title": work.container_title,
            "volume": work.volume,
            "issue": work.issue,
            "pages": work.pages,
            "doi": work.doi,
            "isbn": work.isbn,
            "record": self.record,
            "genre": self.genre,
        }
        several = {
            "address": self.addresses(own, LinkKind.PAGE, LinkKind.ARCHIVE),
            "full_text": self.addresses(own, LinkKind.FULL_TEXT),
            "topics": [topic_word(topic.slug, book) for topic in work.topics.all()],
            "countries": [places.get(country.code, country.code) for country in work.countries.all()],
        }
        written = {
            "title": [Said(own.title, own.language)],
            "short_title": [Said(own.short_title, own.language)],
            "abstract": [Said(own.abstract, own.abstract_language or own.language)],
            **{field: [Said(text)] for field, text in plain.items()},
            **{field: [Said(text) for text in texts] for field, texts in several.items()},
        }
        return {field: values for field, values in written.items() if values and values[0].text}

    def first(self, field: str) -> str:
        """Return the first value of a field, or nothing."""
        return self.said[field][0].text if field in self.said else ""

    def texts(self, field: str) -> list[str]:
        """Return every value of a field."""
        return [one.text for one in self.said.get(field, ())]


def topic_word(slug: str, book: Wordbook) -> str:
    """Return a topic's label, or its slug where the label would break a list of words."""
    label = book.words("topic").get(slug, slug)
    return slug if "," in label or ";" in label else label


def record_address(slug: str, language: str) -> str:
    """Return the whole address of a work's page, in the interface's own words where it speaks `language`."""
    return f"{_library(language.split('-', maxsplit=1)[0])}{slug}/{quote(language)}/"


def file_address(slug: str, stored: StoredFile) -> str:
    """Return the whole address of a file kept here."""
    name = quote(stored.name.replace("/", "-").strip(". ") or "file")
    return f"{_library('en')}{slug}/files/{stored.pk}/{name}"


@lru_cache(maxsize=64)
def _library(language: str) -> str:
    with override(language if language in dict(settings.LANGUAGES) else "en"):
        return f"{settings.WHRIN_ADDRESS}{reverse('library:list')}"


def whole_name(one: Contribution) -> str:
    """Return a name in one piece, the family first: `Family, Given` or the organisation."""
    return one.literal or ", ".join(filter(None, [one.family, one.given]))


def sheets(works: Iterable[Work]) -> Iterable[Sheet]:
    """Lay out several works, one at a time."""
    return (Sheet(work) for work in works)
