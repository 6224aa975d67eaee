"""One record of CSL-JSON becomes a draft. What our own export writes under `custom` comes back as it was."""

import re
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from whrin.library import likeness, mapping
from whrin.library.addresses import is_address
from whrin.library.dates import read_date
from whrin.library.enums import LinkKind
from whrin.library.imports.csl_custom import Custom
from whrin.library.imports.csl_names import contributions_of
from whrin.library.imports.draft import Draft, VersionDraft
from whrin.library.imports.faults import RecordRefused
from whrin.library.imports.known import Known
from whrin.library.imports.raw_record import RawRecord
from whrin.library.imports.tags import tag_of

TITLE_LIMIT = 600
SLUG_LIMIT = 120
ABSTRACT_LIMIT = 20_000


def draft_of(written: Any, *, number: int, known: Known, note_is_summary: bool = False) -> Draft:
    """Read one record. Raises `RecordRefused` with the reason. `note_is_summary`: the note describes the
    work (samples).
    """
    if not isinstance(written, dict):
        raise RecordRefused(_("The record is not an object with fields."))
    raw = RawRecord(written)
    custom = Custom(raw, known)
    identifier = raw.clean(raw.take("id"), "id")[:200]
    contributions = contributions_of(raw)
    fields = _fields(raw, custom, [each["literal"] for each in contributions if each["role"] == "author"])
    version = _version(raw, custom, fields, note_is_summary=note_is_summary)
    custom.add_links(version)
    draft = Draft(
        record=number,
        identifier=identifier,
        fields=fields,
        versions=[version, *custom.versions()],
        contributions=contributions,
        topics=_topics(raw, known),
        countries=_countries(raw, known),
        regions=custom.regions(),
        companion_of=custom.text("plain_language_of", 120),
    )
    custom.finish()
    _keep_the_rest(raw)
    raw.finish()
    fields["extra"] = raw.extra
    fields["slug"] = _slug(identifier, version.title, draft.first_author, fields["year"])
    draft.remarks = raw.remarks
    return draft


def _fields(raw: RawRecord, custom: Custom, authors: list[str]) -> dict[str, Any]:
    genre = raw.line("genre", 120)
    kind = custom.kind() or _kind(raw, genre)
    raw.take("type")
    publisher = raw.line("publisher", 300)
    language = _language(raw)
    fields: dict[str, Any] = {
        "kind": kind,
        "genre": mapping.own_words(kind, genre),
        "publisher": publisher,
        "publisher_kind": custom.publisher_kind() or mapping.publisher_kind_of(publisher, authors),
        "container_title": raw.line("container-title", 400),
        "volume": raw.line("volume", 40),
        "issue": raw.line("issue", 40),
        "pages": raw.line("page", 60),
        "doi": _number(raw, "DOI", likeness.bare_doi),
        "isbn": _number(raw, "ISBN", likeness.bare_isbn),
        "original_language": custom.original_language() or language,
        "audience": custom.audience(kind),
        "licence_id": custom.licence(),
        "peer_reviewed_on": custom.peer_reviewed_on(),
        "doubts": custom.doubts(),
        "staff_note": custom.text("staff_note", 5000),
        "seen_at": _seen_at(raw),
        **_date(raw),
    }
    fields["_language"] = language
    return fields


def _kind(raw: RawRecord, genre: str) -> str:
    csl = raw.clean(raw.take("type"), "type")
    if not mapping.is_csl_type(csl):
        told = {"type": csl[:60]}
        raw.remark(_("The type “%(type)s” is not known to CSL; check the kind of work.") % told)
    return mapping.kind_from_csl(csl, genre)


def _language(raw: RawRecord) -> str:
    written = raw.line("language", 60)
    tag = tag_of(written)
    if not written:
        raw.remark(_("The record names no language."))
    elif not tag:
        raw.remark(_("The language “%(language)s” is not known; it was kept aside.") % {"language": written})
        raw.keep("language")
    return tag or "und"


def _number(raw: RawRecord, name: str, bare: Any) -> str:
    written = raw.line(name, 200)
    found = str(bare(written)) if written else ""
    if written and not found:
        raw.remark(
            _("“%(number)s” is no valid %(name)s; it was kept aside.")
            % {"number": written[:80], "name": name}
        )
        raw.keep(name)
    return found


