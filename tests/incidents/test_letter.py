"""The questions on paper: the same as on the site, about nobody."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django.fixtures import Settings

from tests.incidents.making import STORY, World, tell
from whrin.documents.printing import as_pdf
from whrin.incidents.letter.pages import as_document
from whrin.incidents.letter.paper import questions
from whrin.incidents.telling.steps import STEPS


def test_the_paper_asks_what_the_site_asks_and_says_where_it_goes(room: World, settings: Settings) -> None:
    tell()
    page = Client().get(reverse("incidents:letter")).content.decode()
    settings.WHRIN_LETTER_ADDRESS = "Post box 1 | Sample town"
    with_address = Client().get(reverse("incidents:letter")).content.decode()

    assert [one.question for one in questions()] == [step.question for step in STEPS]
    assert page.count("☐") > 50
    assert "Ask the network for an address" in page
    assert "<bdi>Sample town</bdi>" in with_address
    assert STORY not in page


@pytest.mark.once
def test_it_is_printed_in_a_language_from_right_to_left(room: World) -> None:
    with translation.override("ar"):
        assert as_pdf(as_document()).startswith(b"%PDF-")
    assert Client().get(reverse("incidents:letter_pdf")).status_code == 202
