"""Reads what came in to mapping surveys since the last time, and proposes what it tells."""

from collections.abc import Mapping
from typing import Any

from babel.languages import get_official_languages
from django.db import transaction

from whrin.audit.actions import Actor, record
from whrin.places.models import Part
from whrin.places.queries import alphabetical
from whrin.services.actions.proposals import NothingProposed, propose
from whrin.services.actions.records import WrongContent
from whrin.services.answers.matching import spoken_of
from whrin.services.answers.reading import NEEDED, Sheet, by_name, sheets_in
from whrin.services.content import content_of
from whrin.services.enums import ProposalKind, ProposalState, Source, TermKind
from whrin.services.fields import CLAIM, PLACE
from whrin.services.models import MappingForm, Proposal, Service, Term
from whrin.services.queries import public_services, with_everything
from whrin.surveys.enums import AnswerState
from whrin.surveys.models import Answer, Form
from whrin.surveys.tables import Joined, Row, columns_of, join, rows_of
from whrin.surveys.xlsform.languages import tag_of

#: Answers that are read in one transaction.
_LOT = 50


class NoMappingForm(ValueError):
    """The form does not ask what a mapping survey asks, or nobody here may read its answers."""


def asks_for_services(form: Form) -> bool:
    """Say whether a form has the questions of a mapping survey, in a repeat, and can be read here."""
    columns = columns_of(form)
    repeated = {column.name for column in columns if column.repeat}
    once = {column.name for column in columns if not column.repeat}
    return not form.is_sensitive and "name" in repeated and repeated | once >= NEEDED


@transaction.atomic
def begin_mapping(*, form: Form, by: Actor | None) -> MappingForm:
    """Let answers of a form become proposals, those that are there already, too. Raises `NoMappingForm`."""
    if not asks_for_services(form):
        raise NoMappingForm
    made, is_new = MappingForm.objects.get_or_create(form=form)
    if is_new:
        record(verb="begin mapping", about=form, by=by)
    return made


@transaction.atomic
def end_mapping(*, form: Form, by: Actor | None) -> None:
    """Let answers of a form become proposals no more. Those that are there stay."""
    if MappingForm.objects.filter(form=form).delete()[0]:
        record(verb="end mapping", about=form, by=by)


def take_answers() -> int:
    """Read what is new in every mapping survey; return how many proposals were made. Twice is as once."""
    _forget_deleted()
    return sum(_take_of(mapping.pk) for mapping in MappingForm.objects.all())


def _take_of(pk: int) -> int:
    made = 0
    while True:
        with transaction.atomic():
            mapping = MappingForm.objects.select_for_update().select_related("form").get(pk=pk)
            lot = _next_lot(mapping)
            if not lot:
                return made
            made += _read(mapping.form, lot)
            mapping.newest = lot[-1]
            mapping.save()


def _next_lot(mapping: MappingForm) -> list[int]:
    waiting = Answer.objects.filter(form=mapping.form, pk__gt=mapping.newest).order_by("pk")
    return list(waiting.values_list("pk", flat=True)[:_LOT])


def _read(form: Form, lot: list[int]) -> int:
    words: dict[str, list[str]] = {kind: [] for kind in TermKind.values}
    for kind, slug in Term.objects.values_list("kind", "slug"):
        words[kind].append(slug)
    joined = join(form)
    answers = Answer.objects.filter(pk__in=lot).exclude(state=AnswerState.REJECTED).order_by("pk")
    return sum(
        _propose(form, row, sheet)
        for row in rows_of(form, answers=answers, joined=joined)
        for sheet in _sheets(row, joined, words)
    )


def _sheets(row: Row, joined: Joined, words: Mapping[str, list[str]]) -> list[Sheet]:
    repeat = next((column.repeat for column in joined.columns if column.name == "name" and column.repeat), "")
    once = by_name(row.values)
    return sheets_in(
        once,
        [by_name(values) for values in row.repeats.get(repeat, [])],
        types=words[TermKind.TYPE],
        attributes=words[TermKind.ATTRIBUTE],
        language=_language_in(once.get("country", ""), joined),
    )


def _language_in(country: str, joined: Joined) -> str:
    """Return the language that names there are most likely written in, for an answer does not tell: the first
    official one of the country in which the form asks. Reviewers see it, and can say it better.
    """
    asked = {tag_of(language).partition("-")[0] for language in joined.languages}
    spoken = get_official_languages(country.upper(), de_facto=True)
    return next((tag for tag in spoken if tag in asked), "en")


def _propose(form: Form, row: Row, sheet: Sheet) -> int:
    content = {**sheet.content, **_part(sheet)}
    there = with_everything(public_services().filter(country=content["country"]))
    service = spoken_of(content, there)
    if service is not None:
        content = _news(service, content)
    try:
        propose(
            kind=ProposalKind.CORRECT if service else ProposalKind.ADD,
            service=service,
            content=content,
            note="",
            language="en",
            said_by=sheet.said_by,
            source=Source.SURVEY,
            reference=reference_of(form, row.pk, sheet.number),
        )
    except (NothingProposed, WrongContent):
        # Nothing new, or what the form let through and a record cannot hold: the answer itself stays.
        return 0
    return 1


def reference_of(form: Form, answer: int, sheet: int) -> str:
    """Return what names a service sheet of an answer, for people and machines: form/answer/sheet."""
    return f"{form.form_id}/{answer}/{sheet}"


def answer_of(proposal: Proposal) -> tuple[str, int] | None:
    """Return form and number of the answer that a proposal, or a change, came from; None: from none."""
    return _named(proposal.reference) if proposal.source == Source.SURVEY else None


def _named(reference: str) -> tuple[str, int] | None:
    form, _slash, rest = reference.rpartition("/")[0].rpartition("/")
    return (form, int(rest)) if form and rest.isdecimal() else None


def _part(sheet: Sheet) -> dict[str, str]:
    """Return the state or province, where what was written is its code or its name in any language."""
    if not sheet.part:
        return {}
    wanted = alphabetical(sheet.part)[0]
    for part in Part.objects.filter(country=sheet.content["country"]):
        if wanted in {part.code.casefold(), *(alphabetical(name)[0] for name in part.names.values())}:
            return {"part": part.code}
    return {}


def _news(service: Service, content: Mapping[str, Any]) -> dict[str, Any]:
    """Return of what an answer says the claims, and what the record does not say yet."""
    there = content_of(service)
    has_place = any(name.startswith(PLACE) for name in there)
    found = {name: value for name, value in content.items() if name.startswith(CLAIM)}
    found["types"] = sorted({*there["types"], *content["types"]})
    if content.get("website") and not there["website"]:
        found["website"] = content["website"]
    if not has_place:
        found.update({name: value for name, value in content.items() if name.startswith(PLACE)})
    return found


def _forget_deleted() -> None:
    """Take back what waits and came from an answer that was withdrawn or deleted since: its words go, too."""
    waiting = Proposal.objects.filter(
        source=Source.SURVEY, state__in=[ProposalState.WAITING, ProposalState.HELD]
    )
    named = {each.pk: answer_of(each) for each in waiting}
    there = set(
        Answer.objects.filter(pk__in=[name[1] for name in named.values() if name]).values_list(
            "pk", flat=True
        )
    )
    gone = [pk for pk, name in named.items() if name and name[1] not in there]
    Proposal.objects.filter(pk__in=gone).update(state=ProposalState.TAKEN_BACK, changes={}, note="")
