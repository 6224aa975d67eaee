"""The team decides, notes, corrects and deletes; what came stays, and nobody overwrites anybody."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.surveys.reviewing import making
from whrin.audit.models import Event
from whrin.people.models import Person
from whrin.surveys.actions.reviewing import (
    AnswerChanged,
    NothingCorrected,
    NothingSaid,
    approve_answers,
    correct_answer,
    delete_answer,
    review_answer,
)
from whrin.surveys.enums import AnswerState, Part, Way, WhyDeleted
from whrin.surveys.instances import read_instance
from whrin.surveys.models import Answer, AnswerEdition, Attachment, Form, Review
from whrin.surveys.queries import blocks_of, note_of, xml_of
from whrin.surveys.standings import standings_of


def standing(answer: Answer) -> str:
    return standings_of([answer.pk])[answer.pk]


def test_a_reviewer_decides_with_a_note_that_no_row_and_no_log_shows(form: Form, reviewer: Person) -> None:
    answer = making.answer(form)
    note = "Sample house is closed"
    review = review_answer(
        answer=answer, standing=standing(answer), by=reviewer, state=AnswerState.REJECTED, note=note
    )
    assert Answer.objects.get().state == AnswerState.REJECTED
    assert note_of(review) == note
    assert note not in str(list(Review.objects.values())) + str(list(Event.objects.values()))
    assert Event.objects.filter(verb="review", detail={"state": "rejected"}, by=reviewer.get_username())


def test_a_reader_cannot_decide_and_a_reviewer_cannot_correct_or_delete(form: Form, editor: Person) -> None:
    answer = making.answer(form)
    instance = read_instance(making.xml("Other", number=2))
    for part, act in [
        (Part.READER, lambda: review_answer(answer=answer, standing=standing(answer), by=editor, note="A")),
        (Part.READER, lambda: approve_answers(form=form, standings={}, by=editor)),
        (
            Part.REVIEWER,
            lambda: correct_answer(
                answer=answer, standing=standing(answer), instance=instance, reason="B", by=editor
            ),
        ),
        (Part.REVIEWER, lambda: delete_answer(answer=answer, why=WhyDeleted.TWICE, by=editor)),
    ]:
        making.colleague(form, editor, part)
        with pytest.raises(PermissionDenied):
            act()
    assert Answer.objects.get().state == AnswerState.RECEIVED
    assert AnswerEdition.objects.count() == 1 and not Review.objects.exists()


def test_the_second_of_two_reviewers_is_told_and_overwrites_nothing(
    form: Form, reviewer: Person, coordinator: Person
) -> None:
    answer = making.answer(form)
    seen = standing(answer)
    review_answer(answer=answer, standing=seen, by=coordinator, state=AnswerState.APPROVED)
    with pytest.raises(AnswerChanged):
        review_answer(answer=answer, standing=seen, by=reviewer, state=AnswerState.REJECTED)
    assert Answer.objects.get().state == AnswerState.APPROVED
    assert Review.objects.count() == 1


@pytest.mark.parametrize("state", ["", "edited", "unknown"])
def test_a_reviewer_cannot_decide_nothing(form: Form, reviewer: Person, state: str) -> None:
    answer = making.answer(form)
    with pytest.raises(NothingSaid):
        review_answer(answer=answer, standing=standing(answer), by=reviewer, state=state)
    assert not Review.objects.exists()


def test_ticked_answers_are_approved_unless_somebody_worked_on_one_meanwhile(
    form: Form, reviewer: Person
) -> None:
    answers = [making.answer(form, number=number) for number in (1, 2, 3)]
    seen = standings_of([answer.pk for answer in answers[:2]])
    making.take(form, making.xml("Edited", number=9, replaces=2))
    assert approve_answers(form=form, standings=seen, by=reviewer) == 1
    states = list(Answer.objects.order_by("pk").values_list("state", flat=True))
    assert states == [AnswerState.APPROVED, AnswerState.EDITED, AnswerState.RECEIVED]


def test_a_correction_goes_on_top_and_the_original_stays_with_its_picture(
    form: Form, corrector: Person
) -> None:
    original = making.take(form, making.xml(picture="a.png"), file=making.PICTURE)
    answer = original.answer
    answer.form = form
    instance = read_instance(making.xml("Other house", number=2, replaces=1, picture="a.png"))
    edition = correct_answer(
        answer=answer, standing=standing(answer), instance=instance, reason="She wrote to us", by=corrector
    )
    assert (edition.way, edition.by, edition.number) == (Way.DESK, corrector, 2)
    assert "Sample house" in xml_of(AnswerEdition.objects.get(number=1))
    assert Answer.objects.get().state == AnswerState.EDITED
    assert note_of(Review.objects.get()) == "She wrote to us"
    kept = Attachment.objects.get(edition=edition)
    assert b"".join(blocks_of(kept)) == making.PICTURE


def test_a_correction_of_what_somebody_changed_meanwhile_is_not_kept(form: Form, corrector: Person) -> None:
    answer = making.answer(form)
    seen = standing(answer)
    making.take(form, making.xml("Hers", number=5, replaces=1))
    instance = read_instance(making.xml("Ours", number=6, replaces=1))
    with pytest.raises(AnswerChanged):
        correct_answer(answer=answer, standing=seen, instance=instance, reason="A", by=corrector)
    assert AnswerEdition.objects.count() == 2 and not Review.objects.exists()


def test_a_correction_that_corrects_nothing_is_not_kept(form: Form, corrector: Person) -> None:
    answer = making.answer(form)
    instance = read_instance(making.xml(number=6, replaces=1))
    with pytest.raises(NothingCorrected):
        correct_answer(answer=answer, standing=standing(answer), instance=instance, reason="A", by=corrector)
    assert AnswerEdition.objects.count() == 1


@pytest.mark.usefixtures("tasks_kept")
def test_an_answer_that_is_deleted_is_gone_with_all_that_it_was(form: Form, corrector: Person) -> None:
    answer = making.answer(form)
    making.take(form, making.xml("Edited", number=9, replaces=1, picture="a.png"), file=making.PICTURE)
    review_answer(answer=answer, standing=standing(answer), by=corrector, note="A")
    kept = making.answer(form, number=20)
    delete_answer(answer=answer, why=WhyDeleted.ASKED, by=corrector)
    assert list(Answer.objects.all()) == [kept]
    assert AnswerEdition.objects.count() == 1
    assert not Attachment.objects.exists() and not Review.objects.exists()
    assert Event.objects.filter(verb="delete", about=f"surveys.Answer:{answer.pk}", detail={"why": "asked"})
