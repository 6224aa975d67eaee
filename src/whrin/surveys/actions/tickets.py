"""Each member once, without a line from her to her answer."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from whrin.people.models import Person
from whrin.surveys.keys import ticket_mark
from whrin.surveys.models import Form, Ticket


class HasAnswered(Exception):
    """She has answered this form."""

    def __init__(self) -> None:
        super().__init__(_("You have answered this form already. Each member answers once."))


def take_ticket(*, form: Form, person: Person) -> None:
    """Note that a member answers. In the transaction that keeps her answer. Raises `HasAnswered`."""
    try:
        with transaction.atomic():
            Ticket.objects.create(form=form, mark=ticket_mark(form, person))
    except IntegrityError:
        raise HasAnswered from None


@transaction.atomic
def erase_tickets(*, person: Person) -> None:
    """Forget which forms somebody has answered."""
    for form in Form.objects.exclude(wrapped_ticket_key=""):
        Ticket.objects.filter(form=form, mark=ticket_mark(form, person)).delete()
