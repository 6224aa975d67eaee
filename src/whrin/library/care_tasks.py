"""Background work that keeps the library well."""

import datetime

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from whrin.library.actions.suggestions import forget_address, forget_answered
from whrin.library.models import Suggestion

#: Days an answered suggestion is kept; days an answer that cannot be delivered is tried.
KEPT, TRIED = 365, 14


@task()
def send_answer(suggestion_id: int) -> None:
    """Mail the answer in her language and erase her address. Run twice, it finds no address any more."""
    suggestion = Suggestion.objects.filter(pk=suggestion_id).exclude(email="").first()
    if suggestion is None or suggestion.state == Suggestion.State.WAITING:
        return
    with override(suggestion.email_language or "en"):
        text = render_to_string("library/mail/answer.txt", {"suggestion": suggestion})
        # Seen on a locked telephone, the subject gives nothing away.
        send_mail(_("An answer to your message"), text, None, [suggestion.email])
    forget_address(suggestion=suggestion)


def care_for_suggestions() -> int:
    """Send again what could not be sent, let go of addresses after two weeks and of suggestions a year after
    their answer; return how many were let go.
    """
    today = timezone.now().date()
    owed = Suggestion.objects.exclude(email="").exclude(state=Suggestion.State.WAITING)
    for suggestion in owed:
        if suggestion.answered_on and suggestion.answered_on < today - datetime.timedelta(days=TRIED):
            forget_address(suggestion=suggestion)
        else:
            send_answer.enqueue(suggestion.pk)
    return forget_answered(before=today - datetime.timedelta(days=KEPT))
