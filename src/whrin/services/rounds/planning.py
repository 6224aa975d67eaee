"""A round before anybody is asked: planned, changed, dropped. Each locks the round, and writes to the log."""

import datetime
from collections.abc import Collection, Mapping
from typing import Any, TypedDict, Unpack

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from whrin.audit.actions import record
from whrin.kit.days import today
from whrin.kit.edition import advance_on_commit
from whrin.people.models import Person
from whrin.places.models import Region
from whrin.places.queries import countries_in
from whrin.services.answers.taking import asks_for_services
from whrin.services.enums import RoundState, SeatKind
from whrin.services.models import Round, Seat
from whrin.surveys.actions import edit_form
from whrin.surveys.actions.invitations import prolong_invitations
from whrin.surveys.enums import FormState
from whrin.surveys.models import Form

#: Informants of each kind in a country, as in the reports of 2020 and 2021.
OF_EACH_KIND = 2
#: What is written about a round, and the letters that each may have.
TEXTS = {"title": 200, "key_findings": 20_000, "background": 20_000, "method": 20_000}
#: What may still change in each state.
CHANGEABLE = {
    RoundState.PLANNED: frozenset({"opens_on", "closes_on", "countries", "form", "texts"}),
    RoundState.OPEN: frozenset({"closes_on", "texts"}),
    RoundState.CLOSED: frozenset({"texts"}),
    RoundState.PUBLISHED: frozenset[str](),
}


class RoundMoved(Exception):
    """The round is not where this step begins: somebody has taken it already."""

    def __init__(self) -> None:
        super().__init__(_("The round has moved on meanwhile. Look at it again."))


class Changes(TypedDict, total=False):
    """What may change of a round. `countries`: ISO codes; `texts` as `Round.texts`."""

    opens_on: datetime.date
    closes_on: datetime.date
    countries: Collection[str]
    form: Form | None
    texts: Mapping[str, Mapping[str, str]]


@transaction.atomic
def plan_round(
    *, region: Region, year: int, by: Person | None, is_sample: bool = False, **wishes: Unpack[Changes]
) -> Round:
    """Plan a round, with seats for two informants of each kind in each country. No `countries`: all of the
    region. Raises Django's `ValidationError` with what is wrong, by field.
    """
    one = Round(region=region, year=year, is_sample=is_sample)
    one.slug = _short_name(region, year)
    _tell(one, wishes)
    one.full_clean()
    one.save()
    _seat(one, wishes.get("countries", countries_in(region.code)))
    record(verb="plan", about=one, by=by, region=region.code, year=year)
    return one


@transaction.atomic
def change_round(*, one: Round, by: Person | None, **wishes: Unpack[Changes]) -> Round:
    """Change what may still change (`CHANGEABLE`). While it is open, its form and its links close with it.

    Raises Django's `ValidationError` with what is wrong, by field, and `RoundMoved`; then nothing changed.
    """
    one = locked(one)
    if not set(wishes) <= CHANGEABLE[RoundState(one.state)]:
        raise RoundMoved
    _tell(one, wishes)
    one.full_clean()
    one.save()
    if "countries" in wishes:
        _seat(one, wishes["countries"])
    if one.state == RoundState.OPEN and one.form is not None and "closes_on" in wishes:
        if one.closes_on < today():
            raise ValidationError({"closes_on": _("The last day is over.")})
        edit_form(form=one.form, by=by, closes_on=one.closes_on)
        prolong_invitations(form=one.form, last_day=one.closes_on, by=by)
    record(verb="change", about=one, by=by, changed=sorted(wishes))
    advance_on_commit()
    return one


@transaction.atomic
def drop_round(*, one: Round, by: Person | None) -> None:
    """Give a round up, with its seats. Its form and what was answered stay. Not once it is published, nor
    while it is open. Raises `RoundMoved`.
    """
    one = locked(one, RoundState.PLANNED, RoundState.CLOSED)
    record(verb="drop", about=one, by=by, region=one.region.code, year=one.year)
    one.delete()
    advance_on_commit()


def locked(one: Round, *states: RoundState) -> Round:
    """Return the round as it is now, until the transaction ends, in one of `states`; none: in any. Raises
    `RoundMoved`.
    """
    found = Round.objects.select_for_update().filter(pk=one.pk).first()
    if found is None or (states and found.state not in states):
        raise RoundMoved
    return found


def may_be_asked(form: Form) -> bool:
    """Say whether a form can be a round's: it asks for services, is not open, and nobody has answered it."""
    return form.state != FormState.OPEN and asks_for_services(form) and not form.answers.exists()


def _short_name(region: Region, year: int) -> str:
    short = f"{region.code.removeprefix('network-')}-{year}"
    return f"{region.code}-{year}" if Round.objects.filter(slug=short).exists() else short


def _tell(one: Round, wishes: Changes) -> None:
    """Put on the row what is wished. Raises `ValidationError`."""
    if "form" in wishes:
        form = wishes["form"]
        if form is not None and not may_be_asked(form):
            raise ValidationError(
                {"form": _("Choose a form that asks for services, is not open, and has no answers yet.")}
            )
        one.form = form
    if "texts" in wishes:
        one.texts = _tidy(wishes["texts"])
    for name in ("opens_on", "closes_on"):
        if name in wishes:
            setattr(one, name, wishes[name])


def _tidy(texts: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Return what is not empty of the texts, in languages of the site. Raises `ValidationError`."""
    told: dict[str, dict[str, str]] = {}
    for tag, _name in settings.LANGUAGES:
        words = {name: texts.get(tag, {}).get(name, "").strip() for name in TEXTS}
        if any(len(text) > TEXTS[name] for name, text in words.items()):
            raise ValidationError({"texts": _("A text is too long.")})
        if found := {name: text for name, text in words.items() if text}:
            told[tag] = found
    return told


def _seat(one: Round, countries: Collection[str]) -> None:
    """Let there be seats in these countries and no others. Raises `ValidationError`."""
    wanted = set(countries)
    if not wanted or not wanted <= countries_in(one.region.code):
        raise ValidationError({"countries": _("Choose one or more countries of the region.")})
    one.seats.exclude(country__in=wanted).delete()
    there = set(one.seats.values_list("country", flat=True))
    kinds: list[Any] = [kind for kind in SeatKind for _each in range(OF_EACH_KIND)]
    Seat.objects.bulk_create(
        Seat(round=one, country_id=country, number=number, kind=kind)
        for country in sorted(wanted - there)
        for number, kind in enumerate(kinds, 1)
    )
