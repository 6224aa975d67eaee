"""One record of a file as it was written: each variable is taken once, cleaned, and what is left over is
kept.

Nothing is dropped in silence: what has no column goes to `extra`, and every change to a text leaves a
remark.
"""

import html
import json
import re
import unicodedata
from typing import Any

from django.utils.translation import gettext as _

from whrin.kit.text import clean_line, clean_text
from whrin.library.imports.faults import RecordRefused

_SCRIPTS = re.compile(r"<(script|style)\b[^>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_TAGS = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)
_BREAKS = re.compile(r"<(?:br|/p|/div|/li)\b[^>]*>", re.IGNORECASE)
#: As many signs of JSON as one record may keep aside.
_EXTRA_LIMIT = 20_000


def without_html(written: str) -> str:
    """Return the text without tags, with entities as the signs they stand for; paragraphs end in line
    breaks.
    """
    if "<" not in written and "&" not in written:
        return written
    text = written
    for _round in range(2):  # Once for tags, once for tags that were written as entities.
        text = _TAGS.sub("", _BREAKS.sub("\n", _SCRIPTS.sub("", text)))
        text = html.unescape(text)
    return text


class RawRecord:
    """`remarks`: sentences for staff, in the order of reading. `extra`: what has no column, by variable."""

    def __init__(self, raw: dict[str, Any], name_prefix: str = "") -> None:
        self._raw = raw
        self._left = dict.fromkeys(raw)
        self._name_prefix = name_prefix
        self._stripped: list[str] = []
        self._invisible: list[str] = []
        self.remarks: list[str] = []
        self.extra: dict[str, Any] = {}

    def remark(self, sentence: str) -> None:
        """Add a sentence for staff."""
        if sentence not in self.remarks:
            self.remarks.append(sentence)

    def take(self, name: str) -> Any:
        """Return a variable as it was written; None when absent. It no longer counts as left over."""
        self._left.pop(name, None)
        return self._raw.get(name)

    def keep(self, name: str) -> None:
        """Keep a variable aside as it was written, cleaned."""
        self._left.pop(name, None)
        if self._raw.get(name) not in (None, "", [], {}):
            self.extra[name] = self._clean_deep(self._raw[name], name)

    def left_over(self) -> list[str]:
        """Return variables that nobody took."""
        return [str(name) for name in self._left]

    def line(self, name: str, limit: int, *, refuse_long: bool = False) -> str:
        """Return a variable as one clean line. One that is longer than `limit` is kept aside, or the
        record refused.
        """
        text = self._clean(self._as_text(name), name, lines=False)
        return self._fitting(name, text, limit, refuse_long=refuse_long)

    def paragraphs(self, name: str, limit: int) -> str:
        """Return a variable as clean paragraphs."""
        return self._fitting(
            name, self._clean(self._as_text(name), name, lines=True), limit, refuse_long=False
        )

    def clean(self, written: Any, name: str) -> str:
        """Return any value as one clean line, with remarks in the name of `name`."""
        return self._clean("" if written is None else str(written), name, lines=False)

    def finish(self) -> None:
        """Add the remarks that speak of several variables at once."""
        if self._stripped:
            self.remark(_("HTML was taken out of: %(names)s.") % {"names": ", ".join(self._stripped)})
        if self._invisible:
            names = ", ".join(self._invisible)
            self.remark(_("Invisible or broken characters were taken out of: %(names)s.") % {"names": names})
        if len(json.dumps(self.extra)) > _EXTRA_LIMIT:
            message = _("The record holds more than fits: %(names)s.")
            raise RecordRefused(message % {"names": ", ".join(list(self.extra)[:12])})

    def _as_text(self, name: str) -> str:
        value = self.take(name)
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        if value is None or isinstance(value, str):
            return value or ""
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        self.keep(name)
        self.remark(_("“%(name)s” is not a text; it was kept aside.") % {"name": self._shown(name)})
        return ""

    def _fitting(self, name: str, text: str, limit: int, *, refuse_long: bool) -> str:
        if len(text) <= limit:
            return text
        told = {"name": self._shown(name), "length": len(text), "limit": limit}
        if refuse_long:
            raise RecordRefused(_("“%(name)s” has %(length)d characters; at most %(limit)d fit.") % told)
        self.keep(name)
        self.remark(
            _("“%(name)s” has %(length)d characters; at most %(limit)d fit. It was kept aside.") % told
        )
        return ""

    def _clean(self, written: str, name: str, *, lines: bool) -> str:
        shown = self._shown(name)
        sound = written.encode("utf-8", "ignore").decode()
        text = without_html(sound)
        if _TAGS.search(sound) and shown not in self._stripped:
            self._stripped.append(shown)
        cleaned = clean_text(text) if lines else clean_line(text)
        visible = "".join(unicodedata.normalize("NFC", text).split())
        if (sound != written or "".join(cleaned.split()) != visible) and shown not in self._invisible:
            self._invisible.append(shown)
        return cleaned

    def _clean_deep(self, value: Any, name: str, depth: int = 0) -> Any:
        if depth > 8:
            message = _("“%(name)s” is nested too deeply.") % {"name": self._shown(name)}
            raise RecordRefused(message)
        if isinstance(value, str):
            return self._clean(value, name, lines=True)
        if isinstance(value, list):
            return [self._clean_deep(each, name, depth + 1) for each in value]
        if isinstance(value, dict):
            return {
                self.clean(key, name)[:200]: self._clean_deep(each, name, depth + 1)
                for key, each in value.items()
            }
        return value

    def _shown(self, name: str) -> str:
        return clean_line(without_html(f"{self._name_prefix}{name}"))[:60]
