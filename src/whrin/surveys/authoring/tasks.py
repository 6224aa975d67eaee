"""Background: judge and publish long forms. Both may run twice: what is done is found done."""

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from whrin.people.models import Person
from whrin.surveys import actions
from whrin.surveys.authoring.judging import judge, keep
from whrin.surveys.models import Form
from whrin.surveys.work import mark_of_work, work_on
from whrin.surveys.xlsform import FormRefused

#: Seconds for which it is remembered how publishing ended, and for which one waits for its end.
_KEPT, PATIENCE = 60 * 60, 10 * 60


@task()
def judge_work(form_pk: int, mark: str) -> None:
    """Judge the questions in work, if they are still those of this mark."""
    form = Form.objects.filter(pk=form_pk).first()
    if form is not None and mark_of_work(form) == mark:
        keep(judge(work_on(form)), mark)


@task()
def publish(
    form_pk: int, mark: str, person_pk: int, name: str, renames: dict[str, str], language: str
) -> None:
    """Publish the questions in work, if they are still those of this mark; keep in words why not."""
    form = Form.objects.filter(pk=form_pk).first()
    by = Person.objects.filter(pk=person_pk).first()
    if form is None or by is None or mark_of_work(form) != mark:
        cache.delete(outcome_key(form_pk))
        return
    fault = ""
    with translation.override(language):
        try:
            actions.publish_work(form=form, by=by, name=name, renames=renames, seen=mark)
        except (actions.CannotPublish, actions.WorkChanged, PermissionDenied) as error:
            fault = str(error)
        except FormRefused:
            fault = _("This form has faults. Nothing was published.")
    cache.set(outcome_key(form_pk), {"fault": fault, "going": False}, _KEPT)


def outcome_key(form_pk: int) -> str:
    """Return where it is told how publishing goes on: `{"fault": words, "going": whether it does}`."""
    return f"surveys.published.{form_pk}"
