"""What an expression stands on, so that it is calculated anew when that changes."""

import pytest

from whrin.surveys.xpath import compile_expression, references

pytestmark = pytest.mark.once

CASES = {
    ("/data/a + /data/b", "/data/c"): {"/data/a", "/data/b"},
    ("../a > 1 and . != ''", "/data/c"): {"/data/a", "/data/c"},
    ("../../r/x", "/data/r/y"): {"/data/r/x"},
    ("position(..)", "/data/r/y"): {"/data/r"},
    ("sum(/data/r[x > ../a]/y)", "/data/c"): {"/data/r/x", "/data/a", "/data/r/y"},
    ("instance('c')/root/item[country = current()/../country]/label", "/data/city"): {"/data/country"},
    ("instance('c')/root/item[country = /data/country and f = 2]", "/data/city"): {"/data/country"},
    ("indexed-repeat(/data/r/x, /data/r, /data/n)", "/data/c"): {"/data/r/x", "/data/r", "/data/n"},
    ("once(uuid())", "/data/c"): set(),
    ("jr:choice-name(/data/a, '/data/a')", "/data/c"): {"/data/a"},
    ("/data/*/x | //y", "/data/c"): {"/data/*/x", "//y"},
    ("string-length() + -3", "/data/c"): {"/data/c"},
    ("today() + 1", "/data/c"): set(),
    ("if(/data/a, (../b), 'x')", "/data/c"): {"/data/a", "/data/b"},
}


def test_an_expression_names_the_questions_that_it_asks_for() -> None:
    for (source, context), expected in CASES.items():
        assert (source, references(compile_expression(source).syntax, context)) == (source, expected)
