"""Texts of a form with the language that they are in."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from whrin.surveys.asking.saying import NOTHING, Said, attributes_of, marked_up
from whrin.surveys.models import Form
from whrin.surveys.sessions import form_of
from whrin.surveys.tables.shapes import plain
from whrin.surveys.tables.wordings import texts_of
from whrin.surveys.xform.definition import Group, controls_of


@dataclass(frozen=True)
class Worded:
    """A text; `attrs`: of the language in which the form says it; empty: the reader's."""

    text: str
    attrs: SafeString = NOTHING


def worded(texts: Mapping[str, str], language: str, otherwise: str) -> Worded:
    """Return a text in a language, as the form names it, or in the first that there is."""
    if language in texts:
        return Worded(_plain(texts[language]), attributes_of(language))
    for other, text in texts.items():
        return Worded(_plain(text), attributes_of(other))
    return Worded(otherwise)


def _plain(text: str) -> str:
    """Return what the form says without the marks of its Markdown."""
    return Said(marked_up(text)).text


def group_texts(form: Form) -> dict[str, dict[str, str]]:
    """Return what the newest version calls its groups, by path and language."""
    version = form.versions.first()
    if version is None:
        return {}
    read = form_of(version)
    groups = (control for control in controls_of(read.body) if isinstance(control, Group))
    return {plain(group.path): texts_of(read, group.label) for group in groups if group.path}


def month_of(code: str) -> Worded:
    """Return `2026-03` in words; a year stays as it is."""
    day = parse_date(f"{code}-01")
    return Worded(date_format(day, "YEAR_MONTH_FORMAT") if day else code)
