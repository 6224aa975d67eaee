"""The only gate to answers at the desk: it takes the person asking."""

from django.db.models import QuerySet
from django.http import Http404

from whrin.surveys.enums import Part
from whrin.surveys.models import Answer, AnswerEdition, Attachment, Form
from whrin.surveys.rights import form_for


def answers_for(person: object, form_id: str, part: Part = Part.READER) -> tuple[Form, QuerySet[Answer]]:
    """Return a form and its answers, newest first. Raises `Http404` where she may not see the form, and
    `PermissionDenied` where she sees it and may not do this with answers.
    """
    form = form_for(person, form_id, part)
    return form, Answer.objects.filter(form=form)


def answer_for(person: object, form_id: str, pk: int, part: Part = Part.READER) -> Answer:
    """Return one answer, its form with it. Raises as `answers_for`, and `Http404` where there is none."""
    form, answers = answers_for(person, form_id, part)
    answer = answers.filter(pk=pk).first()
    if answer is None:
        raise Http404
    answer.form = form
    return answer


def editions_of(answer: Answer) -> list[AnswerEdition]:
    """Return what an answer was, the newest edition first, each with its version and who corrected it."""
    found = answer.editions.select_related("version", "by").defer("version__sheets", "version__xform")
    editions = list(found)
    for edition in editions:
        edition.answer = answer
        edition.version.form = answer.form
    return editions


def file_for(person: object, form_id: str, pk: int, file: int) -> Attachment:
    """Return a file of an answer that has come. Raises as `answer_for`."""
    answer = answer_for(person, form_id, pk)
    found = Attachment.objects.filter(edition__answer=answer, pk=file, is_missing=False)
    row = found.select_related("edition").first()
    if row is None:
        raise Http404
    row.edition.answer = answer
    return row


def beside(answer: Answer) -> tuple[int | None, int | None]:
    """Return the numbers of the answers to the same form that came after and before this one."""
    others = Answer.objects.filter(form=answer.form_id).values_list("pk", flat=True)
    newer = others.filter(pk__gt=answer.pk).order_by("pk").first()
    return newer, others.filter(pk__lt=answer.pk).order_by("-pk").first()