def _date(raw: RawRecord) -> dict[str, int | None]:
    written = raw.take("issued")
    if written in (None, "", {}):
        return {"year": None, "month": None, "day": None}
    date = read_date(written)
    if date.fault:
        raw.remark(date.fault)
    if not date.is_whole:
        raw.keep("issued")
    return {"year": date.year, "month": date.month, "day": date.day}


def _seen_at(raw: RawRecord) -> str:
    written = raw.clean(raw.take("source"), "source")
    if is_address(written):
        return written
    if written:
        raw.keep("source")
    return ""


def _version(
    raw: RawRecord, custom: Custom, fields: dict[str, Any], *, note_is_summary: bool
) -> VersionDraft:
    language = fields.pop("_language")
    title = raw.line("title", TITLE_LIMIT, refuse_long=True)
    if not title:
        raise RecordRefused(_("The record has no title."))
    abstract = raw.paragraphs("abstract", ABSTRACT_LIMIT)
    abstract_language = custom.abstract_language() or (language if abstract else "")
    note = raw.paragraphs("note", 5000)
    if note and note_is_summary and not abstract:
        abstract, abstract_language = note, "en"
    elif note:
        fields["staff_note"] = "\n\n".join(filter(None, [fields["staff_note"], note]))
    version = VersionDraft(
        language=language,
        title=title,
        short_title=raw.line("title-short", 300),
        abstract=abstract,
        abstract_language=abstract_language if abstract else "",
        is_machine_translation=custom.is_machine_translation(),
    )
    address = raw.clean(raw.take("URL"), "URL")
    if is_address(address):
        version.links.append((address, custom.link_kind() or LinkKind.PAGE))
    elif address:
        raw.remark(_("“%(address)s” is no web address; it was kept aside.") % {"address": address[:100]})
        raw.keep("URL")
    return version


def _topics(raw: RawRecord, known: Known) -> list[str]:
    written = raw.take("keyword")
    words = written if isinstance(written, list) else re.split(r"[,;]", str(written or ""))
    cleaned = [raw.clean(word, "keyword") for word in words]
    found = [known.topics[word.casefold()] for word in cleaned if word.casefold() in known.topics]
    others = [word for word in cleaned if word and word.casefold() not in known.topics]
    if others:
        raw.extra["keyword"] = ", ".join(others)
        raw.remark(
            _("No topic here is called: %(words)s. The words were kept aside.") % {"words": ", ".join(others)}
        )
    return list(dict.fromkeys(found))


def _countries(raw: RawRecord, known: Known) -> list[str]:
    written = raw.take("countries")
    if written in (None, "", []):
        return []
    codes = [
        raw.clean(each, "countries").upper() for each in (written if isinstance(written, list) else [written])
    ]
    others = [code for code in codes if code not in known.countries]
    if others:
        raw.extra["countries"] = others
        raw.remark(
            _("No country has the code: %(codes)s. It was kept aside.") % {"codes": ", ".join(others)[:200]}
        )
    return list(dict.fromkeys(code for code in codes if code in known.countries))


def _keep_the_rest(raw: RawRecord) -> None:
    unknown = []
    for name in raw.left_over():
        raw.keep(name)
        if name not in mapping.other_csl_variables():
            unknown.append(name)
    if unknown:
        told = {"names": raw.clean(", ".join(unknown), "")[:300]}
        raw.remark(_("CSL has no variable called: %(names)s. It was kept aside.") % told)


def _slug(identifier: str, title: str, author: str, year: int | None) -> str:
    limit = SLUG_LIMIT
    if (
        identifier
        and slugify(identifier) == identifier
        and len(identifier) <= limit - 4
        and not identifier.isdigit()
    ):
        return identifier
    words = slugify(title).split("-")[:7]
    made = slugify(f"{author[:40]} {year or ''} {' '.join(words)}")[: limit - 4].strip("-")
    return (
        made
        if any(words) and words[0]
        else f"{made or 'work'}-{likeness.title_fingerprint(title, year, author)[:8]}"
    )
