"""Where an answer stands: a mark that changes with each edition and each decision, so that two reviewers who
look at the same answer do not overwrite each other.
"""

from collections.abc import Collection

from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from whrin.surveys.models import Answer, AnswerEdition, Review


def standings_of(answers: Collection[int]) -> dict[int, str]:
    """Return the mark of each answer, by its number, in one query; what is gone has none."""
    edition = AnswerEdition.objects.filter(answer=OuterRef("pk")).order_by("-number").values("pk")[:1]
    review = Review.objects.filter(answer=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    rows = (
        Answer.objects.filter(pk__in=answers)
        .order_by()
        .annotate(edition=Subquery(edition), review=Coalesce(Subquery(review), Value(0)))
        .values_list("pk", F("edition"), F("review"))
    )
    return {pk: f"{newest}-{last}" for pk, newest, last in rows}
