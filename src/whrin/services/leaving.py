"""What the room holds of a member who reviews: given to her, and erased with her account.

Her verdicts on what waits go with her, so that it needs another peer again. What was decided stays
decided: the history names no reviewer.
"""

from whrin.people.models import Person
from whrin.services.models import Reviewer, Verdict


def erase_reviewer(person: Person, keeps_words: bool) -> None:  # noqa: ARG001 -- as every room's; none is public
    """Erase that she reviewed, and what she decided."""
    Verdict.objects.filter(person=person).delete()
    Reviewer.objects.filter(person=person).delete()


def reviews_of(person: Person) -> object:
    """Return the regions she reviews for, and her verdicts."""
    regions = Reviewer.objects.filter(person=person).order_by("region__code")
    verdicts = Verdict.objects.filter(person=person).select_related("proposal")
    return {
        "regions": list(regions.values_list("region__code", flat=True)),
        "verdicts": [
            {
                "proposal": str(verdict.proposal.uid),
                "accepts": verdict.accepts,
                "note": verdict.note,
                "day": verdict.day.isoformat(),
            }
            for verdict in verdicts
        ],
    }
