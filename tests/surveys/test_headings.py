"""What a version says of itself, to whom."""

import pytest

from whrin.surveys.headings import Heading, about_of, consent_of, title_of
from whrin.surveys.models import Version
from whrin.surveys.xlsform.languages import nearest, tag_of

pytestmark = pytest.mark.once

_ROW = {
    "form_title": "Places",
    "form_title::Español (es)": "Lugares",
    "about::English (en)": "We ask",
    "about::Português (pt-BR)": "Perguntamos",
    "default_language": "English (en)",
}
_VERSION = Version(title="Places", sheets={"settings": {"columns": list(_ROW), "rows": [_ROW]}})


@pytest.mark.parametrize(
    ("language", "title", "about"),
    [
        ("en", Heading("Places", "en"), Heading("We ask", "en")),
        ("es", Heading("Lugares", "es"), Heading("We ask", "en")),
        ("pt", Heading("Places", "en"), Heading("Perguntamos", "pt-br")),
    ],
)
def test_a_reader_is_told_in_her_language_or_in_the_forms_own(
    language: str, title: Heading, about: Heading
) -> None:
    assert title_of(_VERSION, language) == title
    assert about_of(_VERSION, language) == about
    assert consent_of(_VERSION, language).text == ""


def test_a_form_in_one_language_without_a_name_says_it_in_that_one() -> None:
    sheets = {"settings": {"columns": ["about"], "rows": [{"about": "We ask"}]}}
    version = Version(title="Small form", sheets=sheets)
    assert title_of(version, "ar") == Heading("Small form")
    assert about_of(version, "ar") == Heading("We ask")


def test_a_language_has_the_tag_that_its_name_ends_with() -> None:
    assert [tag_of(name) for name in ("Español (es)", "Kiswahili (sw_KE) ", "default", "English")] == [
        "es",
        "sw-ke",
        "",
        "",
    ]
    assert nearest(["English (en)", "Français (fr)"], "fr-ca") == "Français (fr)"
    assert nearest(["English (en)"], "ar") == ""
