import pytest
from django.test import Client
from django.urls import reverse

from tests.incidents.making import CODE, STORY, World, carried_in, opened_by, post, tell, walk
from whrin.incidents.models import Counted, Message, Report
from whrin.incidents.telling.steps import STEPS
from whrin.vault.models import Grant


def test_she_tells_and_a_caseworker_of_the_team_reads_it(room: World) -> None:
    client = Client()
    report, code = tell(client, year="2026", month="10", part="Kisumu")

    assert not client.cookies
    assert len(code) == 20
    one = opened_by(room.heron, report)
    assert (one.told.what, one.told.happened, one.told.part) == (STORY, "2026-10", "Kisumu")
    assert one.consent.count
    assert not one.consent.quote
    assert one.summary.country == "KE"
    assert report.week.startswith("20")
    assert Grant.objects.filter(shared=report.key).count() == 3


def test_nothing_is_kept_before_she_sends_and_a_page_shows_no_answer_of_an_earlier_one(room: World) -> None:
    carried = walk()

    assert not Report.objects.exists()
    assert "Canary" not in carried
    page = post(Client(), carried, go="whom")
    assert "Canary" not in page


def test_the_same_page_sent_twice_is_one_report_with_one_code(room: World) -> None:
    carried = walk()
    first, second = (post(Client(), carried, go="send") for _ in range(2))

    assert Report.objects.count() == 1
    assert CODE.findall(first) == CODE.findall(second)


def test_she_comes_back_with_digits_of_her_script_writes_once_and_takes_everything_back(room: World) -> None:
    report, code = tell()
    client = Client()
    arabic = code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    page = client.post(reverse("incidents:come_back"), {"code": f"{arabic[:4]} {arabic[4:]}"})
    assert STORY in page.content.decode()

    hidden = {name: page.context[name] for name in ("ticket", "once")}
    for _ in range(2):
        client.post(reverse("incidents:come_back"), {**hidden, "go": "write", "text": "One more thing."})
    assert [words.text for words in opened_by(room.wren, report).messages()] == ["One more thing."]

    asked = client.post(reverse("incidents:come_back"), {**hidden, "go": "withdraw"})
    assert Report.objects.exists()
    client.post(
        reverse("incidents:come_back"), {"ticket": asked.context["ticket"], "go": "withdraw", "sure": "yes"}
    )
    assert not Report.objects.exists()
    assert not Message.objects.exists()
    assert not Counted.objects.exists()
    assert not Grant.objects.exists()
    assert client.post(reverse("incidents:come_back"), {"code": code}).status_code == 404


def test_a_wrong_date_is_asked_again_with_what_she_typed(room: World) -> None:
    client = Client()
    page = client.post(reverse("incidents:ask")).content.decode()
    answer = client.post(
        reverse("incidents:ask"),
        {"carried": carried_in(page), "step": "when", "go": "on", "day": "31", "month": "2", "year": "2026"},
    )

    assert answer.status_code == 422
    assert 'value="31"' in answer.content.decode()


def test_a_changed_page_gives_back_what_she_typed_and_sends_nothing(room: World) -> None:
    carried = walk()
    changed = ("A" if carried[40] != "A" else "B").join((carried[:40], carried[41:]))
    answer = Client().post(reverse("incidents:ask"), {"carried": changed, "step": "what", "what": STORY})

    assert answer.status_code == 400
    assert STORY in answer.content.decode()
    assert not Report.objects.exists()


@pytest.mark.django_db
def test_where_nobody_could_read_it_nothing_is_taken_and_she_is_told() -> None:
    answer = Client().post(reverse("incidents:ask"), {"carried": walk(), "go": "send"})

    assert answer.status_code == 503
    assert STORY in answer.content.decode()
    assert not Report.objects.exists()


def test_every_question_may_be_left_out_but_not_all(room: World) -> None:
    client = Client()
    page = client.post(reverse("incidents:ask")).content.decode()
    for step in STEPS:
        page = post(client, carried_in(page), step=step.name, go="on")
    answer = client.post(reverse("incidents:ask"), {"carried": carried_in(page), "go": "send"})

    assert answer.status_code == 422
    assert not Report.objects.exists()
