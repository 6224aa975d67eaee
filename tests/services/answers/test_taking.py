import pytest

from tests.services import making
from tests.surveys import making as surveys
from whrin.people.models import Person
from whrin.services.answers.taking import NoMappingForm, answer_of, begin_mapping, end_mapping, take_answers
from whrin.services.models import MappingForm, Proposal
from whrin.surveys.actions import take_answer
from whrin.surveys.enums import Way
from whrin.surveys.instances import read_instance
from whrin.surveys.models import Answer, Form

pytestmark = pytest.mark.django_db

MAPPING = """
| survey |
| | type | name | label |
| | select_one who | kind | Who tells? |
| | text | country | Country |
| | text | part | State |
| | begin_repeat | service | A service |
| | text | name | Name |
| | text | kinds | Kinds |
| | text | town | Town |
| | text | web | Web address |
| | text | may_publish | May its address be told? |
| | text | address | Address |
| | text | source | From where do you know? |
| | text | naloxone | Naloxone |
| | end_repeat | | |
| choices |
| | list_name | name | label |
| | who | woman | A woman |
| settings |
| | form_title | form_id | version |
| | Mapping | mapping | {version} |
"""
HOUSE = "<name>Sample house</name><kinds>shelter</kinds><town>Nairobi</town><naloxone>yes</naloxone>"


@pytest.fixture
def form(coordinator: Person) -> Form:
    """Return a mapping survey that is open."""
    return surveys.open_form(coordinator, "mapping", MAPPING)


def send(form: Form, *sheets: str, number: str = "uuid:1", country: str = "KE") -> None:
    told = "".join(f"<service>{sheet}</service>" for sheet in sheets)
    meta = f"<meta><instanceID>{number}</instanceID></meta>"
    xml = f'<data id="mapping" version="1"><kind>woman</kind><country>{country}</country>{told}{meta}</data>'
    take_answer(version=form.versions.get(), instance=read_instance(xml.encode()), way=Way.WEB)


def test_each_sheet_becomes_a_proposal_once_and_names_its_answer(form: Form, coordinator: Person) -> None:
    send(form, HOUSE, "<name>Sample group</name><town>Kisumu</town>")
    begin_mapping(form=form, by=coordinator)
    assert take_answers() == 2 and take_answers() == 0
    house, group = Proposal.objects.order_by("reference")
    assert answer_of(house) == ("mapping", Answer.objects.get().pk)
    assert (house.kind, house.source, house.said_by) == ("add", "survey", "woman")
    assert house.changes["claim:naloxone"]["new"]["said_by"] == "woman"
    assert group.changes["name"]["new"] == "Sample group"


def test_what_speaks_of_a_record_that_is_there_proposes_only_what_is_new(
    form: Form, coordinator: Person
) -> None:
    there = making.service(name="Sample House", types=["nsp"], **{"claim:naloxone": making.claim("no")})
    begin_mapping(form=form, by=coordinator)
    send(form, HOUSE)
    assert take_answers() == 1
    proposal = Proposal.objects.get()
    assert proposal.service == there and proposal.kind == "correct"
    told = {name for name in proposal.changes if not name.startswith("place:")}
    assert told == {"types", "claim:naloxone"} and proposal.changes["types"]["new"] == ["nsp", "shelter"]
    assert there.changes.filter(number__gt=1).count() == 0


def test_an_answer_that_is_deleted_takes_back_what_waits(form: Form, coordinator: Person) -> None:
    begin_mapping(form=form, by=coordinator)
    send(form, HOUSE)
    take_answers()
    Answer.objects.all().delete()
    take_answers()
    proposal = Proposal.objects.get()
    assert proposal.state == "taken_back" and "house" not in str(proposal.changes)


def test_what_a_record_cannot_hold_is_left_to_the_answer_and_the_next_is_read(
    form: Form, coordinator: Person
) -> None:
    begin_mapping(form=form, by=coordinator)
    send(form, HOUSE, country="Kenya")
    send(form, "<name>Sample group</name>", number="uuid:2")
    assert take_answers() == 1
    assert Proposal.objects.get().changes["name"]["new"] == "Sample group"


def test_a_form_without_the_questions_is_no_mapping_survey(coordinator: Person) -> None:
    other = surveys.open_form(coordinator)
    with pytest.raises(NoMappingForm):
        begin_mapping(form=other, by=coordinator)
    end_mapping(form=other, by=coordinator)
    assert not MappingForm.objects.exists()
