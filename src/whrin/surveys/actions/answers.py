"""An answer comes in: once, whole, and whatever was accepted stays."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import Min, Q
from django.utils.translation import gettext_lazy as _

from whrin.kit.days import today
from whrin.surveys.actions.files import FileDiffers, SentFile, expect_files, keep_files
from whrin.surveys.enums import AnswerState, Way
from whrin.surveys.instances import Instance, canonical_digest, without_traces
from whrin.surveys.keys import mark
from whrin.surveys.models import Answer, AnswerEdition, Version
from whrin.surveys.queries import label_of
from whrin.surveys.rules import takes_answers
from whrin.surveys.sealing import sealer_of

__all__ = ["AnswerDiffers", "FileDiffers", "FormIsClosed", "SentFile", "take_answer"]


class FormIsClosed(Exception):
    """The form takes no answers now."""

    def __init__(self) -> None:
        super().__init__(
            _("This form takes no answers now. Keep what you have, and ask those who gave you the form.")
        )


class AnswerDiffers(Exception):
    """Another answer stands under this ID."""

    def __init__(self) -> None:
        super().__init__(
            _("A different answer came under the same ID before. It stays as it is; this one was not kept.")
        )


def take_answer(
    *, version: Version, instance: Instance, way: Way, files: Sequence[SentFile] = ()
) -> AnswerEdition:
    """Keep a filled-in form with what came of its files, and return it. The same once more changes nothing,
    and brings files that were missing. Files that the answer does not speak of are left aside.

    An edit whose original has not come is kept as an answer; the original then goes before it. Two edits of
    one edition are both kept, and the answer is marked as having open questions.

    Raises `FormIsClosed`, `AnswerDiffers`, `FileDiffers`, `NobodyToSealFor`; then nothing was kept.
    """
    draft = draft_of(version, instance, way)
    try:
        return _keep_with_files(draft, instance, files)
    except (IntegrityError, Answer.DoesNotExist, AnswerEdition.DoesNotExist):
        # The same was sent twice at one moment, or what it belongs to was deleted: the other was quicker, and
        # what it did is found now.
        return _keep_with_files(draft, instance, files)


def draft_of(version: Version, instance: Instance, way: Way) -> AnswerEdition:
    """Return an edition that is in no database yet, sealed and marked. What takes long is done before
    anything is locked. Raises `NobodyToSealFor`.
    """
    form = version.form
    bare = without_traces(instance, version.traces)
    own = mark(form, instance.instance_id, purpose="instance")
    kept = without_traces(instance, version.traces, form.keeps()).decode()
    return AnswerEdition(
        version=version,
        mark=own,
        replaces=mark(form, instance.deprecated_id, purpose="instance") if instance.deprecated_id else "",
        digest=mark(form, canonical_digest(bare), purpose="answer"),
        sealed=sealer_of(form).seal(form, kept, label=label_of(own)),
        way=way,
        day=today(),
    )


def _keep_with_files(draft: AnswerEdition, instance: Instance, files: Sequence[SentFile]) -> AnswerEdition:
    with transaction.atomic():
        found = _related(draft)
        same = next((edition for edition in found if edition.mark == draft.mark), None)
        if same is None:
            edition = _place(draft, found)
            expect_files(edition, draft.version, instance)
        elif same.digest != draft.digest:
            raise AnswerDiffers
        else:
            # Two parts of one answer at once: the second waits, and sees which files the first brought.
            edition = AnswerEdition.objects.select_for_update().get(pk=same.pk) if files else same
        keep_files(edition, draft.version, files)
    return edition


def _related(draft: AnswerEdition) -> list[AnswerEdition]:
    """Return, in one query, what came under the same ID, what the draft replaces, and what replaced it."""
    marks = [each for each in (draft.mark, draft.replaces) if each]
    found = AnswerEdition.objects.filter(Q(mark__in=marks) | Q(replaces=draft.mark))
    return list(found.order_by().only("mark", "replaces", "digest", "number", "answer"))


def _place(draft: AnswerEdition, found: Sequence[AnswerEdition]) -> AnswerEdition:
    """Put a new edition where it belongs. Raises `FormIsClosed`."""
    if not takes_answers(draft.version.form):
        raise FormIsClosed
    before = next((edition for edition in found if edition.mark == draft.replaces), None)
    after = next((edition for edition in found if edition.replaces == draft.mark), None)
    if before is not None:
        return _put_on_top(draft, before)
    if after is not None:
        lowest = after.answer.editions.aggregate(lowest=Min("number"))["lowest"]
        return _keep(draft, after.answer, lowest - 1)
    return _keep(draft, Answer.objects.create(form=draft.version.form, received_on=draft.day), 1)


def _put_on_top(draft: AnswerEdition, before: AnswerEdition) -> AnswerEdition:
    """Put an edit on top of the answer that it speaks of."""
    answer = Answer.objects.select_for_update().get(pk=before.answer_id)
    newest = answer.editions.order_by("-number").values_list("number", flat=True)[0]
    answer.state = AnswerState.EDITED if before.number == newest else AnswerState.HAS_ISSUES
    answer.save(update_fields=["state"])
    return _keep(draft, answer, newest + 1)


def _keep(draft: AnswerEdition, answer: Answer, number: int) -> AnswerEdition:
    draft.answer = answer
    draft.number = number
    draft.save(force_insert=True)
    return draft
