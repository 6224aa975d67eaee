"""Evidence in papers: alive while they are written, said to have changed, never a figure that is hidden."""

from collections.abc import Collection
from typing import Any

import pytest

from tests.campaigns.making import paper, say
from tests.cast import member
from whrin.campaigns.actions.citing import (
    CannotCite,
    StillUsed,
    cite,
    note_seen,
    refresh_citations,
    remove_citation,
)
from whrin.campaigns.actions.wording import PaperLocked
from whrin.campaigns.enums import Standing, State
from whrin.campaigns.models import Citation
from whrin.documents.evidence import sources
from whrin.documents.evidence.facts import Fact, Missing, NoFact

pytestmark = pytest.mark.django_db


class Wells:
    """A source of this test: how many wells there are."""

    name, label = "wells", "Wells"

    def __init__(self) -> None:
        self.told: Fact | NoFact = Fact(3, 10, "2026-11-01", "/wells/")

    def read(self, keys: Collection[str]) -> dict[str, Fact | NoFact]:
        return dict.fromkeys(keys, self.told)

    def offers(self, asked: str, language: str) -> list[Any]:
        return []

    def sentence(self, key: str, fact: Fact, language: str) -> str:
        return key

    def reference(self, key: str, fact: Fact, language: str, style: str) -> str:
        return key

    def csl(self, key: str, fact: Fact) -> None:
        return None


@pytest.fixture
def wells(monkeypatch: pytest.MonkeyPatch) -> Wells:
    found = Wells()
    monkeypatch.setitem(sources._sources, "wells", found)
    return found


def test_a_figure_that_changes_says_so_until_it_was_seen(wells: Wells) -> None:
    holder = member()
    made = paper(holder)
    cite(paper=made, source="wells", key="all", by=holder)
    assert refresh_citations() == []
    wells.told = Fact(4, 10, "2026-11-20", "/wells/")
    assert refresh_citations() == [made]
    wells.told = Fact(5, 10, "2026-11-21", "/wells/")
    refresh_citations()
    row = Citation.objects.get()
    assert row.before
    assert (row.state, row.before["value"], row.fact["value"]) == (Standing.CHANGED, 3, 5)
    assert note_seen(paper=made, by=holder) == 1
    row.refresh_from_db()
    assert (row.state, row.before) == (Standing.FRESH, None)


def test_a_later_day_alone_is_no_change(wells: Wells) -> None:
    holder = member()
    cite(paper=paper(holder), source="wells", key="all", by=holder)
    wells.told = Fact(3, 10, "2026-11-20", "/wells/")
    refresh_citations()
    row = Citation.objects.get()
    assert (row.state, row.fact["day"]) == (Standing.FRESH, "2026-11-20")


@pytest.mark.parametrize("reason", list(Missing))
def test_what_is_gone_or_hidden_is_told_and_keeps_what_it_was(wells: Wells, reason: Missing) -> None:
    holder = member()
    made = paper(holder)
    cite(paper=made, source="wells", key="all", by=holder)
    wells.told = NoFact(reason)
    assert refresh_citations() == [made]
    assert refresh_citations() == []
    row = Citation.objects.get()
    assert (row.state, row.fact["value"]) == (reason.value, 3)
    with pytest.raises(CannotCite):
        cite(paper=made, source="wells", key="more", by=holder)
    wells.told = Fact(3, 10, "2026-11-22", "/wells/")
    refresh_citations()
    row.refresh_from_db()
    assert row.state == Standing.FRESH


def test_evidence_that_the_text_uses_stays(wells: Wells) -> None:
    holder = member()
    made = paper(holder)
    row = cite(paper=made, source="wells", key="all", by=holder)
    assert cite(paper=made, source="wells", key="all", by=holder) == row
    words = say(made, "summary", "There are [=1] wells.")
    with pytest.raises(StillUsed):
        remove_citation(citation=row, by=holder)
    words.is_removed = True
    words.save()
    remove_citation(citation=row, by=holder)
    assert not Citation.objects.exists()


def test_what_is_agreed_takes_no_new_evidence_and_what_is_published_none_at_all(wells: Wells) -> None:
    holder = member()
    made = paper(holder)
    cite(paper=made, source="wells", key="all", by=holder)
    made.state = State.AGREED
    made.save()
    with pytest.raises(PaperLocked):
        cite(paper=made, source="wells", key="more", by=holder)
    wells.told = Fact(9, 10, "2026-11-20", "/wells/")
    assert refresh_citations() == [made]
    made.state, made.slug, made.published_on = State.PUBLISHED, "x", made.made_on
    made.save()
    wells.told = Fact(10, 10, "2026-11-21", "/wells/")
    assert refresh_citations() == []
    assert Citation.objects.get().fact["value"] == 9
