"""The sample network's measures."""

import json

import pytest

from tests.architecture.tree import ROOT
from whrin.policy_index import samples
from whrin.policy_index.models import Measure

_SAMPLE = ROOT / "sample"


@pytest.mark.django_db
def test_each_of_the_sample_has_a_source_is_marked_and_comes_once() -> None:
    count = len(json.loads((_SAMPLE / "measures.json").read_text(encoding="utf-8")))
    assert samples.load(_SAMPLE, None) == count
    assert samples.load(_SAMPLE, None) == 0
    for found in Measure.objects.all():
        assert (found.is_sample, found.state, found.checked_on) == (True, "public", None)
        assert found.sources.exists()


def test_works_that_the_sample_names_are_in_the_library_of_the_sample() -> None:
    rows = json.loads((_SAMPLE / "measures.json").read_text(encoding="utf-8"))
    works = {work["id"] for work in json.loads((_SAMPLE / "library.csl.json").read_text(encoding="utf-8"))}
    assert {source["work"] for row in rows for source in row["sources"] if source["work"]} <= works
