"""Papers for tests: begun, filled, agreed, and those who work on them."""

from typing import Any

from tests.cast import member
from whrin.campaigns.actions import begin_paper, keep_version
from whrin.campaigns.enums import Block, Role, State, Why
from whrin.campaigns.models import Paper, PaperKind, Paragraph, Seat, Wording
from whrin.people.models import Person

SECTIONS = [
    {"slug": "summary", "headings": {"en": "Summary", "es": "Resumen"}, "hint": {}, "is_required": True,
     "is_numbered": True, "takes": ""},
    {"slug": "asks", "headings": {"en": "What we ask", "es": "Lo que pedimos"}, "hint": {},
     "is_required": True, "is_numbered": True, "takes": "recommendations"},
]  # fmt: skip


def kind(slug: str = "test-statement", **columns: Any) -> PaperKind:
    """Make a kind of paper that can be signed, unless it is there."""
    given = {"labels": {"en": "Test statement"}, "sections": SECTIONS, "is_signed": True, **columns}
    return PaperKind.objects.get_or_create(slug=slug, defaults=given)[0]


def paper(holder: Person | None = None, title: str = "Care, not punishment", **columns: Any) -> Paper:
    """Begin a paper in English, held by `holder` (Blue Heron, unless told)."""
    of_kind = columns.pop("kind", None) or kind()
    return begin_paper(kind=of_kind, title=title, language="en", by=holder or member(), **columns)


def say(of: Paper, slot: str, text: str, *, language: str = "en", block: Block = Block.TEXT) -> Paragraph:
    """Put words at the end of a section."""
    last = of.paragraphs.filter(slot=slot).order_by("-position").first()
    assert last is not None, "the kind has no such section"
    made = Paragraph.objects.create(paper=of, position=last.position + 1, kind=block, slot=slot)
    Wording.objects.create(paragraph=made, language=language, text=text)
    return made


def seat(of: Paper, person: Person, role: Role = Role.REVIEWER) -> Person:
    """Give somebody a seat, and return her."""
    Seat.objects.get_or_create(paper=of, person=person, role=role)
    return person


def agreed(holder: Person | None = None, **columns: Any) -> Paper:
    """Make a paper with a sentence in each section whose sign-off is done: what it took is not told here."""
    made = paper(holder, **columns)
    for section in made.kind.sections:
        say(made, section["slug"], f"Words of {section['slug']}.")
    keep_version(paper=made, why=Why.AGREED, by=holder)
    made.state = State.AGREED
    made.save(update_fields=["state"])
    return made
