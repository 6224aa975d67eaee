"""A whole section written as one text: paragraphs stay the ones they were, with remarks and translations."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import ngettext

from whrin.audit.actions import record
from whrin.campaigns.actions.wording import (
    EditedMeanwhile,
    end_of_section,
    lock,
    put_in_order,
    put_words,
)
from whrin.campaigns.drafting import Said, matched, read_text
from whrin.campaigns.enums import Block
from whrin.campaigns.models import Paper, Paragraph, Revision, Wording
from whrin.campaigns.queries import paragraphs_of, wordings_of
from whrin.people.models import Person

#: A place behind all others, until the section is put in order.
_LAST = 2_000_000_000


class NotAsMany(Exception):
    """A translation has more or fewer paragraphs than the original: nobody can tell which is which."""

    def __init__(self, wanted: int) -> None:
        words = ngettext(
            "The original has %(n)s paragraph here. Your text must have as many, with empty lines between.",
            "The original has %(n)s paragraphs here. Your text must have as many, with empty lines between.",
            wanted,
        )
        super().__init__(words % {"n": wanted})


def in_section(paper: Paper, slot: str) -> list[Paragraph]:
    """Return the paragraphs of a section that its text shows: those with words in the original."""
    return [
        each
        for each in paragraphs_of(paper)
        if each.slot == slot and each.kind != Block.TITLE and _text(each, paper.original_language)
    ]


def said_in(rows: Sequence[Paragraph], language: str) -> list[Said]:
    """Return what paragraphs say in a language; those without a translation say nothing."""
    return [Said(row.kind, _text(row, language)) for row in rows]


def stamp_of(rows: Sequence[Paragraph], language: str, original: str) -> str:
    """Return which editions of which paragraphs somebody reads: the form brings it back."""
    return " ".join(f"{row.pk.hex[:8]}:{_edition(row, language)}:{_edition(row, original)}" for row in rows)


@transaction.atomic
def write_section(*, paper: Paper, slot: str, language: str, text: str, seen: str, by: Person) -> None:
    """Write a section as one text. `seen`: the stamp of what she read (`stamp_of`).

    Raises `EditedMeanwhile`, `PaperLocked`, `TooLong`, and of a translation `NotAsMany`; then nothing is
    saved.
    """
    held = lock(paper)
    rows = in_section(held, slot)
    said = read_text(text)
    if language == held.original_language:
        said = [one for one in said if one.text]
        if said == said_in(rows, language):
            return
        if seen != stamp_of(rows, language, language):
            raise EditedMeanwhile
        _write_original(held, slot, rows, said, by)
    else:
        _write_translation(held, rows, language, said, seen, by)
    record(verb="write section", about=held, by=by, section=slot, language=language)


def _write_original(
    paper: Paper, slot: str, rows: Sequence[Paragraph], said: Sequence[Said], by: Person
) -> None:
    language = paper.original_language
    places = matched([_text(row, language) for row in rows], [one.text for one in said])
    blank = [
        row
        for row in paper.paragraphs.filter(slot=slot, is_removed=False).exclude(kind=Block.TITLE)
        if row.pk not in {each.pk for each in rows}
    ]
    order: list[UUID] = []
    for one, place in zip(said, places, strict=True):
        row = rows[place] if place is not None else _blank(paper, slot, blank)
        if row.kind != one.kind:
            row.kind = one.kind
            row.save(update_fields=["kind"])
        seen = Wording.objects.filter(paragraph=row, language=language).values_list("edition", flat=True)
        put_words(paper, row, language, one.text, seen=seen.first() or 0, by=by)
        order.append(row.pk)
    gone = [row.pk for place, row in enumerate(rows) if place not in places]
    Paragraph.objects.filter(pk__in=gone).update(is_removed=True)
    _put_section_in_order(paper, slot, order)


def _blank(paper: Paper, slot: str, blank: list[Paragraph]) -> Paragraph:
    """Return a paragraph without words: one that is there, else a new one, whose place comes later."""
    if blank:
        return blank.pop(0)
    made = Paragraph.objects.create(paper=paper, position=_LAST, kind=Block.TEXT, slot=slot)
    Wording.objects.create(paragraph=made, language=paper.original_language)
    return made


def _put_section_in_order(paper: Paper, slot: str, order: Sequence[UUID]) -> None:
    """Let the paragraphs of a section stand in this order; what was taken out stays behind them."""
    rows = list(paper.paragraphs.all())
    mine = {row.pk: row for row in rows if row.slot == slot}
    others = [row for row in rows if row.slot != slot]
    rest = [row for uid, row in mine.items() if uid not in set(order)]
    at = end_of_section(paper, others, slot)
    put_in_order([*others[:at], *(mine[uid] for uid in order), *rest, *others[at:]])


def _write_translation(
    paper: Paper, rows: Sequence[Paragraph], language: str, said: Sequence[Said], seen: str, by: Person
) -> None:
    stamps = [tuple(one.split(":")) for one in seen.split()]
    if [row.pk.hex[:8] for row in rows] != [one[0] for one in stamps]:
        raise EditedMeanwhile
    if len(said) != len(rows):
        raise NotAsMany(len(rows))
    for row, one, (_uid, own, original) in zip(rows, said, stamps, strict=True):
        own_edition = _number(own)
        if one.text and one.text != _text_at(row, language, own_edition):
            put_words(paper, row, language, one.text, seen=own_edition, by=by, basis=_number(original))


def _text_at(row: Paragraph, language: str, edition: int) -> str:
    """Return what a wording said in an edition; nothing where there was none."""
    now = wordings_of(row).get(language)
    if now is None or now.edition == edition:
        return now.text if now else ""
    was = Revision.objects.filter(wording=now, edition=edition).values_list("text", flat=True)
    return was.first() or ""


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 9 else 0


def _text(row: Paragraph, language: str) -> str:
    found: Mapping[str, Wording] = wordings_of(row)
    return found[language].text if language in found else ""


def _edition(row: Paragraph, language: str) -> int:
    found = wordings_of(row)
    return found[language].edition if language in found else 0
