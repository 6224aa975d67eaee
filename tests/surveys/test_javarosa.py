"""JavaRosa's own answers to our cases: we answer the same; where not, the reason stands here."""

import pytest

from tests.surveys.forms import at, read_form
from tests.surveys.javarosa import agrees, cases
from tests.surveys.vectors import RECORDINGS, ZONE
from whrin.surveys.xpath import ExpressionError, Frame, compile_expression

pytestmark = pytest.mark.once

# Where we answer something else than JavaRosa, and why; docs/developer/xpath.md tells the same in words.
DIVERGENCES = {
    "a number in brackets is a place, as in XPath": [
        "position(/data/r[2])",
        "/data/r[1]/x",
        "/data/r[2]/../a",
        "instance('c')/root/item[2]/label",
        "count(/data/r[1])",
    ],
    "any value in brackets is true or false, as in XPath": ["count(/data/r['a'])"],
    "a star takes every name": ["count-non-empty(/data/*)", "count(/data/*)", "sum(/data/*)"],
    "the greatest of negative numbers is one of them": ["max(-5,-7)", "max(-5)"],
    "what lies below zero is rounded to tens as what lies above": ["round(-50.55, -2)", "round(-150.55, -2)"],
    "no number is rounded away by too many digits": ["round(1.5, 400)"],
    "a weighted list may have no most, as a plain one": ["weighted-checklist(1,-1,true(),5)"],
    "weeks are those of ISO 8601, not of the phone's country": [
        "format-date-time('2020-02-03T04:05:06.007Z', '%Y %y %m %n %b %d %e %H %h %M %S %3 %a %W')"
    ],
    "a place has a latitude and a longitude": ["distance(/data/r/x)", "distance('1')"],
    "years have four digits": ["date('10000-01-01')", "date('0001-01-01')", "date('20-01-01')"],
    "zones may be written without a colon": ["date('2020-01-01T10:00:00+0530')"],
}


def test_the_norm_and_we_answer_alike_but_for_named_divergences() -> None:
    root, environment = read_form((RECORDINGS / "javarosa_form.xml").read_text(encoding="utf-8"), ZONE)
    named = {expression for expressions in DIVERGENCES.values() for expression in expressions}
    different: set[str] = set()
    for path, expression, answer in cases():
        # Where JavaRosa refuses we may answer: we take a little more of XPath than it does.
        if answer[0] == "error":
            continue
        try:
            ours = compile_expression(expression).scalar(Frame(at(root, path), environment))
        except ExpressionError:
            different.add(expression)
            continue
        if not agrees(ours, answer):
            different.add(expression)
    assert different == named
