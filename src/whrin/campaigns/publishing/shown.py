"""A public paper as its page shows it: an edition, or the text that is open to be signed."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from whrin.campaigns.body import Body, Text, body_of, text_of_edition, text_of_version, web_html
from whrin.campaigns.body.annexes import annexes_html
from whrin.campaigns.enums import Why
from whrin.campaigns.models import Edition, Paper, Version
from whrin.campaigns.publishing.gate import edition_of
from whrin.kit.days import today
from whrin.kit.languages import direction_of
from whrin.kit.text import beginning

#: Forms in which an edition is given.
FORMS = ("pdf", "docx", "odt", "epub", "txt")
#: Characters of HTML on one page; a longer text is read in parts, so that the page comes on a slow phone.
PART = 14_000
_SUMMARY = 200
#: Where HTML of ours may be cut.
_BLOCK = re.compile('(?=<h[23]|<p class="para")')
#: How a footnote begins in HTML of ours.
_NOTE = '<span class="footnote"'


@dataclass(frozen=True)
class Tongue:
    """A language in which the paper can be read. `is_behind`: the original says something newer."""

    tag: str
    is_current: bool
    is_behind: bool


@dataclass(frozen=True)
class Shown:
    """`edition`: None of a text that is open to be signed, whose figures are those of today. `day`: of the
    edition, or today. `html`: of the part asked for; `parts`: how many there are; `annexes`: with the last.
    """

    paper: Paper
    edition: Edition | None
    text: Text
    body: Body
    language: str
    direction: str
    title_direction: str
    tongues: Sequence[Tongue]
    day: datetime.date
    summary: str
    html: SafeString
    annexes: SafeString
    part: int
    parts: int

    @property
    def is_behind(self) -> bool:
        """Return whether the language shown is older than the original."""
        return any(one.is_current and one.is_behind for one in self.tongues)


def shown(
    paper: Paper, edition: Edition | None, reader: str, *, wanted: str = "", part: int = 1
) -> Shown | None:
    """Return what the page shows. `reader`: language of the interface; `wanted`: asked for of the text;
    `part`: from 1. None: there is no such part, or nothing was ever kept to be shown.
    """
    version = edition.version if edition else opened_version(paper)
    if version is None:
        return None
    text = text_of_edition(edition) if edition else text_of_version(version)
    language = language_for(text, reader, wanted)
    body = body_of(text, language)
    pieces = parts_of(body.html)
    if not 1 <= part <= len(pieces):
        return None
    annexes = annexes_html(text, body) if part == len(pieces) else ""
    first = 1 + sum(piece.count(_NOTE) for piece in pieces[: part - 1])
    with override(language):
        html = web_html(replace(body, html=pieces[part - 1]), first)
    return Shown(
        paper=paper,
        edition=edition,
        text=text,
        body=body,
        language=language,
        direction=direction_of(language),
        title_direction=direction_of(body.title_language or language),
        tongues=tongues_of(text, version, language),
        day=edition.day if edition else today(),
        summary=beginning(" ".join(body.sentences), _SUMMARY),
        html=html,
        annexes=mark_safe(annexes),  # noqa: S308 -- a template of ours
        part=part,
        parts=len(pieces),
    )


def text_shown(paper: Paper) -> Text | None:
    """Return the text that everybody reads: of the last edition, else as it is open to be signed."""
    edition = edition_of(paper)
    if edition is not None:
        return text_of_edition(edition)
    version = opened_version(paper)
    return text_of_version(version) if version else None


def opened_version(paper: Paper) -> Version | None:
    """Return the version that everybody reads while it can be signed."""
    version = paper.versions.filter(why__in=[Why.OPENED, Why.AGREED]).first()
    if version is not None:
        version.paper = paper
    return version


def language_for(text: Text, reader: str, wanted: str = "") -> str:
    """Return the language in which a text is shown: as asked for, else the reader's, else its own."""
    there = text.languages()
    return next((one for one in (wanted, reader, reader.partition("-")[0]) if one in there), text.language)


def tongues_of(text: Text, version: Version, language: str) -> list[Tongue]:
    """Return the languages of a text."""
    behind = {tag for part in version.content for tag in part.get("out_of_date", ())}
    return [Tongue(tag, tag == language, tag in behind) for tag in text.languages()]


def standing_note(text: Text, version: Version, language: str) -> str:
    """Return what a file says before its first word, as HTML: that it is a sample, that it is a translation
    older than its original; mostly nothing.
    """
    said = []
    with override(language):
        if version.paper.is_sample:
            said.append(_("Sample paper: it shows how this site works. Do not quote it."))
        if any(one.is_current and one.is_behind for one in tongues_of(text, version, language)):
            said.append(_("This translation is older than the original."))
    return "".join(f"<p><em>{escape(one)}</em></p>" for one in said)


def parts_of(html: str) -> list[str]:
    """Return HTML cut before headings and paragraphs, each piece about `PART` characters or less. No heading
    stands alone at an end.
    """
    pieces, heads = [""], ""
    for block in _BLOCK.split(html):
        if block.startswith("<h"):
            heads += block
            continue
        if pieces[-1] and len(pieces[-1]) + len(heads) + len(block) > PART:
            pieces.append("")
        pieces[-1] += heads + block
        heads = ""
    pieces[-1] += heads
    return pieces
