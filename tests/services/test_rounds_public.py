"""What the public sees of mapping rounds, and of figures of surveys that were published: frozen, and nothing
of a few.
"""

import csv
import hashlib
import io
import json
from typing import Any

import pytest
from django.test import Client

from tests import cast
from tests.forum.roles import browser_of
from tests.services import making, rounding
from tests.services.exits import told_by
from tests.services.rounding import saying
from whrin.people.models import Person
from whrin.services.actions import change_service, withdraw_service
from whrin.services.enums import RoundState
from whrin.services.models import PublishedResults, Round
from whrin.services.rounds.ending import correct_round
from whrin.services.rounds.published import last_round
from whrin.services.rounds.publishing import CannotPublishResults, publish_results
from whrin.services.rounds.results import before

pytestmark = [pytest.mark.once, pytest.mark.django_db]

PAGE = "/en/services/rounds/sample-2026/"
DATASET = "/en/services/data/sets/round-sample-2026/"
#: 18 informants: two of them, and one of a country, are few.
ANSWERS = [*saying(9), *saying(7, "no", kind="other"), *saying(2, "partly", kind="service", country="UG")]


@pytest.fixture
def coordinator() -> Person:
    return cast.coordinator()


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


def files_of(client: Client, dataset: str) -> dict[str, bytes]:
    """Return every file of a dataset by its name, once its hash on the page was found true."""
    page = text_of(client, dataset)
    found = {}
    for part in page.split('href="')[1:]:
        address = part.partition('"')[0]
        if address.startswith(dataset) and address != dataset:
            content = client.get(address).content
            assert hashlib.sha256(content).hexdigest() in page
            found[address.rpartition("/")[2]] = content
    return found


def test_what_was_published_stays_whatever_comes_later(client: Client, coordinator: Person) -> None:
    service = making.service(name="Sample house")
    one = rounding.published(coordinator, ANSWERS)
    page, files = text_of(client, PAGE), files_of(client, DATASET)
    for told in ("From 18 informants", "Found.", "Why.", "How.", "Sample house", "Are there services?"):
        assert told in page
    assert one.form is not None
    one.form.answers.all().delete()
    making.service(name="Sample newcomer")
    change_service(service=service, content={"name": "Renamed house"}, origin=making.FROM_DESK, by=None)
    assert text_of(client, PAGE) == page.replace("Sample house", "Renamed house")
    correct_round(one=one, texts={"en": "A word was wrong."}, by=coordinator)
    assert "A word was wrong." in text_of(client, PAGE)
    later = files_of(client, DATASET)
    assert {name: later[name] for name in files} == files
    assert set(later) - set(files) == {"sample-2026-v2.csv", "sample-2026-v2.json"}
    assert "A word was wrong." in later["sample-2026-v2.json"].decode()


def test_what_is_said_by_a_few_is_in_no_exit(client: Client, coordinator: Person) -> None:
    one = rounding.published(coordinator, ANSWERS)
    assert one.results["n"] == 18
    assert one.results["countries"] == {"KE": None, "UG": None}
    counts = {q["name"]: {p["code"]: p["count"] for p in q["parts"]} for q in one.results["questions"]}
    assert counts["known"]["partly"] is None and None in (counts["known"]["yes"], counts["known"]["no"])
    assert not {"good", "name", "kind", "country"} & set(counts)
    files = files_of(client, DATASET)
    rows = list(csv.DictReader(io.StringIO(files["sample-2026-v1.csv"].decode())))
    assert {row["count"] for row in rows if row["answer"] in {"partly", "UG", "KE"}} == {"hidden"}
    assert json.loads(files["sample-2026-v1.json"])["results"] == one.results
    for path in (PAGE, DATASET, *(f"{DATASET}{one.published_on}/{name}" for name in files)):
        assert "WordsOfHers" not in told_by(client, path)


@pytest.mark.usefixtures("tasks_at_once")
def test_a_withdrawn_service_is_named_nowhere(client: Client, coordinator: Person) -> None:
    gone, _stays = making.service(name="Sample refuge"), making.service(name="Sample house")
    rounding.published(coordinator, ANSWERS)
    withdraw_service(service=gone, by=None, source="organisation")
    for path in (PAGE, f"{PAGE}round.pdf", f"{PAGE}round.docx"):
        told = told_by(client, path)
        assert "Sample house" in told and "Sample refuge" not in told, path
    assert "1 service has left the map since." in text_of(client, PAGE)
    assert not any(b"refuge" in content for content in files_of(client, DATASET).values())


