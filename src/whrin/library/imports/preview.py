"""What a file would bring, before anything of it is written."""

from dataclasses import dataclass
from itertools import islice

from whrin.library.imports import running
from whrin.library.imports.batches import read_batch, without_doubles
from whrin.library.imports.draft import Draft
from whrin.library.imports.known import Known
from whrin.library.imports.opening import opened
from whrin.library.models import ImportRun

#: Records compared with the library for a preview, and rows shown of each sort.
LOOKED_AT = 1000
SHOWN = 50
FIRST = 10


@dataclass(frozen=True)
class Row:
    """One record. `language` is that of its title."""

    record: int
    line: int
    title: str
    language: str
    told: str


@dataclass(frozen=True)
class Preview:
    """`looked_at` of `total` records were compared with the library; the counts speak of those."""

    total: int
    looked_at: int
    new: int
    duplicates: int
    refused: int
    first: list[Row]
    refusals: list[Row]
    doubles: list[Row]


def preview_of(run: ImportRun) -> Preview:
    """Read a kept file as an import would, and write nothing. Raises `UnreadableFile`."""
    with opened(running.kept_file(run.file_digest)) as source:
        batch = list(islice(enumerate(source.records(), start=1), LOOKED_AT))
    drafts, refusals = read_batch(batch, Known.now())
    fresh, doubles = without_doubles(drafts)
    return Preview(
        total=run.total,
        looked_at=len(batch),
        new=len(fresh),
        duplicates=len(doubles),
        refused=len(refusals),
        first=[_row(draft, _about(draft)) for draft in fresh[:FIRST]],
        refusals=[_row(draft, reason) for draft, reason in refusals[:SHOWN]],
        doubles=[_row(draft, reason) for draft, _slug, reason in doubles[:SHOWN]],
    )


def _row(draft: Draft, told: str) -> Row:
    version = draft.versions[0] if draft.versions else None
    title, language = (version.title, version.language) if version else (draft.identifier, "")
    return Row(draft.record, draft.line, title, language, told)


def _about(draft: Draft) -> str:
    return " · ".join(filter(None, [draft.first_author, str(draft.fields["year"] or "")]))
