"""Who is written to about a paper. Letters are composed when they go (`remarks_by_mail`)."""

from collections.abc import Iterable

from whrin.campaigns.models import Listener, Paper
from whrin.kit.days import today
from whrin.mailing.queue import ToSend, enqueue_many
from whrin.people.addresses import language_of
from whrin.people.marks import mark_of
from whrin.people.models import Person

#: Kinds of letters: she got a seat; something was said; a version went to review; something is due.
SEAT, REMARK, REVIEW, DUTY = "campaigns.seat", "campaigns.remark", "campaigns.review", "campaigns.duty"


def people_on(paper: Paper) -> list[Person]:
    """Return everybody with a seat who can be written to and wants letters of this paper."""
    quiet = Listener.objects.filter(paper=paper, wants_letters=False).values("person")
    found = Person.objects.filter(
        paper_seats__paper=paper, is_active=True, address__is_confirmed=True, address__on_hold=False
    )
    return list(found.exclude(pk__in=quiet).select_related("membership").distinct().order_by("pk"))


def is_neutral_for(paper: Paper, person: Person) -> bool:
    """Say whether letters to her say nothing of what they are about: yes, unless she chose otherwise."""
    return not Listener.objects.filter(paper=paper, person=person, is_neutral=False).exists()


def tell(kind: str, key: str, people: Iterable[Person]) -> None:
    """Queue a letter of a kind to each, in the caller's transaction; the same one waits once."""
    enqueue_many(
        ToSend(
            kind,
            key,
            person,
            language_of(person),
            mark_of(f"{kind} {key} {person.pk} {today()}", purpose="stem of a letter"),
        )
        for person in people
    )
