"""What CSL has no variable for, under `custom`, as our own export writes it."""

import datetime
from typing import Any

from django.utils.translation import gettext as _

from whrin.library import mapping
from whrin.library.addresses import is_address
from whrin.library.enums import Audience, Kind, LinkKind, PublisherKind
from whrin.library.imports.draft import VersionDraft
from whrin.library.imports.known import Known
from whrin.library.imports.raw_record import RawRecord
from whrin.library.imports.tags import tag_of

MACHINE_FLAG = "machine-translation"
_MOST_VERSIONS = 100
_TITLE_LIMIT = 600
_ABSTRACT_LIMIT = 20_000


class Custom:
    """The `custom` object of one record; an unknown value is remarked upon and kept aside."""

    def __init__(self, raw: RawRecord, known: Known) -> None:
        written = raw.take("custom")
        if written is not None and not isinstance(written, dict):
            raw.keep("custom")
            raw.remark(_("“%(name)s” is not an object; it was kept aside.") % {"name": "custom"})
            written = None
        self._raw = raw
        self._known = known
        self._inner = RawRecord(written or {}, "custom.")
        self._written: dict[str, Any] = written or {}

    def text(self, name: str, limit: int) -> str:
        """Return paragraphs under a name."""
        return self._inner.paragraphs(name, limit)

    def kind(self) -> str:
        """Return the Kind, empty when it is not told."""
        return self._one_of("kind", Kind.values)

    def publisher_kind(self) -> str:
        """Return who published it, empty when it is not told."""
        return self._one_of("publisher_kind", PublisherKind.values)

    def link_kind(self) -> str:
        """Return where the record's own address leads, empty when it is not told."""
        return self._one_of("link_kind", LinkKind.values)

    def original_language(self) -> str:
        """Return the tag of the language it was written in, empty when it is not told."""
        return tag_of(self._inner.line("original_language", 60))

    def abstract_language(self) -> str:
        """Return the tag of the summary's language, empty when it is not told."""
        return tag_of(self._inner.line("abstract_language", 60))

    def audience(self, kind: str) -> list[str]:
        """Return the audiences told, else the one that the Kind is made for."""
        if "audience" in self._written:
            return self._several("audience", list(Audience.values))
        return list(filter(None, [mapping.types_of(kind).audience]))

    def licence(self) -> str | None:
        """Return the code of a licence we know, by code or address."""
        written = self._inner.line("licence", 200)
        code = self._known.licences.get(written.casefold().rstrip("/"))
        if written and not code:
            self._unusable("licence", written)
        return code

    def regions(self) -> list[str]:
        """Return codes of regions we know."""
        return self._several("regions", self._known.regions)

    def doubts(self) -> list[str]:
        """Return the flags set by those who made the record."""
        flags = self._inner.take("flags")
        if not isinstance(flags, list):
            self._inner.keep("flags")
            return []
        return [self._inner.clean(flag, "flags")[:100] for flag in flags[:50]]

    def is_machine_translation(self) -> bool:
        """Tell whether a machine translated the record's own version."""
        flags = self._written.get("flags")
        return self._inner.take("machine") is True or (isinstance(flags, list) and MACHINE_FLAG in flags)

    def peer_reviewed_on(self) -> datetime.date | None:
        """Return the day women with lived experience reviewed it."""
        written = self._inner.line("peer_reviewed_on", 20)
        try:
            return datetime.date.fromisoformat(written) if written else None
        except ValueError:
            self._unusable("peer_reviewed_on", written)
            return None

    def versions(self) -> list[VersionDraft]:
        """Return the other language versions; one without language or title is kept aside with a remark."""
        written = self._inner.take("versions")
        if written in (None, []):
            return []
        drafts = (
            [self._version(each) for each in written[:_MOST_VERSIONS]]
            if isinstance(written, list)
            else [None]
        )
        sound = [draft for draft in drafts if draft]
        languages = {draft.language for draft in sound}
        if len(sound) < len(drafts) or len(languages) < len(sound):
            self._inner.keep("versions")
            self._raw.remark(_("A language version could not be used; all of them were kept aside."))
            return []
        return sound

    def add_links(self, version: VersionDraft) -> None:
        """Add the further addresses of the record's own version."""
        version.links += self._links(self._inner, "links", {address for address, _kind in version.links})

    def finish(self) -> None:
        """Hand what nobody took, and every remark, to the record."""
        unknown = self._inner.left_over()
        for name in unknown:
            self._inner.keep(name)
        self._inner.finish()
        for remark in self._inner.remarks:
            self._raw.remark(remark)
        if unknown:
            told = {"names": self._raw.clean(", ".join(unknown), "custom")[:300]}
            self._raw.remark(_("“custom” has no meaning here for: %(names)s. It was kept aside.") % told)
        if self._inner.extra:
            self._raw.extra["custom"] = self._inner.extra

    def _version(self, written: Any) -> VersionDraft | None:
        if not isinstance(written, dict):
            return None
        one = RawRecord(written, "custom.versions.")
        language, title = tag_of(one.line("language", 60)), one.line("title", _TITLE_LIMIT)
        abstract = one.paragraphs("abstract", _ABSTRACT_LIMIT)
        version = VersionDraft(
            language=language,
            title=title,
            short_title=one.line("title-short", 300),
            abstract=abstract,
            abstract_language=(tag_of(one.line("abstract_language", 60)) or language) if abstract else "",
            is_machine_translation=one.take("machine") is True,
        )
        version.links = self._links(one, "links", set())
        one.finish()
        for remark in one.remarks:
            self._raw.remark(remark)
        return version if language and title and not one.extra else None

    def _links(self, record: RawRecord, name: str, seen: set[str]) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        written = record.take(name)
        for each in written if isinstance(written, list) else []:
            address = record.clean(each.get("URL"), name) if isinstance(each, dict) else ""
            if not is_address(address):
                record.keep(name)
                self._raw.remark(_("An address in “%(name)s” could not be used.") % {"name": name})
            elif address not in seen:
                seen.add(address)
                kind = each.get("kind")
                found.append((address, kind if kind in LinkKind.values else LinkKind.PAGE))
        return found

    def _one_of(self, name: str, values: Any) -> str:
        written = self._inner.line(name, 200)
        if written and written not in values:
            self._unusable(name, written)
            return ""
        return written

    def _several(self, name: str, values: Any) -> list[str]:
        written = self._inner.take(name)
        if written in (None, []):
            return []
        asked = written if isinstance(written, list) else [written]
        sound = [each for each in asked if isinstance(each, str) and each in values]
        if len(sound) < len(asked):
            self._unusable(name, ", ".join(str(each) for each in asked))
        return list(dict.fromkeys(sound))

    def _unusable(self, name: str, written: str) -> None:
        self._inner.keep(name)
        told = {"name": f"custom.{name}", "value": self._raw.clean(written, name)[:100]}
        self._raw.remark(_("“%(value)s” is not known as “%(name)s”; it was kept aside.") % told)
