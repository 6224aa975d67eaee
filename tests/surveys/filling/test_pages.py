"""A form is answered on the web: without a cookie or a script, page by page, and on another day."""

import re

import pytest
from django.test import Client

from tests.surveys import making
from whrin.people.models import Person
from whrin.surveys.models import Answer, AnswerEdition, Draft, Form
from whrin.surveys.queries import xml_of

TABLE = """
| survey |
| | type | name | label::English (en) | label::العربية (ar) | required | constraint | constraint_message |
| | begin_group | one | First | أولا | | | |
| | text | name | What shall we call you? | ما اسمك؟ | yes | | |
| | integer | age | How old are you? | كم عمرك؟ | | . > 17 | Only from 18 years on. |
| | end_group | | | | | | |
| | begin_repeat | room | Rooms | غرف | | | |
| | text | beds | Beds | أسرة | | | |
| | end_repeat | | | | | | |
| | image | picture | A picture | صورة | | | |
| settings |
| | form_title | form_id | version | default_language |
| | Sample visit | small | {version} | English (en) |
"""
NAME, AGE = "/data/one/name", "/data/one/age"


@pytest.fixture
def form(coordinator: Person) -> Form:
    return making.open_form(coordinator, table=TABLE)


def field(page: str, name: str) -> str:
    """Return what stands in a field."""
    found = re.search(rf'name="{re.escape(name)}"[^>]*value="([^"]*)"', page)
    assert found, name
    return found[1]


def text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined]  # a response


def begin(reader: Client, **more: str) -> str:
    """Begin with the first page, and return the address of the draft."""
    given = {NAME: "Sample", "act": "next", **more}
    led = reader.post("/en/surveys/small/", given)
    assert led.status_code == 302, text(led)
    return led["Location"].partition("later/")[0]


def test_a_visitor_answers_leaves_comes_back_by_her_words_sends_and_corrects(
    form: Form, reader: Client
) -> None:
    start = reader.get("/en/surveys/small/")
    assert "What shall we call you?" in text(start)
    draft = begin(reader)
    words = re.findall(r"<li><b>(\w+)</b>", text(reader.get(f"{draft}later/")))
    assert len(words) == 6
    back = reader.post("/ar/surveys/small/resume/", {"words": " ".join(words).upper()})
    assert back["Location"] == draft.replace("/en/", "/ar/")
    rooms = reader.get(draft, follow=True)
    assert "Beds" in text(rooms)
    assert reader.cookies == {} and not start.cookies
