"""A survey of houses, in two languages, with rooms, choices, a picture and a place; and answers to it."""

from io import BytesIO

from tests.surveys import making
from whrin.people.models import Person
from whrin.surveys import actions
from whrin.surveys.enums import Part, Way
from whrin.surveys.instances import read_instance
from whrin.surveys.models import Answer, AnswerEdition, Colleague, Form, Version

HOUSE = """
| survey |
| | type | name | label::English (en) | label::العربية (ar) | constraint | required | calculation |
| | text | house | Which house? | أي بيت؟ | | yes | |
| | select_multiple help | help | What does ${{house}} give? | ماذا يقدم؟ | | | |
| | integer | beds | How many beds? | كم سريرا؟ | . < 100 | | |
| | calculate | double | | | | | ${{beds}} * 2 |
| | geopoint | place | Where is it? | أين هو؟ | | | |
| | begin_group | people | People | ناس | | | |
| | date | opened | Open since when? | مفتوح منذ متى؟ | | | |
| | end_group | | | | | | |
| | begin_repeat | room | Room | غرفة | | | |
| | text | name | Name of the room | اسم الغرفة | | | |
| | end_repeat | | | | | | |
| | image | picture | A picture | صورة | | | |
| | note | thanks | Thank you | شكرا | | | |
| choices |
| | list_name | name | label::English (en) | label::العربية (ar) |
| | help | bed | A bed | سرير |
| | help | food | A meal | وجبة |
| settings |
| | form_title | form_id | version | default_language |
| | Houses | house | {version} | English (en) |
"""
PICTURE = b"\x89PNG\r\n\x1a\n"


def house_form(by: Person, **wishes: object) -> Form:
    """Make the survey of houses, open."""
    return making.open_form(by, "house", HOUSE, **wishes)


def xml(
    house: str = "Sample house",
    *,
    number: int = 1,
    replaces: int | None = None,
    helps: str = "bed food",
    rooms: tuple[str, ...] = ("Blue", "Red"),
    version: str = "1",
    picture: str = "",
) -> bytes:
    """Return an answer, as a phone would send it."""
    instead = "" if replaces is None else f"<deprecatedID>uuid:{replaces}</deprecatedID>"
    inside = "".join(f"<room><name>{name}</name></room>" for name in rooms)
    return (
        f'<data id="house" version="{version}"><house>{house}</house><help>{helps}</help><beds>3</beds>'
        f"<double>6</double><place/><people><opened>2026-03-08</opened></people>{inside}"
        f"<picture>{picture}</picture><thanks/>"
        f"<meta><instanceID>uuid:{number}</instanceID>{instead}</meta></data>"
    ).encode()


def take(form: Form, sent: bytes, *, way: Way = Way.PHONE, file: bytes = b"") -> AnswerEdition:
    """Let an answer come in; `file`: its picture, `a.png`."""
    instance = read_instance(sent)
    version = Version.objects.select_related("form").get(form=form, name=instance.version)
    files = [actions.SentFile("a.png", "image/png", BytesIO(file))] if file else []
    return actions.take_answer(version=version, instance=instance, way=way, files=files)


def answer(form: Form, *, number: int = 1, house: str = "Sample house", **what: object) -> Answer:
    """Let an answer come in and return it, with its form."""
    found = take(form, xml(house, number=number, **what)).answer  # type: ignore[arg-type]
    found.form = form
    return found


def colleague(form: Form, person: Person, part: Part) -> Person:
    """Put somebody of the staff on the form's team."""
    Colleague.objects.update_or_create(form=form, person=person, defaults={"part": part})
    return person
