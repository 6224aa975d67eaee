"""What a form says, made ready for a page: its Markdown as safe HTML, its language and direction."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape, unescape

from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from whrin.kit.languages import direction_of
from whrin.surveys.xform.speaking import Spoken
from whrin.surveys.xlsform.languages import tag_of

_ESCAPED = re.compile(r"\\([\\*_#\[\]()])")
_LINK = re.compile(r"\[([^\[\]\n]+)\]\(((?:https?://|mailto:)[^\s()<>\"]+)\)")
_STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*|(?<!\w)__(?=\S)(.+?)(?<=\S)__(?!\w)", re.DOTALL)
_EMPHASIS = re.compile(r"\*(?=\S)([^*\n]+?)(?<=\S)\*|(?<!\w)_(?=\S)([^_\n]+?)(?<=\S)_(?!\w)")
_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)
_ADDED = frozenset({"Other", "Specify other."})
_MEDIA = ("image", "big-image", "audio", "video")
# Private letters hold the place of what has been made already.
_FIRST = 0xF0000
_HELD = re.compile("[\U000f0000-\U000fffff]")


NOTHING = SafeString()


@dataclass(frozen=True, slots=True)
class Medium:
    """A picture, sound or film that belongs to a text; `kind` is `image`, `audio` or `video`."""

    kind: str
    address: str


@dataclass(frozen=True, slots=True)
class Said:
    """A text for a page. `attrs`: ` lang="…" dir="…"` where it is not the language around it."""

    html: SafeString
    attrs: SafeString = NOTHING
    guidance: SafeString = NOTHING
    media: tuple[Medium, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.html or self.media)

    def __str__(self) -> str:
        """Return it as HTML for a template, marked with its language where that is another."""
        if not self.attrs:
            return self.html
        return format_html("<span{}>{}</span>", self.attrs, self.html)

    @property
    def text(self) -> str:
        """Return it without its marks."""
        return unescape(strip_tags(self.html.replace("<br>", " ")))


#: What says nothing.
NO_WORDS = Said(NOTHING)
MediaAddress = Callable[[str], str]


def no_media(_name: str) -> str:
    """Return no address: there are no files."""
    return ""


def attributes_of(language: str) -> SafeString:
    """Return ` lang="…" dir="…"` of a language as forms name it; where it has no tag, each text decides."""
    tag = tag_of(language)
    if not tag:
        return mark_safe(' dir="auto"')
    return format_html(' lang="{}" dir="{}"', tag, direction_of(tag))


def said(spoken: Spoken | None, around: str, media_address: MediaAddress = no_media) -> Said | None:
    """Return what a form says; `around` is the language that stands around it. None: it says nothing."""
    if spoken is None:
        return None
    is_added = spoken.text in _ADDED
    is_other = spoken.language not in {around, ""} and not is_added
    found = Said(
        marked_up(_translated(spoken.text, around) if is_added else spoken.text),
        attributes_of(spoken.language) if is_other else SafeString(),
        marked_up(spoken.others.get("guidance", "")),
        tuple(_media(spoken.others, media_address)),
    )
    return found if found or found.guidance else None


def _translated(text: str, language: str) -> str:
    """Return what pyxform adds to a question `or_other`, English in every language, in the form's."""
    if tag_of(language) in {"", "en"}:
        return text
    with override(tag_of(language)):
        return _("Other") if text == "Other" else _("Specify other.")


def plain(text: str) -> Said:
    """Return a text that somebody wrote, as she wrote it; its letters decide its direction."""
    return Said(mark_safe(escape(text).replace("\n", "<br>")), mark_safe(' dir="auto"'))  # noqa: S308 -- escaped


def ours(text: str) -> Said:
    """Return a text of ours, in the language of the interface."""
    return Said(mark_safe(escape(text)))  # noqa: S308 -- escaped


def marked_up(text: str) -> SafeString:
    """Return the Markdown that ODK's labels know as HTML that may stand in a label: bold, slanted, links,
    headings, ends of lines. Everything else is shown as it is written.
    """
    made: list[str] = []

    def hold(html: str) -> str:
        made.append(html)
        return chr(_FIRST + len(made) - 1)

    rest = _HELD.sub("", text.strip())
    rest = _ESCAPED.sub(lambda found: hold(escape(found[1])), rest)
    rest = _LINK.sub(lambda found: hold(_link(found[1], found[2])), rest)
    rest = escape(rest, quote=False)
    rest = _HEADING.sub(r"<strong>\1</strong>", rest)
    rest = _STRONG.sub(lambda found: f"<strong>{found[1] or found[2]}</strong>", rest)
    rest = _EMPHASIS.sub(lambda found: f"<em>{found[1] or found[2]}</em>", rest)
    rest = rest.replace("\r\n", "\n").replace("\n", "<br>")
    while _HELD.search(rest):
        rest = _HELD.sub(lambda found: made[ord(found[0]) - _FIRST], rest)
    return mark_safe(rest)  # noqa: S308 -- what somebody wrote is escaped above


def _link(words: str, address: str) -> str:
    return f'<a href="{escape(address)}" rel="noreferrer">{escape(words)}</a>'


def _media(others: Mapping[str, str], media_address: MediaAddress) -> "list[Medium]":
    found = []
    for form in _MEDIA:
        name = others.get(form, "").rpartition("/")[2]
        address = media_address(name) if name else ""
        if address and not (form == "image" and others.get("big-image")):
            found.append(Medium("image" if form == "big-image" else form, address))
    return found
