"""All answers in words before they are sent, and what is still missing."""

import pytest
from django.utils.translation import override

from tests.surveys.asking.making import ARABIC, begin, send
from whrin.surveys.asking import review_of, unfinished

pytestmark = pytest.mark.once

STAY = """
| survey |
| | type | name | label::English (en) | label::العربية (ar) | required | relevant | appearance | calculation |
| | note | hello | Hello | أهلا | | | | |
| | select_multiple svc | needs | Needs? | الحاجات؟ | yes | | | |
| | date | since | Since? | منذ؟ | | | | |
| | date | month | Month? | الشهر؟ | | | month-year | |
| | text | word | Word? | | | | masked | |
| | text | gone | Gone? | | | ${since} != '' | | |
| | begin_repeat | house | House | بيت | | | | |
| | text | name | Name | الاسم | yes | | | |
| | end_repeat | | | | | | | |
| | begin_group | sums | Sums | | | | | |
| | text | total | Total | | | | | count(${house}) |
| | end_group | | | | | | | |
| choices |
| | list_name | name | label::English (en) | label::العربية (ar) |
| | svc | a | Needles | إبر |
| | svc | b | Shelter | مأوى |
| settings |
| | form_title | form_id | version | default_language |
| | Stay | stay | 1 | English (en) |
"""


def _lines(language: str = "") -> list[tuple[str, str]]:
    session = begin(STAY, language=language, needs="a b", since="2026-03-08", month="2026-04-01", word="hers")
    send(session, "house~1~name", **{"house[1]/name": "Casa"})
    send(session, "house", act="add")
    return [(line.label.text, ", ".join(said.text for said in line.answer)) for line in review_of(session)]


def test_somebody_sees_all_her_answers_in_words() -> None:
    assert _lines() == [
        ("Needs?", "Needles, Shelter"),
        ("Since?", "8 March 2026"),
        ("Month?", "April 2026"),
        ("Word?", "•••••"),
        ("Gone?", ""),
        ("House 1", ""),
        ("Name", "Casa"),
        ("House 2", ""),
        ("Name", ""),
        ("Sums", ""),
        ("Total", "2"),
    ]
    with override("ar"):
        assert _lines(ARABIC)[:2] == [("الحاجات؟", "إبر, مأوى"), ("منذ؟", "8 مارس 2026")]


def test_each_line_leads_to_the_page_where_it_can_be_changed() -> None:
    session = begin(STAY, needs="a")
    lines = {line.label.text: line for line in review_of(session)}
    assert (lines["Needs?"].page, lines["Name"].page, lines["Total"].page) == ("hello", "house~1~name", "")
    assert (lines["House 1"].is_heading, lines["Name"].depth) == (True, 2)
    assert "Hello" not in lines


def test_what_is_missing_is_named_with_its_page() -> None:
    session = begin(STAY)
    assert [(found.page, found.id, found.label.text) for found in unfinished(session)] == [
        ("hello", "q~needs", "Needs?"),
        ("house~1~name", "q~house~1~name", "Name"),
    ]
    session.answer(session.at("/data/needs"), "a")
    session.answer(session.at("/data/house[1]/name"), "Casa")
    assert unfinished(session) == []
