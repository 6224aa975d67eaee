"""What was answered, in words: labels of choices, days as the reader writes them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from whrin.design.templatetags.design import partial_date
from whrin.kit.languages import direction_of
from whrin.surveys.xform.definition import Question, ValueKind
from whrin.surveys.xform.session import Session
from whrin.surveys.xform.speaking import Spoken
from whrin.surveys.xlsform.languages import tag_of
from whrin.surveys.xpath import Node

_CHOSEN = {"select", "select1", "rank"}
#: Letters of a day that is asked for less exactly: `2026`, `2026-11`.
_SHORTER = {"year": 4, "month-year": 7}


@dataclass(frozen=True)
class Words:
    """A text and the tag of its language; "": nobody knows."""

    text: str
    language: str = ""

    @property
    def direction(self) -> str:
        """Return `rtl`, `ltr`, or `auto` where the language is not known."""
        return direction_of(self.language) if self.language else "auto"


def as_words(said: Spoken | None, otherwise: str = "") -> Words:
    """Return what a form says; where it says nothing, the name that it has for it."""
    if said is None or not said.text:
        return Words(otherwise)
    return Words(said.text, tag_of(said.language))


def in_words(session: Session, question: Question | None, node: Node, raw: str) -> tuple[Words, ...]:
    """Return an answer for reading, several of them where several were chosen. `raw`: as it was sent."""
    if not raw:
        return ()
    if question is not None and question.control in _CHOSEN:
        return _chosen(session, question, node, raw)
    if question is not None and question.control == "trigger":
        return (Words(_("Yes")),)
    return (Words(_plain(raw, session.bind(node).kind, question.appearance if question else "")),)


def _chosen(session: Session, question: Question, node: Node, raw: str) -> tuple[Words, ...]:
    labels: Mapping[str, Spoken] = {
        offer.value: offer.label for offer in session.choices(question, node) if offer.label.text
    }
    codes = [raw] if question.control == "select1" else raw.split()
    return tuple(as_words(labels.get(code), code) for code in codes)


def _plain(raw: str, kind: ValueKind, appearance: str) -> str:
    if kind is ValueKind.DATE:
        short = next((length for name, length in _SHORTER.items() if name in appearance.split()), 10)
        return partial_date(raw[:short])
    if kind is ValueKind.MOMENT:
        day, _t, time = raw.partition("T")
        return f"{partial_date(day)} {time[:5]}".strip()
    return raw[:5] if kind is ValueKind.TIME else raw
