"""Another engine's evaluations: we answer the same, or as JavaRosa does, or the reason stands here."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.surveys.javarosa import agrees, answer_to
from tests.surveys.vectors import Vector, ours, recorded, same, vectors
from whrin.surveys.xpath import ExpressionError
from whrin.surveys.xpath.compiled import Compiled, Gives
from whrin.surveys.xpath.functions import register
from whrin.surveys.xpath.syntax import Call

pytestmark = pytest.mark.once

AS_JAVAROSA = "the norm answers otherwise than the recorded engine, and we answer as the norm"
CHANCE = r"uuid\(|random\(\)|randomize\([^,]*\)$"
# Why an evaluation is out of scope, by what its expression or its place has. The first that fits counts.
EXCLUDED = {
    "nothing was recorded but a mistake of the recording": r"^(?:pad2\(|randomize\(1, 2\)|\?)",
    "chance: no two answers are the same": CHANCE,
    "no function of ODK's: id, lang": r"\bid\(|\blang\(",
    "no axis of ODK's: namespaces": r"namespace::",
    "a browser's tree has nodes for document types and CDATA": r"^[\w-]+::(?:node|text|comment|proc)",
    "names here have the prefix that the test gives the document": r"^name\(",
    "wrong counts of arguments are refused when a form is read, also where they would not run": (
        r"substring\(\)"
    ),
    "what is no date, time or place is refused, as in JavaRosa, and is no NaN": (
        r"^(?:(?:format-)?date(?:-time)?|decimal-time|area|distance)"
        r"\((?:true|.(?:not a|opv|nonsense|a.\)|2\d:|06:|now|Sat))"
    ),
    "metres are not rounded, and no place has no length, as in JavaRosa": r"^area\(",
    "texts are no dates in a comparison, as in JavaRosa": r"FunctionDateCase2",
    "what is no number is left out of sum, max and min, as in JavaRosa": r"^(?:sum|max|min)\(",
    "a seed may be text, as in ODK's specification": r"^randomize\(.*'a'\)",
}
# How many of the 2,540 each reason leaves out, so that none grows unseen.
COUNTS = dict(zip([AS_JAVAROSA, *EXCLUDED], [135, 15, 28, 55, 4, 19, 5, 6, 21, 6, 2, 5, 1], strict=True))


@pytest.fixture(autouse=True)
def _functions_that_must_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """The recorded tests call functions that there are not, where they must not be run; we refuse early."""

    def refuse(syntax: Call, arguments: list[Compiled]) -> Compiled:
        def run(frame: object) -> str:
            raise AssertionError(f"{syntax.name} was run")

        return Compiled(run, Gives.ANY)

    entries = {name: register._Entry(0, None, refuse) for name in _MISSING}
    monkeypatch.setattr(register, "_REGISTER", {**register._REGISTER, **entries})


_MISSING = ("explode", "explode-a", "explode-b", "explode-c", "explode-d", "fn")


def _verdicts() -> Iterator[tuple[int, Vector, str]]:
    """Yield "" for each evaluation that we answer alike, else why not."""
    for number, vector in enumerate(vectors()):
        yield number, vector, _verdict(number, vector)


def _verdict(number: int, vector: Vector) -> str:
    if isinstance(vector["expr"], str) and re.search(CHANCE, vector["expr"]) and not vector.get("throws"):
        # Chance may answer the same for once.
        return _reason(vector)
    if isinstance(vector["expr"], str) and vector["doc"] and vector["ctx"] != "?":
        if vector.get("throws"):
            try:
                ours({**vector, "resultType": 0})
            except ExpressionError:
                return ""
        else:
            try:
                answer = ours(vector)
            except ExpressionError:
                answer = None
            if answer is not None and same(answer, recorded(vector)):
                return ""
            norm = answer_to(number)
            if norm is not None and answer is not None and agrees(answer, norm):
                return AS_JAVAROSA
    return _reason(vector)


def _reason(vector: Vector) -> str:
    expression = vector["expr"] if isinstance(vector["expr"], str) and vector["ctx"] != "?" else "?"
    for reason, pattern in EXCLUDED.items():
        if re.search(pattern, expression):
            return reason
    return "wrong"


def test_every_recorded_evaluation_is_right_or_excluded_for_a_named_reason() -> None:
    found = list(_verdicts())
    wrong = [(number, vector["expr"]) for number, vector, reason in found if reason == "wrong"]
    assert wrong == []
    assert Counter(reason for _, _, reason in found if reason) == COUNTS
