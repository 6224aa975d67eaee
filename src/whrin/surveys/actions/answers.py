"""An answer comes in: once, whole, and whatever was accepted stays."""

from collections.abc import Callable, Sequence

from django.db import IntegrityError, transaction
from django.db.models import Min
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
    draft = _draft(version, instance, way)
    with transaction.atomic():
        edition = _the_same(draft) or _place(draft)
        if edition is not draft:
            # Two parts of one answer at once: the second waits, and sees which files the first brought.
            edition = AnswerEdition.objects.select_for_update().get(pk=edition.pk)
        else:
            expect_files(edition, version, instance)
        keep_files(edition, version, files)
    return edition


def _draft(version: Version, instance: Instance, way: Way) -> AnswerEdition:
    """Return an edition that is in no database yet. What takes long is done before anything is locked."""
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


def _the_same(draft: AnswerEdition) -> AnswerEdition | None:
    """Return the edition that came under this ID before. Raises `AnswerDiffers`."""
    found = AnswerEdition.objects.filter(mark=draft.mark).first()
    if found is not None and found.digest != draft.digest:
        raise AnswerDiffers
    return found


def _place(draft: AnswerEdition) -> AnswerEdition:
    """Put a new edition where it belongs; return what stands there, should another have been quicker."""
    if not takes_answers(draft.version.form):
        raise FormIsClosed
    try:
        with transaction.atomic():
            for place in _PLACES:
                if place(draft):
                    break
    except IntegrityError:
        found = _the_same(draft)
        if found is None:
            raise
        return found
    return draft


def _after_what_it_replaces(draft: AnswerEdition) -> bool:
    """Put an edit on top of the answer it speaks of."""
    before = AnswerEdition.objects.filter(mark=draft.replaces).first() if draft.replaces else None
    if before is None:
        return False
    answer = Answer.objects.select_for_update().get(pk=before.answer_id)
    newest = answer.editions.order_by("-number").values_list("number", flat=True)[0]
    _keep(draft, answer, newest + 1)
    answer.state = AnswerState.EDITED if before.number == newest else AnswerState.HAS_ISSUES
    answer.save(update_fields=["state"])
    return True


def _before_what_replaced_it(draft: AnswerEdition) -> bool:
    """Put an original that comes late under its edit."""
    after = AnswerEdition.objects.filter(replaces=draft.mark).select_related("answer").first()
    if after is None:
        return False
    lowest = after.answer.editions.aggregate(lowest=Min("number"))["lowest"]
    _keep(draft, after.answer, lowest - 1)
    return True


def _by_itself(draft: AnswerEdition) -> bool:
    """Begin an answer."""
    answer = Answer.objects.create(form=draft.version.form, received_on=draft.day)
    _keep(draft, answer, 1)
    return True


_PLACES: tuple[Callable[[AnswerEdition], bool], ...] = (
    _after_what_it_replaces,
    _before_what_replaced_it,
    _by_itself,
)


def _keep(draft: AnswerEdition, answer: Answer, number: int) -> None:
    draft.answer = answer
    draft.number = number
    draft.save(force_insert=True)
