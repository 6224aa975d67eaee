"""Text that people wrote, made safe to show: one normal form, no invisible controls."""

import re
import unicodedata

# Bidirectional controls, zero-width characters and other format controls that can disguise a text. ZWNJ and
# ZWJ (200C, 200D) stay: Persian, Nepali and emoji need them.
_DISGUISE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_SPACES = re.compile(r"\s+")
# XML 1.0 has no room for these, however they came into a record.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean_line(written: str) -> str:
    """Return one line in NFC without controls, disguises or runs of spaces."""
    return _SPACES.sub(" ", _DISGUISE.sub("", unicodedata.normalize("NFC", written))).strip()


def clean_text(written: str) -> str:
    """Return paragraphs in NFC without controls or disguises; line breaks become `\\n`."""
    whole = _DISGUISE.sub("", unicodedata.normalize("NFC", written.replace("\r\n", "\n").replace("\r", "\n")))
    return "\n".join(line.rstrip() for line in whole.split("\n")).strip()


def sound(text: str) -> str:
    """Return a text without the signs that XML has no room for."""
    return _NOT_XML.sub("", text)


def beginning(text: str, most: int) -> str:
    """Return the first words of a text, at most `most` characters and an ellipsis; no mark is torn from its
    letter.
    """
    if len(text) <= most:
        return text
    end = text.rfind(" ", most - 20, most + 1)
    if end < 0:
        end = most
        while end and unicodedata.category(text[end]).startswith("M"):
            end -= 1
    return text[:end].rstrip() + "…"
