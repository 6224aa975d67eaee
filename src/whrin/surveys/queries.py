"""Which forms somebody is given, and what came in, opened again."""

import base64
import json
from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from whrin.kit.days import today
from whrin.people.models import Person
from whrin.surveys.enums import FormState
from whrin.surveys.keys import ticket_mark
from whrin.surveys.models import AnswerEdition, Attachment, Collector, Form, Media, Review, Ticket, Version
from whrin.surveys.sealing import open_parts, sealer_of


def title_of(form: Form) -> str:
    """Return what the newest version calls the form; before there is one, the form's name."""
    titles = form.versions.order_by("-id").values_list("title", flat=True)
    return next(iter(titles[:1]), form.form_id)


def open_today(forms: QuerySet[Form]) -> QuerySet[Form]:
    """Return those of some forms that take answers today; as `rules.takes_answers` says of one."""
    begun = Q(opens_on=None) | Q(opens_on__lte=today())
    going = Q(closes_on=None) | Q(closes_on__gte=today())
    return forms.filter(begun & going, state=FormState.OPEN)


def versions_for(collector: Collector, *, form_id: str = "") -> QuerySet[Version]:
    """Return the newest version of each form that a phone may fetch today, with `has_media`."""
    forms = open_today(collector.forms.all())
    if form_id:
        forms = forms.filter(form_id=form_id)
    newest = Version.objects.filter(form=OuterRef("form")).order_by("-id").values("pk")[:1]
    return (
        Version.objects.filter(form__in=forms, pk=Subquery(newest))
        .annotate(has_media=Exists(Media.objects.filter(version=OuterRef("pk"))))
        .select_related("form")
        .defer("sheets", "xform")
        .order_by("form__form_id")
    )


def version_for(collector: Collector, form_id: str, digest: str) -> Version | None:
    """Return a version, also an older one, of a form that a phone may fetch today."""
    forms = open_today(collector.forms.all()).filter(form_id=form_id)
    return Version.objects.filter(form__in=forms, hash=digest).select_related("form").defer("sheets").first()


def label_of(edition_mark: str) -> str:
    """Return where the XML of an edition is sealed for."""
    return f"surveys.AnswerEdition.sealed:{edition_mark}"


def label_of_file(attachment_mark: str) -> str:
    """Return where a file, and what is told of it, is sealed for."""
    return f"surveys.Attachment.sealed:{attachment_mark}"


def label_of_note(review: int) -> str:
    """Return where the note of a review is sealed for, by the review's number."""
    return f"surveys.Review.sealed:{review}"


def note_of(review: Review, *, bearer: object = None) -> str:
    """Return the note of a review; empty where there is none. Raises `CannotOpenError`."""
    if not review.sealed:
        return ""
    form = review.answer.form
    return sealer_of(form).open(form, review.sealed, label=label_of_note(review.pk), bearer=bearer)


def xml_of(edition: AnswerEdition, *, bearer: object = None) -> str:
    """Return an edition's XML. `bearer`: for sensitive forms, what opens them. Raises `CannotOpenError`."""
    form = edition.answer.form
    return sealer_of(form).open(form, edition.sealed, label=label_of(edition.mark), bearer=bearer)


def about_file(attachment: Attachment, *, bearer: object = None) -> dict[str, str]:
    """Return `name`, and `type` and `size` where the file is there. Raises `CannotOpenError`."""
    return {name: value for name, value in _opened(attachment, bearer).items() if name != "key"}


def blocks_of(attachment: Attachment, *, bearer: object = None) -> Iterator[bytes]:
    """Yield a file, block by block; nothing when it has not come. Raises `CannotOpenError`."""
    if attachment.is_missing:
        return
    key = base64.b64decode(_opened(attachment, bearer)["key"])
    parts = (bytes(part.sealed) for part in attachment.parts.iterator(chunk_size=4))
    yield from open_parts(key, parts, label=label_of_file(attachment.mark))


def forms_answered_by(person: Person) -> list[str]:
    """Return the names of the forms of which it can still be told that she has answered them."""
    asked = Form.objects.exclude(wrapped_ticket_key="")
    marks = {ticket_mark(form, person): form.form_id for form in asked}
    found = Ticket.objects.filter(mark__in=marks).values_list("mark", flat=True)
    return sorted(marks[mark] for mark in found)


def _opened(attachment: Attachment, bearer: object) -> dict[str, str]:
    form = attachment.edition.answer.form
    told = sealer_of(form).open(form, attachment.sealed, label=label_of_file(attachment.mark), bearer=bearer)
    opened: dict[str, str] = json.loads(told)
    return opened
