"""Answers as tables: columns over all versions, rows with every kind of answer."""

import pytest

from tests.surveys import making
from tests.surveys.test_keeping import ForNamedPeople
from whrin.people.models import Person
from whrin.surveys import actions
from whrin.surveys.enums import AnswerState, Way
from whrin.surveys.filters import Filters
from whrin.surveys.instances import read_instance
from whrin.surveys.models import Answer, AnswerEdition, Form
from whrin.surveys.sealing import register_sealer
from whrin.surveys.tables import Kind, columns_of, languages_of, rows_of

HOUSE = """
| survey |
| | type | name | label::English (en) | label::French (fr) | relevant |
| | start | begun | | | |
| | text | house | Which house? | Quelle maison ? | |
| | note | thanks | Thank you, ${{house}} | Merci | |
| | begin_group | care | Care | Soins | |
| | select_one yn | open | Is ${{house}} open? | Ouverte ? | |
| | select_multiple yn | needs | Needs | Besoins | ${{open}} = 'y' |
| | end_group | | | | |
| | select_one_from_file towns.csv | town | Town | Ville | |
| | begin_repeat | room | Rooms | Pièces | |
| | integer | beds | Beds | Lits | |
| | begin_repeat | guest | Guests | Invitées | |
| | text | said | What she said | Ses mots | |
| | end_repeat | | | | |
| | end_repeat | | | | |
| | geopoint | place | Where? | Où ? | |
| | acknowledge | agreed | Agreed? | D'accord ? | |
| choices |
| | list_name | name | label::English (en) | label::French (fr) |
| | yn | y | Yes | Oui |
| | yn | n | No | Non |
| settings |
| | form_title | form_id | version | instance_name |
| | A house | house | {version} | ${{house}} |
"""
ANSWER = """<data id="house" version="{version}"><begun>2026-11-22T10:00:00.000Z</begun><house>{house}</house>
<care><open>y</open><needs>y n</needs></care><town>nbo</town>
<room><beds>4</beds><guest><said>a</said></guest><guest><said>b</said></guest></room>
<room><beds>2</beds><guest><said>c</said></guest></room>
<place>-1.28 36.82 0 5</place><agreed>OK</agreed>
<meta><instanceID>{number}</instanceID><instanceName>{house}</instanceName></meta></data>"""


def take(form: Form, house: str = "Sample house", *, version: str = "1", number: str = "1") -> AnswerEdition:
    xml = ANSWER.format(house=house, version=version, number=number).encode()
    which = form.versions.get(name=version)
    return actions.take_answer(version=which, instance=read_instance(xml), way=Way.WEB)


@pytest.fixture
def house(coordinator: Person) -> Form:
    """A house with rooms and guests, and one answer."""
    form = making.open_form(coordinator, "house", HOUSE, keeps_place=True, keeps_why="To find it.")
    take(form)
    return form


def test_columns_are_what_can_be_answered_with_labels_in_each_language(house: Form) -> None:
    columns = {column.name: column for column in columns_of(house)}
    assert list(columns) == [
        "house", "open", "needs", "town", "beds", "said", "place", "agreed", "instanceName"
    ]  # fmt: skip
    assert [columns[name].kind for name in ("open", "needs", "beds", "place", "agreed")] == [
        Kind.ONE, Kind.MANY, Kind.INTEGER, Kind.POINT, Kind.TICK
    ]  # fmt: skip
    assert columns["open"].label() == "Is ${house} open?" and columns["open"].label("fr") == "Ouverte ?"
    assert columns["needs"].words("y n", "French (fr)") == "Oui; Non"
    assert columns["town"].words("kla") == "Kampala"
    assert (columns["beds"].repeat, columns["said"].repeat) == ("/data/room", "/data/room/guest")
    assert "open" in columns["needs"].relevant
    assert languages_of(house) == ["English (en)", "French (fr)"]


def test_a_row_holds_each_round_and_where_it_stands(house: Form) -> None:
    (row,) = rows_of(house)
    assert row.values["/data/care/needs"] == "y n" and row.values["/data/place"] == "-1.28 36.82 0 5"
    assert [room["/data/room/beds"] for room in row.repeats["/data/room"]] == ["4", "2"]
    assert row.said("/data/room/guest/said") == ["a", "b", "c"]
    assert row.places["/data/room/guest"] == [(1, 1), (1, 2), (2, 1)]
    assert (row.version, row.way, row.state) == ("1", Way.WEB, AnswerState.RECEIVED)


def test_a_trace_that_is_kept_no_longer_does_not_leave_either(house: Form) -> None:
    Form.objects.update(keeps_place=False, keeps_why="")
    house.refresh_from_db()
    assert "place" not in {column.name for column in columns_of(house)}
    assert "/data/place" not in next(rows_of(house)).values


def test_answers_to_old_versions_stand_under_the_new_names(house: Form, coordinator: Person) -> None:
    newer = HOUSE.replace("| house |", "| home |").replace("{{house}}", "{{home}}")
    newer = newer.replace("| integer | beds", "| decimal | beds").replace(
        "| | text | said |", "| | text | word |"
    )
    making.publish(house, coordinator, newer.replace("| yn | n | No", "| yn | m | Maybe"), version="2")
    house.renames = {"/data/house": "/data/home"}
    house.save()
    columns = {column.name: column for column in columns_of(house)}
    assert columns["home"].versions == ("2", "1") and "house" not in columns
    assert columns["beds"].kind == Kind.DECIMAL
    assert [choice.value for choice in columns["open"].choices] == ["y", "m", "n"]
    names = list(columns)
    assert names[names.index("word") - 1 : names.index("word") + 2] == ["said", "word", "place"]
    (row,) = rows_of(house)
    assert row.values["/data/home"] == "Sample house"


def test_what_is_asked_for_narrows_the_rows(house: Form) -> None:
    second = take(house, "Other house", number="2")
    Answer.objects.filter(pk=second.answer_id).update(state=AnswerState.APPROVED)
    assert len(list(rows_of(house, filters=Filters(states=("approved",))))) == 1
    assert len(list(rows_of(house, filters=Filters(question="/data/house", part="other")))) == 1
    newest = rows_of(house, answers=Answer.objects.order_by("-pk"))
    assert [row.values["/data/house"] for row in newest] == ["Other house", "Sample house"]
    Answer.objects.all().delete()
    assert list(rows_of(house)) == []


def test_answers_for_named_people_open_with_what_they_bring_and_not_without(coordinator: Person) -> None:
    sealer = ForNamedPeople()
    register_sealer(sealer)
    try:
        form = making.open_form(coordinator, "house", HOUSE, is_sensitive=True)
        take(form)
        (shut,) = rows_of(form)
        (opened,) = rows_of(form, bearer=sealer.private)
    finally:
        register_sealer(None)
    assert not shut.is_open and not shut.values and opened.said("/data/town") == ["nbo"]
