"""Letters to `NAME-owner`: they go to the office, whoever wrote them."""

from email.utils import parseaddr

from django.conf import settings
from django.utils.translation import gettext as _

from whrin.mailing.letters import Letter
from whrin.mailing.models import Inbound, Outgoing
from whrin.mailing.queue import enqueue
from whrin.mailing.reading import read_letter
from whrin.mailing.storing import raw_of
from whrin.people.models import Person

OWNER = "mailing.owner"
#: Letters that may wait for the office; more are dropped, for anybody can write one.
MOST_WAITING = 50


def pass_on(row: Inbound) -> None:
    """Queue a letter for the office, unless too many wait."""
    if Outgoing.objects.filter(kind=OWNER)[:MOST_WAITING].count() < MOST_WAITING:
        enqueue(
            kind=OWNER,
            key=str(row.pk),
            person=None,
            language=settings.LANGUAGE_CODE,
            stem=f"owner:{row.digest[:40]}",
            address=parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
        )


def compose_for_office(key: str, _person: Person | None) -> Letter | None:
    """Return what was written to a list's owner, for the office, with the writer's address to answer to."""
    row = Inbound.objects.filter(pk=int(key)).exclude(sealed="").first()
    if row is None:
        return None
    reading = read_letter(raw_of(row))
    text = "\n\n".join(part for part in (reading.subject, reading.body, reading.trimmed) if part)
    headers = {"Reply-To": reading.from_address} if reading.from_address else {}
    return Letter(subject=_("A letter to a list's owner"), text=text, headers=headers)
