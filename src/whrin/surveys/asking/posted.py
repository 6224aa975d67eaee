"""One question's answer in what was sent: found in its fields, and read as what the question takes."""

import mimetypes
import re
from pathlib import PurePosixPath
from typing import Any, TypeAlias

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from whrin.surveys.xform import Session
from whrin.surveys.xform.definition import Question, ValueKind
from whrin.surveys.xform.growing import place_of
from whrin.surveys.xpath import Node

from . import reading
from .naming import part_of
from .reading import Refused
from .refusals import not_offered
from .widgets import Widget, ends_of_range, looks_of

Files: TypeAlias = "MultiValueDict[str, UploadedFile[Any]]"
#: Fields that send nothing where nothing is chosen.
SILENT = frozenset({Widget.ONE, Widget.SEVERAL, Widget.TICK})
_DATE = ("year", "month", "day", "time")
_EXTENSION = re.compile(r"\.[a-z0-9]{1,8}")


def is_posted(place: str, widget: Widget, data: QueryDict, files: Files) -> bool:
    """Say whether something of a place was sent."""
    if widget is Widget.FILE:
        return place in files or part_of(place, "gone") in data
    if widget is Widget.RANK:
        return any(name.startswith(f"{place}~") for name in data)
    if widget in {Widget.DATE, Widget.MOMENT}:
        return place in data or any(part_of(place, part) in data for part in _DATE)
    return place in data


def typed_for(place: str, data: QueryDict) -> dict[str, list[str]]:
    """Return what was typed into the fields of a place, to stand in them again."""
    names = (name for name in data if name == place or name.startswith(f"{place}~"))
    return {name: [_showable(text) for text in data.getlist(name)] for name in names}


def _showable(text: str) -> str:
    return text.replace("\0", "").encode(errors="replace").decode()


def read_answer(session: Session, question: Question, node: Node, widget: Widget, data: QueryDict) -> str:
    """Return what was answered as forms keep it; raises Refused."""
    place = place_of(node)
    kind = session.bind(node).kind
    if widget is Widget.RANK:
        return _ranked(session, question, node, data)
    if widget in {Widget.DATE, Widget.MOMENT} and place not in data:
        return _date(question, place, kind, data)
    values = [value for value in data.getlist(place) if value.strip()]
    if widget is Widget.TICK:
        return "OK" if values else ""
    if widget is Widget.SEVERAL:
        return _several(session, question, node, values)
    if len(values) > 1:
        raise Refused(_("Please give one answer here."))
    typed = values[0] if values else ""
    if widget in {Widget.ONE, Widget.LIST} and question.control == "select1":
        return _one(session, question, node, typed)
    read = reading.read(typed, kind)
    return _in_range(question, read) if question.control == "range" else read


def read_file(question: Question, file: UploadedFile[Any], taken: set[str]) -> str:
    """Return what an answer calls a file: by its question, for a file's own name may tell too much.

    `taken` are names that others have. Raises Refused.
    """
    name = PurePosixPath((file.name or "").replace("\\", "/")).suffix.lower()
    ending = name if _EXTENSION.fullmatch(name) else ""
    wanted = question.details.get("mediatype", "").partition("/")[0]
    kind = (mimetypes.guess_type(f"file{ending}")[0] or file.content_type or "").partition("/")[0]
    if wanted in {"image", "audio", "video"} and kind != wanted:
        raise Refused(_KINDS[wanted]())
    if not file.size:
        raise Refused(_("This file is empty. Please choose another."))
    called = question.path.rpartition("/")[2]
    names = (f"{called}{'' if number == 1 else f'-{number}'}{ending}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


_KINDS = {
    "image": lambda: _("Please choose a picture."),
    "audio": lambda: _("Please choose a sound."),
    "video": lambda: _("Please choose a film."),
}


def _one(session: Session, question: Question, node: Node, typed: str) -> str:
    if typed and typed not in {offer.value for offer in session.choices(question, node)}:
        raise Refused(not_offered())
    return typed


def _several(session: Session, question: Question, node: Node, values: list[str]) -> str:
    chosen = {part for value in values for part in value.split()}
    offered = [offer.value for offer in session.choices(question, node)]
    if not chosen <= set(offered):
        raise Refused(not_offered())
    return " ".join(value for value in dict.fromkeys(offered) if value in chosen)


def _ranked(session: Session, question: Question, node: Node, data: QueryDict) -> str:
    place = place_of(node)
    offered = list(dict.fromkeys(offer.value for offer in session.choices(question, node)))
    typed = {value: data.get(part_of(place, value), "").strip() for value in offered}
    if not any(typed.values()):
        return ""
    wrong = Refused(
        _("Give each a number of its own, from 1 for the first to %(last)s.") % {"last": len(offered)}
    )
    try:
        numbers = {value: int(reading.whole_number(text)) for value, text in typed.items()}
    except Refused:
        raise wrong from None
    if sorted(numbers.values()) != list(range(1, len(offered) + 1)):
        raise wrong
    return " ".join(sorted(offered, key=numbers.__getitem__))


def _date(question: Question, place: str, kind: ValueKind, data: QueryDict) -> str:
    year, month, day, time = (data.get(part_of(place, part), "").strip() for part in _DATE)
    looks = looks_of(question)
    if kind is ValueKind.DATE and looks & {"year", "month-year"}:
        day = "1" if year else ""
        month = ("1" if year else "") if "year" in looks else month
    if not any((year, month, day, time)):
        return ""
    is_whole = day and not (year or month)
    date = reading.day(day) if is_whole else reading.date_of(year, month, day)
    return f"{date}T{reading.time(time)}" if kind is ValueKind.MOMENT else date


def _in_range(question: Question, read: str) -> str:
    ends = ends_of_range(question)
    if not read or ends is None:
        return read
    first, last, step = ends
    number = type(first)(read)
    if min(first, last) <= number <= max(first, last) and (number - first) % step == 0:
        return read
    raise Refused(
        _("Write a number from %(first)s to %(last)s, in steps of %(step)s.")
        % {"first": first, "last": last, "step": step}
    )
