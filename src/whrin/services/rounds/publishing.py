"""The public figures of any survey, frozen as a dataset at a coordinator's word."""

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.design.measures import number_in_words
from whrin.kit.days import today
from whrin.kit.edition import advance_on_commit
from whrin.people.models import Person
from whrin.people.sealing import CannotOpenError
from whrin.services.models import PublishedResults, Round
from whrin.services.rounds.files import as_csv, as_json
from whrin.services.rounds.results import figures_of
from whrin.surveys.figures.gathering import smallest_of
from whrin.surveys.headings import title_of
from whrin.surveys.models import Form
from whrin.surveys.sealing import NobodyToSealFor

#: Forms that show figures of fewer answers show them to their team alone.
FEWEST = 3


class CannotPublishResults(Exception):
    """Its figures cannot be given to the public, or not yet."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message


@transaction.atomic
def publish_results(
    *, form: Form, method: str, language: str, by: Person | None, bearer: object = None
) -> PublishedResults:
    """Freeze what the figures of a form may show, as a new version beside older ones. `language`: of the
    method, and of labels where the form has it. Raises `CannotPublishResults`; then nothing was made.
    """
    form.refresh_from_db(from_queryset=Form.objects.select_for_update())
    if Round.objects.filter(form=form).exists():
        raise CannotPublishResults(_("This form belongs to a mapping round. Publish the round instead."))
    if smallest_of(form) < FEWEST:
        raise CannotPublishResults(_("Let this form hide figures of a few first, in its settings."))
    try:
        told = figures_of(form, bearer=bearer)
    except (NobodyToSealFor, CannotOpenError):
        raise CannotPublishResults(_("The answers to this form cannot be read here.")) from None
    if told["n"] is None:
        raise CannotPublishResults(_("Too few have answered. Nothing can be shown yet."))
    last = PublishedResults.objects.filter(form_name=form.form_id).order_by("-number").first()
    _refuse_too_near(last, told["n"], told["smallest"])
    heading = title_of(form.versions.all()[0], language)
    number = last.number + 1 if last else 1
    whole = {"form": form.form_id, "version": number, "method": method, "language": language, "results": told}
    made = PublishedResults.objects.create(
        form=form,
        form_name=form.form_id,
        number=number,
        title=heading.text[:300],
        language=language,
        method=method,
        informants=told["n"],
        smallest=told["smallest"],
        day=today(),
        table=as_csv(told, language).decode(),
        document=as_json(whole).decode(),
    )
    record(verb="publish results", about=form, by=by, number=number)
    advance_on_commit()
    return made


def _refuse_too_near(last: PublishedResults | None, n: int, smallest: int) -> None:
    """Refuse a version that differs from the last one by a few: laid beside it, it would tell of those."""
    if last is not None and abs(n - last.informants) < smallest:
        raise CannotPublishResults(
            _("Fewer than %(few)s have answered since the last version: the two would tell of those few.")
            % {"few": number_in_words(smallest)}
        )
