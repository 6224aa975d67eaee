"""Our own lists, changed: what a term was before stays readable for ever."""

from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from whrin.audit.actions import record
from whrin.incidents.enums import Scheme
from whrin.incidents.models import Term, TermVersion
from whrin.incidents.writing import EditedMeanwhile
from whrin.kit.days import today
from whrin.kit.edition import advance_on_commit
from whrin.people.models import Person

_LONGEST_SLUG = 50


@dataclass(frozen=True)
class Wording:
    """What a term says: names and plain words by language, its group, [{"instrument", "article"}]."""

    labels: dict[str, str]
    explains: dict[str, str]
    group: str
    articles: list[dict[str, str]] = field(default_factory=list)


@transaction.atomic
def add_term(*, scheme: Scheme, wording: Wording, by: Person) -> Term:
    """Add a term at the end of a list. What reports name it by is made of its English name, once."""
    last = Term.objects.filter(scheme=scheme).order_by("-place").first()
    term = Term.objects.create(
        scheme=scheme,
        slug=_free_slug(scheme, wording.labels["en"]),
        place=last.place + 1 if last else 1,
        **asdict(wording),
    )
    record(verb="added a term", about=term, by=by)
    advance_on_commit()
    return term


@transaction.atomic
def change_term(*, term: Term, wording: Wording, seen: int, by: Person) -> None:
    """Change what a term says. The same again changes nothing. Raises `EditedMeanwhile`."""
    values = asdict(wording)
    if all(getattr(term, name) == value for name, value in values.items()) and term.edition == seen:
        return
    _write(term, values, seen)
    record(verb="changed a term", about=term, by=by, edition=seen + 1)


@transaction.atomic
def retire_term(*, term: Term, is_retired: bool, seen: int, by: Person) -> None:
    """Take a term out of use, or back into it; reports that name it keep it. Raises `EditedMeanwhile`."""
    _write(term, {"retired_on": today() if is_retired else None}, seen)
    record(verb="retired a term" if is_retired else "took a term back", about=term, by=by, edition=seen + 1)


def _write(term: Term, values: dict[str, Any], seen: int) -> None:
    before = Term.objects.select_for_update().get(pk=term.pk)
    if before.edition != seen:
        raise EditedMeanwhile
    was = {name: getattr(before, name) for name in ("labels", "explains", "group", "articles")}
    was["retired_on"] = before.retired_on.isoformat() if before.retired_on else ""
    TermVersion.objects.create(term=before, edition=seen, was=was, day=today())
    changed = Term.objects.filter(pk=term.pk, edition=seen)
    if not changed.update(**values, edition=seen + 1):
        raise EditedMeanwhile
    term.refresh_from_db()
    advance_on_commit()


def _free_slug(scheme: Scheme, name: str) -> str:
    beginning = slugify(name)[:_LONGEST_SLUG].strip("-") or scheme.value
    taken = set(Term.objects.filter(scheme=scheme).values_list("slug", flat=True))
    number, slug = 1, beginning
    while slug in taken:
        number += 1
        slug = f"{beginning}-{number}"
    return slug
