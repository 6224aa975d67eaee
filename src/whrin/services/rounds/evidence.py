"""Published results as evidence: one figure of a mapping round, or of a survey whose figures were published.

What was frozen never changes; a survey published again speaks with its newest version. What is hidden in it
is barred and never offered: so is all that a question withheld.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext, override

from whrin.documents.evidence.asking import fits, words_of
from whrin.documents.evidence.facts import WORDS, Fact, Missing, NoFact, sample_of
from whrin.documents.evidence.figures import Figures
from whrin.documents.evidence.keys import key_of, parts_of
from whrin.documents.evidence.sources import Offer
from whrin.documents.evidence.wording import numbers_in, with_sample, without_language
from whrin.services.models import PublishedResults, Round
from whrin.services.rounds.published import published_rounds
from whrin.surveys.tables.columns import in_language

#: Offered at once; as `Citation` keeps them.
_MOST, _LONGEST = 30, 400


@dataclass(frozen=True)
class Results:
    """Frozen figures and what they are of. `titles`: by language."""

    told: Mapping[str, Any]
    titles: Mapping[str, str]
    address: str
    is_sample: bool


class PublishedFigures(Figures):
    """Answers to questions, counted and frozen."""

    name = "results"
    label = gettext_lazy("Survey results")

    def offers(self, asked: str, language: str) -> Sequence[Offer]:
        """Return the answers whose result, question or words fit, of the newest results."""
        wanted = words_of(asked)
        found: list[Offer] = []
        for base, results in _newest() if wanted else ():
            found += [one for one in _offers(base, results, language) if fits(wanted, one.label)]
        return found[:_MOST]

    def read(self, keys: Collection[str]) -> Mapping[str, Fact | NoFact]:
        """Return what was published: two questions."""
        asked = {key: parts_of(key) for key in keys}
        rounds = {parts["round"] for parts in asked.values() if "round" in parts}
        surveys = {parts["survey"] for parts in asked.values() if "survey" in parts}
        found = {("round", one.slug): _of_round(one) for one in published_rounds().filter(slug__in=rounds)}
        # The newest comes last, and takes the place of those before it.
        for one in PublishedResults.objects.filter(form_name__in=surveys).order_by("number"):
            found["survey", one.form_name] = _of_survey(one)
        return {key: _fact(_named(parts, found), parts) for key, parts in asked.items()}

    def sentence(self, key: str, fact: Fact, language: str) -> str:  # noqa: ARG002 -- the fact has its words
        """Return how many gave an answer, of how many, and on which day they were counted."""
        words = fact.extra[WORDS]
        said = {name: in_language(words[name], language) for name in ("title", "question", "answer")}
        said |= numbers_in(fact, language)
        with override(language):
            if fact.n is None:
                text = ngettext(
                    "%(title)s: %(value)s answer, counted on %(day)s.",
                    "%(title)s: %(value)s answers, counted on %(day)s.",
                    int(fact.value or 0),
                )
            else:
                text = ngettext(
                    "%(title)s. %(question)s – %(answer)s: %(value)s of %(n)s answer, counted on %(day)s.",
                    "%(title)s. %(question)s – %(answer)s: %(value)s of %(n)s answers, counted on %(day)s.",
                    fact.n,
                )
        return with_sample(text % said, fact, language)


def _of_round(one: Round) -> Results:
    titles = {tag: text["title"] for tag, text in one.texts.items() if text.get("title")}
    address = without_language(reverse("services:round", args=[one.slug]))
    return Results(one.results, titles or {"en": one.title_in("en")}, address, one.is_sample)


def _of_survey(one: PublishedResults) -> Results:
    told = json.loads(one.document)["results"]
    return Results(
        told, {one.language: one.title}, without_language(reverse("services:data")), is_sample=False
    )


def _newest() -> Iterator[tuple[dict[str, str], Results]]:
    for one in published_rounds()[:10]:
        yield {"round": one.slug}, _of_round(one)
    seen: set[str] = set()
    for result in PublishedResults.objects.order_by("-day", "form_name", "-number")[:20]:
        if result.form_name not in seen:
            seen.add(result.form_name)
            yield {"survey": result.form_name}, _of_survey(result)


def _named(parts: Mapping[str, str], found: Mapping[tuple[str, str], Results]) -> Results | None:
    kind = "round" if "round" in parts else "survey"
    return found.get((kind, parts.get(kind, "")))


def _fact(results: Results | None, parts: Mapping[str, str]) -> Fact | NoFact:
    """Return a figure; barred where it is hidden, with its question or by itself."""
    if results is None:
        return NoFact(Missing.GONE)
    told = results.told
    if "question" not in parts:
        return _made(results, told["n"], None, {}, {}) if told["n"] is not None else NoFact(Missing.BARRED)
    question = next((one for one in told["questions"] if one["path"] == parts["question"]), None)
    part = (
        next((one for one in question["parts"] if one["code"] == parts.get("answer")), None)
        if question
        else None
    )
    if question and question["why"]:
        return NoFact(Missing.BARRED)
    if question is None or part is None:
        return NoFact(Missing.GONE)
    if part["count"] is None or question["answered"] is None:
        return NoFact(Missing.BARRED)
    answer = part["texts"] or {"": part["code"]}
    return _made(
        results, part["count"], question["answered"], question["texts"] or {"": question["name"]}, answer
    )


def _made(
    results: Results, value: int, n: int | None, question: Mapping[str, str], answer: Mapping[str, str]
) -> Fact:
    words = {"title": dict(results.titles), "question": dict(question), "answer": dict(answer)}
    extra = {WORDS: words, **sample_of(results.is_sample)}
    return Fact(value, n, results.told["counted_on"], results.address, extra)


def _offers(base: Mapping[str, str], results: Results, language: str) -> Iterator[Offer]:
    asked: list[dict[str, str]] = [{}]
    asked += [
        {"question": question["path"], "answer": part["code"]}
        for question in results.told["questions"]
        for part in question["parts"]
    ]
    for each in asked:
        key = key_of(**base, **each)
        fact = _fact(results, each)
        if isinstance(fact, Fact) and len(key) <= _LONGEST:
            words = fact.extra[WORDS]
            yield Offer(
                key, " · ".join(filter(None, (in_language(one, language) for one in words.values()))), fact
            )
