"""What a phone brought is sealed for caseworkers, and becomes a report when one of them comes."""

import io
from pathlib import Path

import pytest
from django.urls import reverse

from tests import cast
from tests.incidents.making import World, opened_by, standing
from tests.vault.making import holder
from whrin.incidents.actions.standings import end_standing
from whrin.incidents.enums import Role
from whrin.incidents.models import Report, Standing
from whrin.incidents.offline import samples
from whrin.surveys.actions import SentFile, take_answer
from whrin.surveys.enums import Way
from whrin.surveys.models import Answer, AnswerEdition, Form
from whrin.surveys.sealing import NobodyToSealFor
from whrin.vault.models import SharedKey

SAMPLE = Path(__file__).resolve().parents[2] / "sample"


def _mapped() -> str:
    return reverse("incidents:offline_form", args=[samples.FORM])


def test_what_a_phone_sent_becomes_a_report_once_and_is_gone_where_it_was(room: World) -> None:
    samples.load(SAMPLE)
    assert not any("made-up" in edition.sealed for edition in AnswerEdition.objects.all())
    assert "2 answers wait" in room.heron.client.get(reverse("incidents:offline")).content.decode()

    page = room.heron.client.post(_mapped(), follow=True).content.decode()
    assert "2 answers are reports now." in page
    assert not Answer.objects.exists()
    told = sorted(
        (opened_by(room.wren, one).told for one in Report.objects.all()), key=lambda one: one.country
    )
    assert [(one.country, one.happened, one.channel) for one in told] == [
        ("KE", "2026", "offline"),
        ("NP", "2026-08", "offline"),
    ]
    assert told[1].kinds == ["shelter-refused", "sexual-violence"]


def test_a_phone_that_heard_no_answer_and_sends_again_makes_no_second_report(room: World) -> None:
    samples.load(SAMPLE)
    version = Form.objects.get(form_id=samples.FORM).versions.get()
    sent = samples.answer(version, {"consent": "OK", "what": "Once.", "picture": "page.pdf"})
    room.heron.client.post(_mapped())
    assert Answer.objects.count() == 1  # its picture has not come yet
    for one in (room.heron, room.wren):
        file = SentFile("page.pdf", "application/pdf", io.BytesIO(b"x" * 300_000))
        take_answer(version=version, instance=sent, way=Way.PHONE, files=[file])
        one.client.post(_mapped())

    assert Report.objects.count() == 3
    heads = [head for one in Report.objects.all() for _file, head in opened_by(room.wren, one).files()]
    assert [(head.name, head.size) for head in heads] == [("page.pdf", 300_000)]
    assert not Answer.objects.exists()


def test_what_the_site_does_not_ask_goes_into_her_words_with_its_question(room: World) -> None:
    samples.load(SAMPLE)
    Answer.objects.all().delete()
    version = Form.objects.get(form_id=samples.FORM).versions.get()
    samples.answer(version, {"consent": "OK", "what": "Hers.", "when/year": "2099"})
    room.heron.client.post(_mapped())

    assert opened_by(room.heron, Report.objects.get()).told.what == "Hers.\n\nYear: 2099"


def test_an_analyst_and_a_coordinator_read_nothing_and_a_caseworker_who_left_no_more(room: World) -> None:
    samples.load(SAMPLE)
    version = Form.objects.get(form_id=samples.FORM).versions.get()
    ibis = holder(name="Ibis")
    standing(ibis.person, Role.ANALYST)
    amina = cast.SignedIn(cast.coordinator())
    for client in (ibis.client, amina):
        assert client.get(_mapped()).status_code == 404
    answers = amina.get(reverse("forms:answers", args=[samples.FORM]))
    assert "made-up" not in answers.content.decode()

    end_standing(standing=Standing.objects.get(person=room.heron.person), by=room.heron.person)
    samples.answer(version, {"consent": "OK", "what": "After she left."})
    keys = SharedKey.objects.filter(purpose="answers")
    assert keys.count() == 2
    assert not room.heron.opened.pairs_of(keys)
    assert len(room.wren.opened.pairs_of(keys)) == 2


def test_a_sensitive_form_takes_nothing_while_nobody_could_read_it(db: None) -> None:
    with pytest.raises(NobodyToSealFor):
        samples.load(SAMPLE)
    assert not Answer.objects.exists()
