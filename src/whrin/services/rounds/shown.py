"""A published round as its page, its print and its files show it: words in the reader's language, lengths in
percent. What was frozen is only put into words here; the names of services are read anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.numbers import format_percent
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from whrin.design.measures import number_in_words, reader_locale
from whrin.kit.languages import direction_of
from whrin.places.figures import country_pages
from whrin.places.queries import names_of_countries
from whrin.services.enums import Degree, SeatKind, TermKind
from whrin.services.models import Round, Term
from whrin.services.queries import public_services
from whrin.services.rounds.words import Words, in_language
from whrin.surveys.figures.counting import OTHER
from whrin.surveys.figures.drawing import hidden_word, reason
from whrin.surveys.figures.shaping import Why
from whrin.surveys.figures.wording import Worded, worded
from whrin.surveys.xlsform.languages import nearest

_ANSWERS = (Degree.YES, Degree.PARTLY, Degree.NO)


@dataclass(frozen=True)
class Bar:
    """One answer. `count`, `share`, `before`: in words; `start`, `width`: percent, empty for no bar."""

    label: Worded
    count: str
    share: str
    before: str
    start: str = ""
    width: str = ""


@dataclass(frozen=True)
class Question:
    """`why`: in words, why nothing is shown; `answered`: how many answered, in words; `hidden`: answers whose
    number is hidden.
    """

    title: Worded
    answered: str
    bars: Sequence[Bar]
    hidden: Sequence[Worded] = ()
    why: str = ""

    @property
    def has_before(self) -> bool:
        """Say whether anything of the round before can stand beside it."""
        return any(bar.before for bar in self.bars)


@dataclass(frozen=True)
class Attribute:
    """In how many answers a service was told of where this is so; `counts`: yes, partly, no, in words."""

    label: str
    answered: str
    counts: Sequence[str]


@dataclass(frozen=True)
class Country:
    """`services`: name, address, language and direction of those that are public still; `gone`: how many have
    left the map since.
    """

    name: str
    address: str
    services: Sequence[tuple[str, str, str, str]]
    gone: int


@dataclass(frozen=True)
class Shown:
    """`title` and texts in the language that there is; `facts`: what the method rests on, name and value."""

    round: Round
    title: Words
    region: str
    region_code: str
    findings: Words | None
    background: Words | None
    method: Words | None
    informants: Sequence[tuple[str, str]]
    smallest: int
    n: int | None
    why: str
    counted_on: date
    questions: Sequence[Question]
    attributes: Sequence[Attribute]
    before: Mapping[str, Any] | None
    countries: Sequence[Country]
    corrections: Sequence[tuple[date, Words]]


def title_of(one: Round, language: str) -> Words:
    """Return what a round is called: as it was titled, else region and year."""
    return in_language(one.texts, language, "title") or Words(one.title_in(language), language)


def shown(one: Round, language: str = "") -> Shown:
    """Return what is told of a published round, in a fixed number of questions."""
    language = language or get_language() or "en"
    told = one.results
    questions, attributes = questions_of(told, language)
    return Shown(
        round=one,
        title=title_of(one, language),
        region=one.region.name_in(language),
        region_code=one.region.code,
        findings=in_language(one.texts, language, "key_findings"),
        background=in_language(one.texts, language, "background"),
        method=in_language(one.texts, language, "method"),
        informants=_informants(told),
        smallest=told["smallest"],
        n=told["n"],
        why=reason(Why.FEW_ANSWERS, told["smallest"]) if told["n"] is None else "",
        counted_on=date.fromisoformat(told["counted_on"]),
        questions=questions,
        attributes=attributes,
        before=told["before"],
        countries=_countries(one.listing, language),
        corrections=[
            (date.fromisoformat(each["day"]), words)
            for each in one.corrections
            if (words := in_language(each["texts"], language))
        ],
    )


def questions_of(told: Mapping[str, Any], language: str) -> tuple[list[Question], list[Attribute]]:
    """Return frozen figures in words: questions, and attributes of services apart."""
    attributes = {term.slug: term for term in Term.objects.filter(kind=TermKind.ATTRIBUTE)}
    spoken = nearest(told["languages"], language) or next(iter(told["languages"]), "")
    questions, rows = [], []
    for question in told["questions"]:
        if question["repeat"] and question["name"] in attributes:
            rows.append(_attribute(question, attributes[question["name"]].label_in(language)))
        else:
            questions.append(_question(question, spoken, told["smallest"]))
    return questions, rows


def _question(told: Mapping[str, Any], spoken: str, smallest: int) -> Question:
    title = worded(told["texts"], spoken, told["name"])
    if told["why"]:
        return Question(title, "", (), why=reason(Why(told["why"]), smallest))
    shown = [part for part in told["parts"] if part["count"] or (part["count"] == 0 and part.get("before"))]
    hidden = [_label(part, spoken) for part in told["parts"] if part["count"] is None]
    return Question(title, _number(told["answered"]), [_bar(part, spoken) for part in shown], hidden)


def _bar(part: Mapping[str, Any], spoken: str) -> Bar:
    width = "" if part["share"] is None else str(part["share"])
    return Bar(
        _label(part, spoken),
        _number(part["count"]),
        _share(part["share"]),
        _share(part.get("before")),
        str(100 - part["share"]) if width and get_language_bidi() else "0",
        width,
    )


def _label(part: Mapping[str, Any], spoken: str) -> Worded:
    other = _("Something else") if part["code"] == OTHER else part["code"]
    return worded(part["texts"], spoken, other)


def _attribute(told: Mapping[str, Any], label: str) -> Attribute:
    counts = {part["code"]: _number(part["count"]) for part in told["parts"]}
    answered = hidden_word() if told["why"] else _number(told["answered"])
    return Attribute(label, answered, [counts.get(value, hidden_word()) for value in _ANSWERS])


def _number(count: int | None) -> str:
    return hidden_word() if count is None else number_in_words(count)


def _share(percent: int | None) -> str:
    return "" if percent is None else format_percent(percent / 100, locale=reader_locale())


def _informants(told: Mapping[str, Any]) -> list[tuple[str, str]]:
    labels = {kind: str(SeatKind(kind).label) for kind in SeatKind.values} | {"not_said": _("Not said")}
    counted = told["informants"]
    return [(label, _number(counted[kind])) for kind, label in labels.items() if counted.get(kind, 0) != 0]


def _countries(listing: Mapping[str, Sequence[str]], language: str) -> list[Country]:
    wanted = [uid for uids in listing.values() for uid in uids]
    rows = public_services().filter(uid__in=wanted).values_list("uid", "name", "slug", "language")
    there = {str(uid): (name, slug, spoken) for uid, name, slug, spoken in rows}
    page = country_pages()
    return [
        _country(name, page(code), [there[uid] for uid in listing[code] if uid in there], len(listing[code]))
        for code, name in names_of_countries(language).items()
        if code in listing
    ]


def _country(name: str, address: str, found: Sequence[tuple[str, str, str]], total: int) -> Country:
    services = [
        (title, reverse("services:service", args=[slug]), spoken, direction_of(spoken))
        for title, slug, spoken in sorted(found, key=lambda row: row[0].casefold())
    ]
    return Country(name, address, services, total - len(services))
