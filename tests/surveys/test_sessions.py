"""One who fills in a form: what she is asked, what follows from her answers, what is refused."""

from datetime import UTC, datetime

import pytest
from lxml import etree

from tests.surveys.vectors import RECORDINGS
from whrin.surveys.xform import Form, FormError, Session, read_form
from whrin.surveys.xform.definition import Question
from whrin.surveys.xform.errors import AnswerFault
from whrin.surveys.xform.offers import questions
from whrin.surveys.xform.submitting import submission
from whrin.surveys.xlsform import convert_form, read_sheets
from whrin.surveys.xpath import Environment, Node
from whrin.surveys.xpath.documents import tree_of

pytestmark = pytest.mark.once
CLOCK = datetime(2026, 11, 21, 19, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def form() -> Form:
    return read_form((RECORDINGS / "house.xml").read_bytes())


@pytest.fixture
def session(form: Form) -> Session:
    return Session(form, Environment(clock=lambda: CLOCK))


def _question(form: Form, path: str) -> Question:
    return next(question for question in questions(form) if question.path == path)


def _offered(session: Session, path: str) -> list[tuple[str, str]]:
    offers = session.choices(_question(session.form, path), session.at(path))
    return [(offer.value, offer.label.text) for offer in offers]


def test_a_form_says_what_it_is(form: Form) -> None:
    assert (form.identifier, form.version, form.title) == ("sample", "1", "Sample")
    assert form.languages == ("English (en)", "French (fr)")
    assert form.outside == {"towns": "jr://file-csv/towns.csv"}
    assert [question.control for question in questions(form)][:3] == ["input", "select1", "select1"]


def test_she_begins_with_what_the_form_gives(session: Session) -> None:
    answers = session.answers()
    assert answers["/data/country"] == "ke"
    assert answers["/data/today"] == answers["/data/g/d"] == "2026-11-21"
    assert answers["/data/site[1]/women"] == "2"
    assert answers["/data/meta/instanceID"].startswith("uuid:")


def test_a_refused_answer_changes_nothing_and_says_why_in_her_language(form: Form) -> None:
    session = Session(form, Environment(), language="French (fr)")
    name = session.at("/data/name")
    assert session.answer(name, "Amina") == []
    (fault,) = session.answer(name, "Al")
    assert (fault.fault, fault.node) == (AnswerFault.CONSTRAINT, name)
    assert name.value == "Amina"
    session.language = "English (en)"
    (fault,) = session.answer(name, "Al")
    assert fault.message is not None
    assert fault.message.text == "Too short Al"


def test_texts_carry_her_answers_and_change_with_the_language(session: Session) -> None:
    session.answer(session.at("/data/name"), "Amina")
    city = _question(session.form, "/data/city")
    english = session.say(city.label, session.at("/data/city"))
    session.language = "French (fr)"
    french = session.say(city.label, session.at("/data/city"))
    assert english is not None
    assert french is not None
    assert (english.text, french.text) == ("City in Amina", "Ville")
    hint = session.say(_question(session.form, "/data/name").hint, session.at("/data/name"))
    assert hint is not None
    assert set(hint.others) == {"guidance"}


def test_choices_follow_answers_and_leave_when_they_are_offered_no_more(session: Session) -> None:
    assert _offered(session, "/data/city") == [("nbo", "Nairobi")]
    session.answer(session.at("/data/city"), "nbo")
    session.language = "French (fr)"
    session.answer(session.at("/data/country"), "ug")
    assert session.at("/data/city").value == ""
    assert _offered(session, "/data/country") == [("ke", "Kenya"), ("ug", "Ouganda")]


def test_lists_from_outside_are_given_or_empty(form: Form, session: Session) -> None:
    assert _offered(session, "/data/town") == []
    rows = etree.fromstring("<root><item><name>n</name><label>Nakuru</label></item></root>")
    given = Session(form, Environment(instances={"towns": tree_of(rows)}))
    assert _offered(given, "/data/town") == [("n", "Nakuru")]
    assert given.environment.pulldata is not None
    assert given.environment.pulldata("towns", "label", "name", "n") == "Nakuru"
    assert given.environment.pulldata("towns", "label", "name", "x") == ""


def test_a_count_lets_a_repeat_grow_and_shrink(session: Session) -> None:
    n = session.at("/data/n")
    session.answer(n, "3")
    session.answer(session.at("/data/site[3]/women"), "7")
    assert session.at("/data/total").value == 11
    assert session.answers()["/data/site[3]/pos"] == "3"
    session.answer(n, "1")
    with pytest.raises(LookupError):
        session.at("/data/site[2]")
    assert session.at("/data/total").value == 2
    session.answer(n, "")
    assert session.at("/data/site[1]/women").value == 2
    session.answer(n, "0")
    assert session.at("/data/total").value == 0
    session.answer(n, "2")
    first, second = (child for child in session.root.children[0].children if child.name == "site")
    assert [child.value for child in (*first.children, *second.children)] == [2, 1, 4, 2, 2, 4]


def test_one_filling_in_knows_nothing_of_another(form: Form) -> None:
    world = Environment(clock=lambda: CLOCK)
    first, second = Session(form, world), Session(form, world)
    first.answer(first.at("/data/name"), "Amina")
    assert second.at("/data/name").value == ""
    assert world.choice_name is None
    assert first.environment.choice_name is not second.environment.choice_name


def test_no_repeat_grows_without_end(session: Session) -> None:
    data = session.at("/data")
    data.children.extend(Node("free", repeat=True) for _ in range(1_000))
    with pytest.raises(FormError, match="at most"):
        session.add("/data/free", data)


def test_she_adds_and_removes_instances(session: Session) -> None:
    added = session.add("/data/free", session.at("/data"))
    session.answer(added.children[0], "second")
    session.remove(session.at("/data/free[1]"))
    assert session.answers()["/data/free[1]/t"] == "second"
    names = [child.name for child in session.root.children[0].children]
    assert names.index("site") < names.index("free") < names.index("total")
    with pytest.raises(ValueError, match="Only instances"):
        session.remove(session.at("/data/name"))
    with pytest.raises(ValueError, match="no such repeat"):
        session.add("/data/name", session.at("/data"))


def test_what_is_not_relevant_is_not_asked_for_and_not_sent(session: Session) -> None:
    session.answer(session.at("/data/needs"), "other")
    session.answer(session.at("/data/other"), "words")
    assert b"<other>words</other>" in submission(session.form, session.root)
    session.answer(session.at("/data/needs"), "legal")
    assert b"words" not in submission(session.form, session.root)
    assert b"<g>" not in submission(session.form, session.root)
    # It comes back if she changes her mind.
    session.answer(session.at("/data/needs"), "legal other")
    assert b"<other>words</other>" in submission(session.form, session.root)


def test_a_changed_answer_gives_another_its_value(session: Session) -> None:
    session.answer(session.at("/data/name"), "Amina")
    assert session.at("/data/g/copy").value == "Amina"
    session.answer(session.at("/data/g/copy"), "other")
    session.answer(session.at("/data/name"), "Amina")
    assert session.at("/data/g/copy").value == "other"


def test_what_she_takes_back_is_gone_also_where_it_is_missed(session: Session) -> None:
    name = session.at("/data/name")
    session.answer(name, "Amina")
    assert [fault.fault for fault in session.answer(name, " ")] == [AnswerFault.REQUIRED]
    assert name.value == ""
    assert "Amina" not in submission(session.form, session.root).decode().partition("<g>")[0]


def test_what_must_be_answered_is_missed_only_where_it_is_asked(session: Session) -> None:
    assert [(fault.node.name, fault.fault) for fault in session.faults()] == [("name", AnswerFault.REQUIRED)]
    session.at("/data/name").relevant = False
    assert session.faults() == []


@pytest.mark.parametrize(
    ("place", "text", "fault"),
    [
        ("/data/n", "many", AnswerFault.NOT_A_NUMBER),
        ("/data/n", "1.5", AnswerFault.NOT_A_WHOLE_NUMBER),
        ("/data/n", "9" * 400, AnswerFault.NOT_A_WHOLE_NUMBER),
        ("/data/g/d", "2026-02-30", AnswerFault.NOT_A_DATE),
        ("/data/g/d", "2027-01-01", AnswerFault.CONSTRAINT),
        ("/data/gp", "91 10", AnswerFault.NOT_A_PLACE),
        ("/data/gp", "here", AnswerFault.NOT_A_PLACE),
        ("/data/name", "x" * 100_001, AnswerFault.TOO_LONG),
    ],
)
def test_what_is_no_answer_of_its_kind_is_refused(
    session: Session, place: str, text: str, fault: AnswerFault
) -> None:
    before = session.answers()
    assert [found.fault for found in session.answer(session.at(place), text)] == [fault]
    assert session.answers() == before


def test_a_draft_is_taken_up_again_also_by_a_form_that_has_changed(form: Form, session: Session) -> None:
    session.answer(session.at("/data/name"), "Amina")
    session.answer(session.at("/data/n"), "2")
    session.answer(session.at("/data/site[2]/women"), "9")
    answers = session.answers() | {
        "/data/gone": "1",
        "/data/site[99999]/women": "1",
        "/data/name[2]": "x",
        "": "y",
    }
    again = Session(form, Environment(clock=lambda: CLOCK), answers=answers)
    assert again.answers() == session.answers()


def test_control_letters_do_not_break_what_is_sent(session: Session) -> None:
    session.answer(session.at("/data/name"), "A\x00mi\x0bna <&>\ud800")
    assert b"<name>Amina &lt;&amp;&gt;</name>" in submission(session.form, session.root)


ROOMS = """
| survey |
| | type | name | label | relevant | calculation | repeat_count |
| | begin repeat | house | House | | | |
| | integer | rooms | Rooms | | | |
| | begin repeat | room | Room | | | ${rooms} |
| | integer | beds | Beds | | | |
| | end repeat | | | | | |
| | select_one yesno | told | Shall we count? | | | |
| | begin group | counted | Counted | ${told} = 'yes' | | |
| | calculate | all_beds | | | sum(${beds}) | |
| | end group | | | | | |
| | end repeat | | | | | |
| choices |
| | list_name | name | label |
| | yesno | yes | Yes |
"""


def _rooms() -> Session:
    form = read_form(convert_form(read_sheets(ROOMS.encode())).xform.encode())
    return Session(form, Environment(clock=lambda: CLOCK))


def test_a_repeat_in_a_repeat_is_counted_by_its_own_house() -> None:
    session = _rooms()
    session.add("/data/house", session.at("/data"))
    session.answer(session.at("/data/house[1]/rooms"), "1")
    session.answer(session.at("/data/house[2]/rooms"), "3")
    rooms = [
        sum(child.name == "room" for child in house.children) for house in session.at("/data").children[:2]
    ]
    assert rooms == [1, 3]


def test_what_was_calculated_while_it_was_not_relevant_is_right_when_it_is() -> None:
    session = _rooms()
    session.answer(session.at("/data/house[1]/rooms"), "2")
    session.answer(session.at("/data/house[1]/room[1]/beds"), "4")
    session.answer(session.at("/data/house[1]/room[2]/beds"), "5")
    session.answer(session.at("/data/house[1]/told"), "yes")
    assert session.at("/data/house[1]/counted/all_beds").value == 9
