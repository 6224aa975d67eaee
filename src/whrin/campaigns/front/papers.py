"""Papers as campaigns and the front of this room list them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from whrin.campaigns.enums import Authority, Signer, SignState, State
from whrin.campaigns.models import Call, Paper, Signature
from whrin.campaigns.queries import titles_of
from whrin.kit.languages import direction_of


@dataclass(frozen=True)
class PaperLine:
    """A paper in a list. `signed`: confirmed signatures, None where it cannot be signed; `is_open`: today."""

    paper: Paper
    title: str
    language: str
    direction: str
    signed: int | None
    is_open: bool


def lines_of(papers: Iterable[Paper], reader: str) -> Sequence[PaperLine]:
    """Return papers as lines; three questions however many they are."""
    found = list(papers)
    titles = titles_of(found, reader)
    calls = {call.paper_id: call for call in Call.objects.filter(paper__in=found)}
    signed = signed_of(calls.values())
    return [_line(paper, titles[paper.pk], calls.get(paper.pk), signed) for paper in found]


def signed_of(calls: Iterable[Call]) -> Mapping[int, int]:
    """Return how many signatures count, by the call's number; frozen ones after erasure."""
    known = {call.pk: sum(call.totals.get(name, 0) for name in ("people", "organisations")) for call in calls}
    may = Q(kind=Signer.PERSON) | Q(authority=Authority.CONFIRMED)
    counted = Signature.objects.filter(may, call__in=known, state=SignState.CONFIRMED)
    return known | dict(counted.order_by().values_list("call").annotate(many=Count("uid")))


def _line(paper: Paper, title: tuple[str, str], call: Call | None, signed: Mapping[int, int]) -> PaperLine:
    language = title[1] or paper.original_language
    is_open = call is not None and call.is_open() and paper.state in {State.OPEN, State.PUBLISHED}
    return PaperLine(
        paper,
        title[0] or paper.slug,
        language,
        direction_of(language),
        signed[call.pk] if call else None,
        is_open,
    )
