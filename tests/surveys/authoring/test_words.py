"""Whatever can be wrong with a form is said in words of ours."""

import pytest
from pyxform.errors import ErrorCode

from whrin.surveys.authoring.words import said
from whrin.surveys.xlsform import Finding
from whrin.surveys.xlsform.findings import _SENTENCES

pytestmark = pytest.mark.once
_UNKNOWN = "It says, in English:"


def test_every_code_has_words_but_those_of_what_this_site_does_not_use() -> None:
    codes = [code.name for code in ErrorCode if not code.name.startswith(("ENTITY", "INTERNAL"))]
    for code in [*codes, *_SENTENCES.values(), "other-server", "foreign-key", "missing-translation"]:
        assert _UNKNOWN not in said(Finding(code, "In English"), {}).text


def test_what_has_no_words_yet_is_said_in_english_and_announced_as_such() -> None:
    told = said(Finding("said-by-pyxform", "Something odd: 100%s."), {})
    assert _UNKNOWN in told.text and told.english == "Something odd: 100%s."


def test_the_question_is_named_from_its_line_when_the_converter_says_the_line_alone() -> None:
    told = said(Finding("PYREF_003", "English", sheet="survey", line=2, details={"q": "100%s"}), {})
    assert told.text.startswith("There is no question called 100%s.") and told.english == ""
