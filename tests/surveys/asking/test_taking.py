"""What becomes of what was typed: kept, refused with words, taken away by another answer."""

from typing import Any

import pytest

from tests.surveys.asking.making import ARABIC, ENGLISH, begin, look, picture, send, words
from whrin.surveys.xform import Session

pytestmark = pytest.mark.once

HOUSE = """
| survey |
| | type | name | label::English (en) | label::العربية (ar) | required | relevant | constraint | constraint_message::English (en) | constraint_message::العربية (ar) | choice_filter | parameters | readonly |
| | begin_group | g | House | البيت | | | | | | | | |
| | integer | age | Your age | عمرك | yes | | . >= 18 | Only adults. | للبالغات فقط | | | |
| | select_one yn | safe | Safe? | آمن؟ | | | | | | | | |
| | text | why | Why not? | لماذا؟ | | ${safe} = 'no' | | | | | | |
| | select_one country | land | Country | البلد | | | | | | | | |
| | select_one town | town | Town | المدينة | | | | | | country = ${land} | | |
| | select_multiple svc | needs | Needs | | | | | | | | | |
| | rank svc | order | Order | | | | | | | | | |
| | range | much | How much? | | | | | | | | start=0 end=100 step=5 | |
| | acknowledge | agree | I agree | | | | | | | | | |
| | date | day | Day | | | | | | | | | |
| | image | photo | Photo | | | | | | | | | |
| | text | fixed | Fixed | | | | | | | | | yes |
| | end_group | | | | | | | | | | | |
| | text | last | Last | | | | | | | | | |
| choices |
| | list_name | name | label::English (en) | label::العربية (ar) | country |
| | yn | yes | Yes | نعم | |
| | yn | no | No | لا | |
| | country | ke | Kenya | كينيا | |
| | country | ug | Uganda | أوغندا | |
| | town | nbo | Nairobi | نيروبي | ke |
| | town | kla | Kampala | كمبالا | ug |
| | svc | a | Needles | إبر | |
| | svc | b | Shelter | مأوى | |
| settings |
| | form_title | form_id | version | default_language |
| | House | house | 1 | English (en) |
"""  # noqa: E501 -- the head of a table is one line


@pytest.fixture
def session() -> Session:
    return begin(HOUSE)


def _send(session: Session, **fields: Any) -> Any:
    files = fields.pop("files", None)
    named = {name if name in {"act", "seen"} else f"g/{name}": value for name, value in fields.items()}
    return send(session, "g~age", files=files, **named)


def _kept(session: Session, name: str) -> str:
    return session.answers().get(f"/data/g/{name}", "")


def test_what_is_right_is_kept_and_what_is_not_stands_there_again_with_words(session: Session) -> None:
    taken = _send(session, age="١٢", safe="yes", much="7")
    assert taken.is_again
    assert words(taken) == {
        "g/age": ["Only adults."],
        "g/much": ["Write a number from 0 to 100, in steps of 5."],
    }
    assert (_kept(session, "safe"), _kept(session, "age")) == ("yes", "")
    shown = look(session, "g~age", taken)
    assert shown.get_element_by_id("q~g~age").get("value") == "١٢"
    assert shown.get_element_by_id("q~g~age").get("aria-invalid") == "true"
    (link,) = [link for link in shown.xpath("//div[@role='alert']//a") if link.text_content() == "Your age"]
    assert link.get("href") == "#q~g~age"
    assert _send(session, age="٢٢", much="15").go == "last"
    assert _kept(session, "age") == "22"


def test_a_form_speaks_its_language_and_changes_it_without_losing_what_was_typed() -> None:
    session = begin(HOUSE, language=ARABIC)
    assert words(_send(session, age="3"))["g/age"] == ["للبالغات فقط"]
    taken = _send(session, act=f"language:{ENGLISH}", age="3", safe="no")
    assert (taken.is_again, taken.faults) == (True, {})
    shown = look(session, "g~age", taken)
    assert (session.language, shown.get_element_by_id("q~g~age").get("value")) == (ENGLISH, "3")
    assert _kept(session, "safe") == "no"
    _send(session, act="language:Klingon")
    assert session.language == ENGLISH


def test_what_an_answer_makes_asked_is_shown_before_she_goes_on(session: Session) -> None:
    taken = _send(session, age="30", safe="no")
    assert taken.is_again
    assert [said.text for said in taken.told] == [
        "Because of your answers there is more to ask here. Please look again."
    ]
    assert look(session, "g~age", taken).xpath("//div[@role='alert']//a/@href") == ["#q~g~why"]
    assert _send(session, age="30", safe="no", why="Cold").go == "last"
    assert _kept(session, "why") == "Cold"
    other = begin(HOUSE)
    assert _send(other, age="30", safe="no", why="Cold", seen="/data/g/why").go == "last", (
        "a script showed it"
    )


