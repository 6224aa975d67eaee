"""Which pages there are, and where one leads."""

import pytest

from tests.surveys.asking.making import begin, keys, look, page, send, words
from whrin.surveys.asking import after, before

pytestmark = pytest.mark.once

VISIT = """
| survey |
| | type | name | label | relevant | required | appearance | repeat_count |
| | text | who | Who? | | | | |
| | select_one yn | more | More? | | | | |
| | begin_group | about | About it | ${more} = 'yes' | | field-list | |
| | text | street | Street | | | | |
| | begin_group | people | People | | | | |
| | integer | women | Women | | | | |
| | end_group | | | | | | |
| | end_group | | | | | | |
| | text | why | Why? | | | | |
| | begin_repeat | site | Place | ${more} = 'yes' | | | |
| | text | name | Name | | yes | | |
| | begin_repeat | room | Room | | | | |
| | integer | beds | Beds | | | | |
| | end_repeat | | | | | | |
| | end_repeat | | | | | | |
| | integer | staff | Staff | | | | |
| | begin_repeat | person | Person | | | | ${staff} |
| | text | role | Role | | | | |
| | end_repeat | | | | | | |
| | text | last | Last | | | | |
| choices |
| | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
| settings |
| | form_title | form_id | version | style |
| | Visit | visit | 1 | STYLE |
"""
PLAIN, ONE_EACH = VISIT.replace("STYLE", "theme-grid"), VISIT.replace("STYLE", "pages")


def test_somebody_meets_each_group_and_each_run_as_a_page_and_passes_what_is_not_relevant() -> None:
    session = begin(PLAIN, more="no", staff="0")
    assert keys(session) == ["who", "why", "staff", "last"]
    session.answer(session.at("/data/more"), "yes")
    assert keys(session)[:3] == ["who", "about~street", "why"]
    legends = look(session, "about~street").xpath("//fieldset[@class='together']/legend/text()")
    assert legends == ["People"]


def test_an_author_can_ask_one_question_a_page_and_keep_a_group_together() -> None:
    session = begin(ONE_EACH, more="yes", staff="0")
    assert keys(session)[:4] == ["who", "more", "about~street", "why"]
    assert look(session, "who").xpath("//*[contains(@class, 'asked one')]")
    assert len(look(session, "about~street").xpath("//input[@type='text']")) == 2


def test_a_long_group_goes_on_on_the_next_page() -> None:
    rows = "".join(f"| | text | q{number} | Q{number} |\n" for number in range(95))
    table = f"| survey |\n| | type | name | label |\n| | begin_group | g | G |\n{rows}| | end_group | | |\n"
    assert keys(begin(table)) == ["g~q0", "g~q40", "g~q80"]


def test_as_many_as_the_form_knows_are_asked_one_after_another_without_a_list() -> None:
    session = begin(PLAIN, more="no", staff="2")
    assert keys(session)[2:] == ["staff", "person~1~role", "person~2~role", "last"]
    assert look(session, "person~2~role").xpath("//h2/text()") == ["Person 2"]


def test_somebody_is_asked_the_first_then_adds_changes_and_goes_on() -> None:
    session = begin(PLAIN, more="yes", staff="0")
    assert send(session, "why").go == "site~1~name"
    assert send(session, "site~1~name", **{"site[1]/name": "Casa"}).go == "site~1~room~1~beds"
    assert send(session, "site~1~room~1~beds", act="next").go == "site~1~room"
    assert send(session, "site~1~room", act="next").go == "site"
    assert send(session, "site", act="add").go == "site~2~name"
    assert send(session, "site~2~name", act="back").go == "site"
    unfinished = send(session, "site", act="next")
    assert unfinished.is_again
    assert [said.text for said in unfinished.told] == ["Entry 2 is not finished. Please change or remove it."]
    assert send(session, "site", act="add").go == "site~2~name", "the empty one is filled in first"
    send(session, "site~2~name", **{"site[2]/name": "Maison"})
    assert send(session, "site", act="next").go == "staff"
    following = after(session, page(session, "why"))
    assert following is not None
    assert following.key == "site", "those that are answered are passed over"
    line = look(session, "site").xpath("//ol/li[1]/p[1]")[0].text_content()
    assert " ".join(line.split()) == "Place 1 · Casa"
    assert send(session, "site", act="go:site~2~name").go == "site~2~name"


def test_somebody_removes_one_only_after_she_was_asked() -> None:
    session = begin(PLAIN, more="yes", staff="0")
    send(session, "site~1~name", **{"site[1]/name": "Casa"})
    send(session, "site", act="add")
    send(session, "site~2~name", **{"site[2]/name": "Maison"})
    asked = send(session, "site", act="remove:/data/site[1]")
    assert asked.is_again
    assert look(session, "site", asked).xpath("//button[@value='removed:/data/site[1]']")
    assert session.answers()["/data/site[1]/name"] == "Casa"
    assert send(session, "site", act="removed:/data/site[1]").go == "site"
    assert session.answers()["/data/site[1]/name"] == "Maison"
    assert send(session, "site", act="removed:/data/site[7]").go == "site"
    assert send(session, "site~1~name", act="remove", **{"site[1]/name": "Haus"}).asks == "/data/site[1]"
    assert send(session, "site~1~name", act="removed:/data/site[1]").go == "site"
    assert "/data/site[1]/name" not in session.answers()


def test_a_repeat_in_a_repeat_has_its_list_within_its_own() -> None:
    session = begin(PLAIN, more="yes", staff="0")
    send(session, "site~1~name", **{"site[1]/name": "Casa"})
    assert send(session, "site~1~room", act="add").go == "site~1~room~1~beds"
    send(session, "site~1~room~1~beds", **{"site[1]/room[1]/beds": "4"})
    assert send(session, "site~1~room", act="add").go == "site~1~room~2~beds"
    assert send(session, "site~1~room~2~beds", **{"site[1]/room[2]/beds": "2"}).go == "site~1~room"
    back = before(session, page(session, "site~1~room"))
    assert back is not None
    assert back.key == "site~1~name"
    assert look(session, "site~1~room~2~beds").xpath("//p[@class='meta']/text()")[0] == "Place 1"


def test_nobody_adds_more_than_can_be() -> None:
    session = begin(PLAIN, more="yes", staff="0")
    for number in range(1, 201):
        session.answer(session.at(f"/data/site[{number}]/name"), "x")
        if number < 200:
            session.add("/data/site", session.at("/data"))
    refused = send(session, "site", act="add")
    assert refused.is_again
    assert "200" in refused.told[0].text
    assert "/data/site[201]/name" not in session.answers()
    assert words(refused) == {}
