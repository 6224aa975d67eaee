"""The blocks of a BibTeX file, as `bibtexparser` parts them; what is broken is told by its line."""

from collections.abc import Iterator

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import RemoveEnclosingMiddleware, ResolveStringReferencesMiddleware
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ParsingFailedBlock,
)
from django.utils.translation import gettext as _

from whrin.library.imports.bibtex_record import record_of
from whrin.library.imports.found import Found

_AROUND = 60


def found_in(text: str) -> Iterator[Found]:
    """Yield each entry of a file, in its order."""
    stack = [ResolveStringReferencesMiddleware(), RemoveEnclosingMiddleware()]
    library = parse_string(text, parse_stack=stack)
    # Entries that others repeat stand aside in the library; together they have the order of the file.
    for block in sorted(library.blocks, key=lambda block: block.start_line or 0):
        found = _found(block)
        if found:
            yield found


def _found(block: Block) -> Found | None:
    line = (block.start_line or 0) + 1
    if isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
        entry, remarks = block.ignore_error_block, []
        if isinstance(block, DuplicateFieldKeyBlock):
            remarks = [_("A field stands there twice; the last one counts.")]
        return _entry(entry, line, remarks) if isinstance(entry, Entry) else None
    if isinstance(block, ParsingFailedBlock):
        begins = " ".join((block.raw or "").split())[:_AROUND]
        if not begins.startswith("@"):
            return None
        return Found({}, line, fault=_("The entry cannot be read; a brace or quotation mark may be missing."))
    return _entry(block, line, []) if isinstance(block, Entry) else None


def _entry(entry: Entry, line: int, remarks: list[str]) -> Found:
    fields = {field.key.lower(): str(field.value) for field in entry.fields}
    record, files = record_of(entry.entry_type.lower(), entry.key, fields)
    return Found(record, line, remarks=remarks, files=files)
