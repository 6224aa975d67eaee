"""The papers of the sample network: one that is written, one that is signed, one that is published."""

import pytest
from django.test import Client

from tests.architecture.test_weights import LANGUAGES, MOST, weight
from tests.architecture.tree import ROOT
from whrin.campaigns.body import text_of_edition
from whrin.campaigns.enums import State
from whrin.campaigns.models import Campaign, Edition, Paper
from whrin.campaigns.publishing.files import document_of
from whrin.campaigns.samples import load
from whrin.cli.demo import samples_of
from whrin.documents.printing import as_text
from whrin.library.models import Work

pytestmark = pytest.mark.django_db
SAMPLE = ROOT / "sample"
PAGE = "/{}/act/papers/sample-brief-somebody-looks-after-the-children/"
#: What papers rest on.
BEFORE = ("places", "topics", "people", "organisations", "library", "services")


def load_all() -> int:
    for room in BEFORE:
        if samples := samples_of(room):
            samples.load(SAMPLE, None, lambda *_arguments: None)
    return load(SAMPLE, None)


@pytest.mark.once
def test_a_visitor_reads_a_published_sample_with_its_figures_and_takes_it_away(
    client: Client,
) -> None:
    assert load_all() == 4
    # Nobody has a key here, so that nothing can be signed.
    states = [paper.state for paper in Paper.objects.order_by("kind__slug")]
    assert states == [State.PUBLISHED, State.WRITING, State.AGREED]
    assert not Paper.objects.filter(is_sample=False).exists()
    edition = Edition.objects.select_related("version").get()
    assert set(text_of_edition(edition).languages()) == {"en", "es"}
    for language in LANGUAGES:
        answer = client.get(PAGE.format(language))
        assert answer.status_code == 200 and weight(answer.content) <= MOST, language
    page = client.get(PAGE.format("en")).content.decode()
    said = ("Sample paper", "Sample brief", "8 / 127", "Figures as of", 'id="today"', "Mathias")
    assert [words for words in said if words not in page] == []
    # Each section stands under its heading, and the list begins with a sentence.
    assert page.count("<h2>Recommendations</h2>") == 1
    listed = client.get("/en/act/papers/").content.decode()
    assert "This brief is made up" in listed and "Summary This brief" not in listed
    assert "Nota de muestra" in client.get(PAGE.format("es")).content.decode()
    told = as_text(document_of(edition, "es", "es")).decode()
    assert "se sabe que 8 cuidan" in told and "Mathias" in told
    assert Work.objects.get(slug="sample-brief-somebody-looks-after-the-children").is_sample
    assert Campaign.objects.get().papers.count() == 2
    assert load(SAMPLE, None) == 0
