"""Versions: a paper as it is now, kept for ever."""

import hashlib
import json
from typing import Any

from django.db import transaction
from django.db.models import Max

from whrin.audit.actions import record
from whrin.campaigns.enums import Block, Why
from whrin.campaigns.models import Paper, Version
from whrin.campaigns.queries import paragraphs_of, wordings_of
from whrin.kit.text import clean_line
from whrin.people.models import Person


def content_of(paper: Paper) -> list[dict[str, Any]]:
    """Return what a paper says now in all its languages, as `Version.content` has it."""
    told = []
    for paragraph in paragraphs_of(paper):
        wordings = wordings_of(paragraph)
        own = wordings.get(paper.original_language)
        edition = own.edition if own else 0
        told.append(
            {
                "uid": str(paragraph.uid),
                "kind": Block(paragraph.kind).value,
                "slot": paragraph.slot,
                "texts": {language: one.text for language, one in wordings.items() if one.text},
                "out_of_date": sorted(
                    language
                    for language, one in wordings.items()
                    if language != paper.original_language and one.text and one.basis != edition
                ),
            }
        )
    return told


def digest_of(content: object) -> str:
    """Return 64 hexadecimal digits of something, as canonical JSON."""
    said = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


@transaction.atomic
def keep_version(*, paper: Paper, why: Why, by: Person | None, note: str = "") -> Version:
    """Keep a paper as it is now. The same content kept by hand again is the version that is there."""
    Paper.objects.select_for_update().get(pk=paper.pk)
    content = content_of(paper)
    digest = digest_of(content)
    last = paper.versions.first()
    if last is not None and last.digest == digest and why is Why.KEPT:
        return last
    number = (paper.versions.aggregate(most=Max("number"))["most"] or 0) + 1
    made = Version.objects.create(
        paper=paper,
        number=number,
        why=why,
        content=content,
        digest=digest,
        note=clean_line(note)[:500],
        made_by=by,
    )
    record(verb="keep version", about=paper, by=by, number=number, why=why.value)
    return made