@pytest.mark.parametrize("state", [RoundState.OPEN, RoundState.CLOSED])
def test_before_its_publishing_a_round_tells_no_figure(
    client: Client, coordinator: Person, state: RoundState
) -> None:
    form = rounding.form_of(coordinator)
    rounding.made_round(form, state=state)
    before_any = text_of(client, PAGE)
    rounding.answer(form, ANSWERS)
    assert text_of(client, PAGE) == before_any
    assert "Kenya" not in before_any and "Found." not in before_any
    assert client.get(DATASET).status_code == client.get(f"{PAGE}round.pdf").status_code == 404
    Round.objects.update(state=RoundState.PLANNED)
    assert client.get(PAGE).status_code == 404
    assert "sample-2026" not in text_of(client, "/en/services/rounds/")


def test_a_reader_sees_what_became_different_since_the_round_before(
    client: Client, coordinator: Person
) -> None:
    rounding.published(coordinator, [*saying(6), *saying(6, "no")], year=2025)
    one = rounding.published(coordinator, [*saying(15), *saying(5, "no")])
    shares = {
        part["code"]: (part["share"], part.get("before")) for part in one.results["questions"][0]["parts"]
    }
    assert shares["yes"] == (75, 50) and shares["no"] == (25, 50)
    assert "of 12 informants" in text_of(client, PAGE)
    assert last_round(country="KE") == one and before(one) == Round.objects.get(year=2025)
    making.service()
    assert PAGE in text_of(client, "/en/places/ke/") and last_round(country="PT") is None


def test_a_title_in_another_language_says_so(client: Client, coordinator: Person) -> None:
    rounding.published(coordinator, ANSWERS)
    assert '<h1 lang="ar" dir="rtl">نتائج عينة</h1>' in text_of(client, PAGE.replace("/en/", "/ar/"))
    assert '<h1 lang="en" dir="ltr">' in text_of(client, PAGE.replace("/en/", "/fr/"))


@pytest.mark.parametrize("rounds", [1, 3])
def test_the_list_of_rounds_asks_the_same_of_the_database(
    client: Client, coordinator: Person, rounds: int, django_assert_num_queries: Any
) -> None:
    for number in range(rounds):
        rounding.made_round(None, year=2024 + number, state=RoundState.OPEN)
    client.get("/en/services/rounds/")
    with django_assert_num_queries(2):
        client.get("/en/services/rounds/")
    assert client.get("/en/services/rounds/?page=2").status_code == 404


def test_a_coordinator_publishes_figures_of_a_survey_and_a_new_version_beside_it(
    client: Client, coordinator: Person
) -> None:
    form = rounding.form_of(coordinator)
    rounding.answer(form, saying(4))

    def publish() -> PublishedResults:
        return publish_results(form=form, method="By hand.", language="en", by=coordinator)

    with pytest.raises(CannotPublishResults):
        publish()
    rounding.answer(form, [*saying(5), *saying(6, "no", kind="other")])
    first = publish()
    dataset = f"/en/services/data/sets/survey-{first.pk}/"
    files = files_of(client, dataset)
    rounding.answer(form, saying(1, "partly"))
    with pytest.raises(CannotPublishResults):  # one version less the other would be her answer
        publish()
    assert PublishedResults.objects.count() == 1
    rounding.answer(form, saying(5))
    assert publish().number == 2
    later = files_of(client, dataset)
    assert len(later) == 4 and {name: later[name] for name in files} == files
    assert "By hand." in text_of(client, dataset) and b"WordsOfHers" not in b"".join(later.values())
    rounding.made_round(form)
    with pytest.raises(CannotPublishResults):
        publish()


def test_a_coordinator_is_told_at_the_desk_why_nothing_was_published(
    coordinator: Person,
) -> None:
    form = rounding.form_of(coordinator)
    client = browser_of(coordinator)
    page = f"/desk/services/results/{form.pk}/"
    answer = client.post(page, {"method": "Asked by mail.", "language": "en"})
    assert answer.status_code == 422 and "Asked by mail." in answer.content.decode()
    assert not PublishedResults.objects.exists()
    rounding.answer(form, saying(6))
    answer = client.post(page, {"method": "Asked by mail.", "language": "en"})
    assert (answer.status_code, answer["Location"]) == (302, "/desk/services/results/")
    assert PublishedResults.objects.get().informants == 6