def test_update_asks_for_nothing_and_shows_what_follows(session: Session) -> None:
    assert not look(session, "g~age").xpath("//*[@name='/data/g/town']/option[@value='nbo']")
    taken = _send(session, act="update", land="ke")
    assert (taken.is_again, taken.faults) == (True, {})
    assert [
        option.get("value") for option in look(session, "g~age", taken).xpath("//*[@name='/data/g/town']")
    ] == ["nbo"]


def test_choices_that_were_not_there_are_shown_before_she_goes_on(session: Session) -> None:
    told = look(session, "g~age").get_element_by_id("q~g~town~note").text_content()
    assert "Update this page" in told
    taken = _send(session, age="30", land="ke")
    assert (taken.is_again, taken.faults, len(taken.told)) == (True, {}, 1)
    assert _send(session, age="30", land="ke").go == "last", "she may leave it empty once she has seen it"


def test_a_choice_that_another_takes_away_is_cleared_and_she_is_told(session: Session) -> None:
    _send(session, age="30", land="ke", act="update")
    assert _send(session, age="30", land="ke", town="nbo").go == "last"
    taken = _send(session, age="30", land="ug", town="nbo")
    assert (taken.is_again, taken.faults, _kept(session, "town")) == (True, {}, "")
    assert [said.text for said in taken.told] == [
        "Your answer to “Town” does not fit any more. Please choose again."
    ]
    assert _send(session, age="30", land="ug", town="kla").go == "last"


@pytest.mark.parametrize(
    ("fields", "name", "told"),
    [
        ({"safe": "maybe"}, "safe", "offered"),
        ({"safe": ["yes", "no"]}, "safe", "one answer"),
        ({"needs": ["a", "x"]}, "needs", "offered"),
        ({"age": ["30", "31"]}, "age", "one answer"),
        ({"age": "1e999"}, "age", "digits"),
        ({"town": "nbo"}, "town", "offered"),
        ({"order~a": "1", "order~b": "1"}, "order", "from 1 for the first to 2"),
        ({"order~a": "2"}, "order", "from 1 for the first to 2"),
        ({"much": "500"}, "much", "from 0 to 100"),
        ({"day~day": "31", "day~month": "2", "day~year": "2026"}, "day", "no such day"),
        ({"day~year": "2026"}, "day", "choose the month"),
        ({"safe": "no", "why": "a\0b"}, "why", "cannot be kept"),
    ],
)
def test_what_nobody_could_answer_is_refused_by_name(
    session: Session, fields: dict[str, Any], name: str, told: str
) -> None:
    taken = _send(session, **{"age": "30", **fields})
    assert told in words(taken)[f"g/{name}"][0]
    assert _kept(session, name) == ""


def test_choices_orders_ticks_and_days_become_answers(session: Session) -> None:
    fields = {"needs": ["b", "a"], "order~a": "٢", "order~b": "1", "agree": "OK"}
    days = {"day~day": "٨", "day~month": "3", "day~year": "2026"}
    assert _send(session, age="30", **fields, **days).go == "last"
    kept = [_kept(session, name) for name in ("needs", "order", "agree", "day")]
    assert kept == ["a b", "b a", "OK", "2026-03-08"]
    assert look(session, "g~age").xpath("//*[@name='/data/g/day~month']/option[@selected]/@value") == ["3"]
    _send(session, age="30")
    assert (_kept(session, "needs"), _kept(session, "agree")) == ("", ""), "nothing chosen sends nothing"
    assert _kept(session, "order") == "b a", "a field that was not sent stays as it is"


def test_what_is_only_shown_cannot_be_written(session: Session) -> None:
    _send(session, age="30", fixed="mine")
    assert _kept(session, "fixed") == ""


def test_a_file_is_called_after_its_question_and_can_be_taken_away(session: Session) -> None:
    taken = _send(session, age="30", files={"g/photo": picture()})
    assert [(upload.name, upload.file.size) for upload in taken.files] == [("photo.jpg", 1)]
    assert _kept(session, "photo") == "photo.jpg"
    again = _send(session, age="30", files={"g/photo": picture()})
    assert ([upload.name for upload in again.files], again.gone) == (["photo-2.jpg"], ("photo.jpg",))
    wrong = _send(session, age="30", files={"g/photo": picture("letter.pdf", "application/pdf")})
    assert words(wrong) == {"g/photo": ["Please choose a picture."]}
    assert _kept(session, "photo") == "photo-2.jpg"
    assert _send(session, age="30", **{"photo~gone": "1"}).gone == ("photo-2.jpg",)
    assert _kept(session, "photo") == ""


def test_back_keeps_what_is_right_and_never_what_is_missing_in_the_way(session: Session) -> None:
    taken = _send(session, act="back", safe="yes")
    assert (taken.go, taken.is_again, _kept(session, "safe")) == ("", False, "yes")
    assert _send(session, act="back", age="3").is_again, "what she typed is not thrown away"
    assert _send(session, act="leave", age="40").go == "g~age"
    assert _kept(session, "age") == "40"
