"""Small forms of our own, filled in page by page as somebody would who has no scripts."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from lxml import html

from whrin.surveys.asking import Page, Setting, Taken, page_at, pages_of, shown, take
from whrin.surveys.xform import Form, Session, read_form
from whrin.surveys.xlsform import convert_form, read_sheets
from whrin.surveys.xpath import Environment

CLOCK = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ENGLISH, ARABIC = "English (en)", "العربية (ar)"


@lru_cache
def form_of(table: str) -> Form:
    """Return the form of a Markdown table."""
    return read_form(convert_form(read_sheets(table.encode())).xform.encode())


def begin(table: str, *, language: str = "", **answers: str) -> Session:
    """Return somebody who has just begun; `answers` by name of a question at the top."""
    session = Session(form_of(table), Environment(clock=lambda: CLOCK), language=language)
    for name, text in answers.items():
        assert session.answer(session.at(f"/data/{name}"), text) == []
    return session


def keys(session: Session) -> list[str]:
    """Return the pages that she would see now."""
    return [page.key for page in pages_of(session)]


def page(session: Session, key: str) -> Page:
    """Return a page that there is."""
    found = page_at(session, key)
    assert found is not None, keys(session)
    return found


def send(session: Session, key: str, *, files: dict[str, Any] | None = None, **fields: Any) -> Taken:
    """Send a page: fields by their names below the top, lists for several values; `act`, `seen`."""
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        name = name if name in {"act", "seen"} else f"/data/{name}"
        data.setlist(name, value if isinstance(value, list) else [value])
    given: Any = MultiValueDict({f"/data/{name}": [file] for name, file in (files or {}).items()})
    return take(session, page(session, key), data, given)


def look(session: Session, key: str, taken: Taken | None = None, setting: Setting | None = None) -> Any:
    """Return a page as the browser gets it."""
    context = {"shown": shown(session, page(session, key), taken=taken, setting=setting)}
    fragment = render_to_string("surveys/asking/questions.html", context)
    buttons = render_to_string("surveys/asking/buttons.html", context)
    return html.fromstring(f"<form>{fragment}{buttons}</form>")


def words(taken: Taken) -> dict[str, list[str]]:
    """Return what she is told of each field, by its name below the top."""
    return {
        place.removeprefix("/data/"): [said.text for said in found] for place, found in taken.faults.items()
    }


def picture(name: str = "Amina at home.JPG", kind: str = "image/jpeg", content: bytes = b"x") -> Any:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, content, kind)
