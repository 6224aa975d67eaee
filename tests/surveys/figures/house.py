"""A form with every kind of question, and answers to it: all made up."""

from collections.abc import Iterable, Mapping

from tests.surveys import making
from whrin.people.models import Person
from whrin.surveys import actions
from whrin.surveys.enums import Way
from whrin.surveys.instances import read_instance
from whrin.surveys.models import Form

TABLE = """
| survey |
| | type | name | label::English (en) | label::العربية (ar) | relevant |
| | select_one country | country | Which country? | أي بلد؟ | |
| | select_multiple need | needs | What is **missing**? | ما الذي ينقص؟ | |
| | integer | age | Your age | عمرك | |
| | date | opened | Opened on | تاريخ الافتتاح | |
| | begin_group | offers | What is there | ما هو متوفر | |
| | select_one ypn | tests | Tests | فحوص | |
| | select_one ypn | naloxone | Naloxone | نالوكسون | |
| | end_group | | | | |
| | rank need | order | What comes first? | ما الأول؟ | |
| | select_one ypn | care | Is there care for children? | هل توجد رعاية للأطفال؟ | ${{country}} = 'ke' |
| | text | words | In your own words | بكلماتك | |
| choices |
| | list_name | name | label::English (en) | label::العربية (ar) |
| | country | ke | Kenya | كينيا |
| | country | ug | Uganda | أوغندا |
| | country | tz | Tanzania | تنزانيا |
| | need | legal | Legal aid | مساعدة قانونية |
| | need | shelter | Shelter | مأوى |
| | ypn | yes | Yes | نعم |
| | ypn | partly | Partly | جزئيا |
| | ypn | no | No | لا |
| settings |
| | form_title | form_id | version | default_language |
| | A made-up house | house | {version} | English (en) |
"""


def open_house(by: Person, **wishes: object) -> Form:
    """Make the form, open for answers."""
    return making.open_form(by, "house", TABLE, **wishes)


def answer(form: Form, answers: Iterable[Mapping[str, str]]) -> None:
    """Take answers; a question that is not named was not asked, an empty one was and stayed empty."""
    version = form.versions.get()
    for number, one in enumerate(answers, form.answers.count()):
        told = {"offers": "", **one}
        inside = "".join(f"<{name}>{told[name]}</{name}>" for name in ("tests", "naloxone") if name in told)
        others = {
            name: text for name, text in one.items() if name not in {"tests", "naloxone", "words", "offers"}
        }
        before = "".join(f"<{name}>{text}</{name}>" for name, text in others.items())
        meta = f"<meta><instanceID>uuid:{form.pk}-{number}</instanceID></meta>"
        words = f"<words>{told.get('words', '')}</words>"
        xml = f'<data id="house" version="1">{before}<offers>{inside}</offers>{words}{meta}</data>'
        actions.take_answer(version=version, instance=read_instance(xml.encode()), way=Way.WEB, files=())


def from_country(code: str, times: int, **more: str) -> list[dict[str, str]]:
    """Return so many answers from a country."""
    return [{"country": code, **more}] * times
