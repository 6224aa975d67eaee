"""Remarks as pages and letters show them: opened, with who said them and what they are about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from whrin.campaigns.differing import Run, runs_between
from whrin.campaigns.enums import RemarkKind, RemarkState
from whrin.campaigns.models import Paper, Remark
from whrin.campaigns.numbering import numbers_of
from whrin.campaigns.queries import paragraphs_of, wordings_of
from whrin.campaigns.words import open_people_of, words_of
from whrin.kit.languages import direction_of
from whrin.people.names import name_of
from whrin.people.sealing import CannotOpenError


@dataclass(frozen=True)
class Said:
    """A remark as it is read. `place`: the number of its paragraph, 0 for none. `current`: what the paragraph
    says now in the remark's language; `edition`: which edition of it that is. `runs`: what a suggestion
    changes in it.
    """

    remark: Remark
    name: str
    text: str
    direction: str
    place: int = 0
    current: str = ""
    edition: int = 0
    runs: Sequence[Run] = ()
    answers: Sequence["Said"] = ()

    @property
    def is_suggestion(self) -> bool:
        """Say whether it has other words for a paragraph."""
        return self.remark.kind == RemarkKind.SUGGESTION

    @property
    def is_open(self) -> bool:
        """Say whether it still waits for somebody."""
        return self.remark.state == RemarkState.OPEN

    @property
    def has_changed(self) -> bool:
        """Say whether the paragraph changed since other words for it were suggested."""
        return self.is_suggestion and self.is_open and self.edition != self.remark.edition


def remarks_on(paper: Paper) -> QuerySet[Remark]:
    """Return what was said of a paper, newest first, without answers; those come along."""
    answers = Remark.objects.select_related("person").order_by("number")
    found = paper.remarks.filter(answers=None).select_related("person", "paragraph").order_by("-number")
    return found.prefetch_related(Prefetch("replies", queryset=answers, to_attr="said_in_answer"))


def places_in(paper: Paper) -> tuple[Mapping[UUID, int], Mapping[tuple[UUID, str], tuple[str, int]]]:
    """Return the numbers of a paper's paragraphs, and what each says by language, with its edition."""
    paragraphs = paragraphs_of(paper)
    said = {
        (each.pk, language): (one.text, one.edition)
        for each in paragraphs
        for language, one in wordings_of(each).items()
    }
    return numbers_of(paragraphs), said


def shown(paper: Paper, rows: Iterable[Remark]) -> list[Said]:
    """Return remarks, as `remarks_on` gives them; the number of questions does not grow with them. What
    cannot be opened is left out: whoever said it deletes her account just now.
    """
    remarks = list(rows)
    replies: dict[UUID, list[Remark]] = {one.pk: getattr(one, "said_in_answer", []) for one in remarks}
    open_people_of([*remarks, *(each for given in replies.values() for each in given)])
    numbers, words = places_in(paper)
    found = []
    for remark in remarks:
        answers = [said for each in replies[remark.pk] if (said := _said(each)) is not None]
        current, edition = words.get((remark.paragraph_id or UUID(int=0), remark.language), ("", 0))
        place = numbers.get(remark.paragraph_id, 0) if remark.paragraph_id else 0
        one = _said(remark, place, current, edition, answers)
        if one is not None:
            found.append(one)
    return found


def _said(
    remark: Remark, place: int = 0, current: str = "", edition: int = 0, answers: Sequence[Said] = ()
) -> Said | None:
    try:
        words, name = words_of(remark), name_of(remark.person)
    except CannotOpenError:
        return None
    return Said(
        remark=remark,
        name=name,
        text=words.text,
        direction=direction_of(remark.language),
        place=place,
        current=current,
        edition=edition,
        runs=runs_between(current, words.proposed) if words.proposed else (),
        answers=answers,
    )
