"""The blocks an editor builds a page from: a small set, none of which can hold markup of its own.

Not offered, on purpose: raw HTML, embeds from elsewhere (they tell a third party who reads), Wagtail's table
block (its cells have held scripts). What a block holds is escaped when shown; rich text is cleaned then too.
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.field_block import (
    CharBlock,
    ChoiceBlock,
    IntegerBlock,
    PageChooserBlock,
    RichTextBlock,
    TextBlock,
    URLBlock,
)
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from whrin.website.enums import Place

#: What rich text may hold; links go to pages, to addresses and to mailboxes.
RICH_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link"]


def interface_languages() -> list[tuple[str, Any]]:
    """Return the languages of the interface as choices; a callable, so that migrations do not freeze them."""
    return list(settings.LANGUAGES)


class QuoteBlock(blocks.StructBlock):
    text = TextBlock(label=_("Quotation"))
    source = CharBlock(label=_("Who said it, and where"))
    address = URLBlock(label=_("Address of the source"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")


class PictureBlock(blocks.StructBlock):
    picture = ImageChooserBlock(label=_("Picture"))
    alt = CharBlock(
        label=_("What the picture shows"),
        help_text=_("For readers who do not see it. Leave empty only if the picture is an ornament."),
        required=False,
        max_length=300,
    )
    caption = CharBlock(label=_("Caption"), required=False)
    credit = CharBlock(label=_("Credit"), required=False)

    class Meta:
        icon = "image"
        label = _("Picture")


class TableValue(blocks.StructValue):
    """A table typed or pasted as text."""

    def rows(self) -> list[list[str]]:
        """Return the cells by row; a tab or a vertical bar stands between cells."""
        return [
            [
                cell.strip()
                for cell in (line.split("\t") if "\t" in line else line.strip().strip("|").split("|"))
            ]
            for line in str(self.get("cells") or "").splitlines()
            if line.strip()
        ]

    def head(self) -> list[str]:
        """Return the first row: the headings of the columns."""
        return next(iter(self.rows()), [])

    def body(self) -> list[list[str]]:
        """Return every row below the headings."""
        return self.rows()[1:]


class TableBlock(blocks.StructBlock):
    caption = CharBlock(label=_("What the table shows"))
    cells = TextBlock(
        label=_("Rows"),
        help_text=_(
            "One row on a line, cells parted by a tab or by “|”. You can paste from a spreadsheet. "
            "The first row holds the headings."
        ),
    )

    class Meta:
        icon = "table"
        label = _("Table")
        value_class = TableValue

    def clean(self, value: Any) -> Any:
        """Refuse rows of unequal length: a screen reader could not say which heading a cell belongs to."""
        cleaned = super().clean(value)
        rows = cleaned.rows()
        uneven = [number for number, row in enumerate(rows, 1) if len(row) != len(rows[0])]
        if uneven:
            message = _("Row %(row)d has %(found)d cells; the headings have %(wanted)d.") % {
                "row": uneven[0],
                "found": len(rows[uneven[0] - 1]),
                "wanted": len(rows[0]),
            }
            raise StructBlockValidationError(block_errors={"cells": ValidationError(message)})
        return cleaned


class FileBlock(blocks.StructBlock):
    attachment = DocumentChooserBlock(label=_("File"))
    title = CharBlock(label=_("Title"), required=False)
    language = CharBlock(
        label=_("Language of the file"), help_text=_("A tag such as “es”."), required=False, max_length=20
    )

    class Meta:
        icon = "doc-full"
        label = _("File")


class NoticeBlock(blocks.StructBlock):
    heading = CharBlock(label=_("Heading"), required=False)
    text = RichTextBlock(label=_("Text"), features=RICH_TEXT_FEATURES)

    class Meta:
        icon = "warning"
        label = _("Notice")


class VideoBlock(blocks.StructBlock):
    """A link to a video, with what it costs to open: nothing is loaded until the reader follows it."""

    title = CharBlock(label=_("Title"))
    address = URLBlock(label=_("Address"))
    minutes = IntegerBlock(label=_("Length in minutes"), min_value=1)
    megabytes = IntegerBlock(label=_("Size in megabytes, about"), min_value=1, required=False)

    class Meta:
        icon = "media"
        label = _("Video, as a link")


class BodyBlock(blocks.StreamBlock):
    """Everything a page's text may be made of; `website/body.html` shows each."""

    heading = CharBlock(label=_("Heading"), icon="title", max_length=200)
    subheading = CharBlock(label=_("Smaller heading"), icon="title", max_length=200)
    paragraph = RichTextBlock(label=_("Text"), features=RICH_TEXT_FEATURES, icon="pilcrow")
    list = blocks.ListBlock(TextBlock(label=_("Point")), label=_("List"), icon="list-ul")
    quote = QuoteBlock()
    picture = PictureBlock()
    table = TableBlock()
    files = blocks.ListBlock(FileBlock(), label=_("Files"), icon="doc-full-inverse")
    notice = NoticeBlock()
    video = VideoBlock()


class Destination(blocks.StructBlock):
    """Where a menu item or a door leads: a page, or a built-in part of the site, never both."""

    page = PageChooserBlock(label=_("Page"), required=False)
    place = ChoiceBlock(label=_("Or a part of the site"), choices=Place.choices, required=False)

    def clean(self, value: Any) -> Any:
        """Insist on exactly one destination."""
        cleaned = super().clean(value)
        if bool(cleaned.get("page")) == bool(cleaned.get("place")):
            message = _("Choose a page or a part of the site, not both.")
            raise StructBlockValidationError(block_errors={"page": ValidationError(message)})
        return cleaned


class LabelBlock(blocks.StructBlock):
    """A text in one language of the interface."""

    language = ChoiceBlock(label=_("Language"), choices=interface_languages)
    text = CharBlock(label=_("Text"), max_length=60)


class FooterBlock(blocks.StructBlock):
    """The footer's text in one language of the interface."""

    language = ChoiceBlock(label=_("Language"), choices=interface_languages)
    text = TextBlock(label=_("Text"), max_length=400)


class MenuItemBlock(Destination):
    labels = blocks.ListBlock(
        LabelBlock(),
        label=_("Words in the menu"),
        help_text=_("Without any, the page's own title stands there."),
        default=[],
    )

    class Meta:
        icon = "link"
        label = _("Menu item")


class DoorBlock(Destination):
    title = CharBlock(label=_("Title"), max_length=60)
    text = CharBlock(label=_("One sentence"), max_length=160, required=False)

    class Meta:
        icon = "link"
        label = _("Door")
