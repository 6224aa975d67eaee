"""What a paper was: versions kept, two of them compared word by word, and what a paragraph said before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from whrin.campaigns.actions import content_of, keep_version
from whrin.campaigns.differing import Run, runs_between
from whrin.campaigns.doors import at_paper
from whrin.campaigns.enums import Role, Why
from whrin.campaigns.models import Paper, Revision, Version
from whrin.campaigns.queries import OnPaper
from whrin.campaigns.rules import may_write
from whrin.campaigns.writing.reading import paging
from whrin.campaigns.writing.wording import one_piece
from whrin.kit.languages import direction_of
from whrin.kit.numbers import number_in
from whrin.people.keys import open_keys_of
from whrin.people.models import Person
from whrin.people.names import name_of

PAGE = 25
_NOW = "now"


@dataclass(frozen=True)
class Change:
    """A paragraph that is not the same in two versions. `language`: in which it is compared."""

    kind: str
    runs: Sequence[Run]


@dataclass(frozen=True)
class Step:
    """What a paragraph said in an edition, and how that differs from what it said before."""

    edition: int
    text: str
    runs: Sequence[Run]
    by: str
    day: str


def names_of(people: Iterable[Person | None]) -> Mapping[int, str]:
    """Return what people are called, by their number; one question for all of them."""
    found = {person.pk: person for person in people if person is not None}
    open_keys_of(found.values())
    return {pk: name_of(person) for pk, person in found.items()}


@at_paper
@require_safe
def versions(request: HttpRequest, _person: Person, on: OnPaper) -> HttpResponse:
    """List the versions that were kept, the newest first."""
    numbers = list(on.paper.versions.values_list("number", flat=True))
    part, page, last = paging(request, numbers, PAGE)
    shown = list(on.paper.versions.filter(number__in=part).defer("content").select_related("made_by"))
    names = names_of(one.made_by for one in shown)
    context = {
        "on": on,
        "tab": "versions",
        "rows": [(one, names.get(one.made_by_id or 0, "")) for one in shown],
        "numbers": numbers,
        "now": _NOW,
        "page": page,
        "last": last,
        "may_keep": bool({Role.HOLDER, Role.WRITER} & on.roles),
    }
    return render(request, "campaigns/writing/versions.html", context)


@at_paper
@require_POST
def keep(request: HttpRequest, person: Person, on: OnPaper) -> HttpResponse:
    """Keep the paper as it is now."""
    if not {Role.HOLDER, Role.WRITER} & on.roles:
        raise PermissionDenied
    keep_version(paper=on.paper, why=Why.KEPT, by=person, note=request.POST.get("note", ""))
    return redirect("campaigns:versions", on.paper.pk)


@at_paper
@require_safe
def compare(request: HttpRequest, _person: Person, on: OnPaper) -> HttpResponse:
    """Show what differs between version `a` and version `b`, or the paper now, in one language."""
    before, after = request.GET.get("a", ""), request.GET.get("b", _NOW)
    old, new = _content(on.paper, before), _content(on.paper, after)
    languages = sorted({tag for each in [*old, *new] for tag in each["texts"]} | {on.paper.original_language})
    asked = request.GET.get("language", "")
    language = asked if asked in languages else on.paper.original_language
    context = {
        "on": on,
        "tab": "versions",
        "before": before,
        "after": after,
        "now": _NOW,
        "changes": changes_between(old, new, language),
        "language": language,
        "direction_of_words": direction_of(language),
        "paper_languages": languages,
    }
    return render(request, "campaigns/writing/compare.html", context)


def _content(paper: Paper, written: str) -> Sequence[Mapping[str, Any]]:
    if written == _NOW:
        return content_of(paper)
    try:
        content: Sequence[Mapping[str, Any]] = paper.versions.get(number=number_in(written)).content
    except Version.DoesNotExist:
        raise Http404 from None
    return content


def changes_between(
    old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]], language: str
) -> list[Change]:
    """Return what differs between two contents (`Version.content`), in the order of the newer; what is gone
    stands after what it followed.
    """
    was = {each["uid"]: each for each in old}
    found = []
    for each in merged(old, new):
        before = str(was.get(each["uid"], {}).get("texts", {}).get(language, ""))
        after = str(each["texts"].get(language, "")) if not each.get("is_gone") else ""
        if before != after:
            found.append(Change(str(each["kind"]), runs_between(before, after)))
    return found


def merged(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the paragraphs of the newer content, and those that are gone (`is_gone`) where they were."""
    there = {each["uid"] for each in new}
    after: dict[str, list[Mapping[str, Any]]] = {}
    last = ""
    for each in old:
        if each["uid"] in there:
            last = each["uid"]
        else:
            after.setdefault(last, []).append({**each, "is_gone": True})
    return [*after.get("", []), *(one for each in new for one in [each, *after.get(each["uid"], [])])]


@at_paper
@require_safe
def history(
    request: HttpRequest, _person: Person, on: OnPaper, paragraph: UUID, language: str
) -> HttpResponse:
    """Show what a paragraph said before, the newest first."""
    piece = one_piece(on, paragraph, language)
    steps = steps_of(piece.own) if piece.own else []
    part, page, last = paging(request, steps, PAGE)
    context = {
        "on": on,
        "tab": "paper",
        "piece": piece,
        "language": language,
        "direction_of_words": direction_of(language),
        "steps": part,
        "page": page,
        "last": last,
        "may_write": may_write(on.paper, on.roles),
    }
    return render(request, "campaigns/writing/history.html", context)


def steps_of(own: Any) -> list[Step]:
    """Return the editions of a wording, the newest first."""
    rows = [
        (own.edition, own.text, own.changed_by, own.changed_on),
        *(
            (row.edition, row.text, row.by, row.day)
            for row in Revision.objects.filter(wording=own).select_related("by")
        ),
    ]
    names = names_of(by for _edition, _text, by, _day in rows)
    texts = [text for _edition, text, _by, _day in rows]
    return [
        Step(
            edition=edition,
            text=text,
            runs=runs_between(before, text),
            by=names.get(by.pk, "") if by else "",
            day=day.isoformat(),
        )
        for (edition, text, by, day), before in zip(rows, [*texts[1:], ""], strict=True)
    ]
