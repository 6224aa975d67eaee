"""A paper goes out as an edition that never changes; it is corrected and withdrawn in the open."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests import cast
from tests.campaigns import making
from tests.campaigns.making import say
from tests.campaigns.publishing.map import a_map, cite
from tests.events.making import session
from whrin.campaigns.actions import keep_version
from whrin.campaigns.actions.about import StaysAsPublished, set_about
from whrin.campaigns.actions.publishing import (
    CannotPublish,
    LacksWords,
    MayNotPublish,
    begin_correction,
    correct_paper,
    publish_paper,
    release_papers,
    withdraw_paper,
)
from whrin.campaigns.enums import Block, State, Why
from whrin.campaigns.models import Edition, Paper, Wording
from whrin.campaigns.models.papers import NeverChanged
from whrin.documents.evidence.facts import Missing
from whrin.library.enums import Status
from whrin.people.models import Person

pytestmark = pytest.mark.django_db
PAGE = "/en/act/papers/care-not-punishment/"


def whole(reader: Client, address: str) -> str:
    answer = reader.get(address)
    assert answer.status_code == 200
    return (answer.getvalue() if answer.streaming else answer.content).decode()


def agree_anew(paper: Paper) -> None:
    """Have the sign-off of a correction done: what it takes is not told here."""
    keep_version(paper=paper, why=Why.AGREED, by=None)
    Paper.objects.filter(pk=paper.pk).update(state=State.AGREED)
    paper.refresh_from_db()


def agreed(holder: Person | None = None, **columns: Any) -> Paper:
    """Make an agreed paper that nothing stops."""
    paper = making.agreed(holder, **columns)
    say(paper, "asks", "States fund care.", block=Block.RECOMMENDATION)
    agree_anew(paper)
    return paper


def in_spanish(paper: Paper, words: str = "Cuidado, no castigo") -> None:
    title = paper.paragraphs.get(kind="title")
    Wording.objects.create(paragraph=title, language="es", text=words, basis=1)


def with_figure() -> Paper:
    """Make an agreed paper that cites 23 of 74."""
    paper = agreed()
    say(paper, "summary", "Only [=1] of [n1] countries have it [@1].")
    cite(paper, a_map())
    agree_anew(paper)
    return paper


def test_staff_publish_what_was_agreed_and_figures_stay_as_they_were(
    moderator: Person, reader: Client
) -> None:
    paper, world = agreed(), a_map()
    say(paper, "summary", "Only [=1] of [n1] countries have it [@1].")
    cite(paper, world)
    in_spanish(paper)
    agree_anew(paper)
    edition = publish_paper(paper=paper, by=moderator)
    world.says(31, "2026-11-01")
    assert (paper.state, paper.slug, edition.number) == (State.PUBLISHED, "care-not-punishment", 1)
    page = reader.get(PAGE).content.decode()
    assert "Only 23 of 74 countries have it<sup>" in page
    assert "<strong><bdi>31 / 74</bdi></strong>" in page
    assert 'href="?language=es"' in page
    assert paper.work is not None
    assert {one.language: one.title for one in paper.work.versions.all()} == {
        "en": "Care, not punishment",
        "es": "Cuidado, no castigo",
    }
    assert (
        "Care, not punishment" in reader.get("/oai?verb=ListRecords&metadataPrefix=oai_dc").content.decode()
    )
    assert f'href="/en/library/{paper.work.slug}/as/datacite/"' in page
    assert reader.get(f"/en/library/{paper.work.slug}/as/datacite/").status_code == 200


def test_members_cannot_publish_and_nothing_goes_out_that_was_not_agreed(
    member: Person, moderator: Person, reader: Client
) -> None:
    paper = agreed(member)
    with pytest.raises(MayNotPublish):
        publish_paper(paper=paper, by=member)
    Wording.objects.filter(text="Words of asks.").update(text="Other words.")
    with pytest.raises(CannotPublish):
        publish_paper(paper=paper, by=moderator)
    Paper.objects.filter(pk=paper.pk).update(state=State.WRITING)
    with pytest.raises(CannotPublish):
        publish_paper(paper=paper, by=moderator)
    assert not Edition.objects.exists()
    assert reader.get(PAGE).status_code == 404


@pytest.mark.parametrize("reason", [Missing.BARRED, Missing.GONE, None])
def test_nobody_publishes_a_figure_that_its_rules_hide_by_now_or_that_changed_unseen(
    moderator: Person, reason: Missing | None
) -> None:
    paper, world = with_figure(), a_map()
    world.hides(reason) if reason else world.says(24, "2026-06-01")
    with pytest.raises(CannotPublish) as refusal:
        publish_paper(paper=paper, by=moderator)
    assert "1" in str(refusal.value)
    assert not Edition.objects.exists()


def test_an_edition_never_changes(moderator: Person) -> None:
    edition = publish_paper(paper=agreed(), by=moderator)
    edition.note = "quietly"
    for change in (
        edition.save,
        edition.delete,
        lambda: Edition.objects.update(note="quietly"),
        lambda: Edition.objects.bulk_update([edition], ["note"]),
        lambda: Edition.objects.all().delete(),
    ):
        with pytest.raises(NeverChanged):
            change()
    assert Edition.objects.get().note == ""


def test_a_correction_is_another_edition_and_the_first_one_stays_meanwhile_and_after(
    moderator: Person, reader: Client
) -> None:
    paper = agreed()
    publish_paper(paper=paper, by=moderator)
    begin_correction(paper=paper, by=moderator)
    Wording.objects.filter(text="Words of asks.").update(text="Better words.")
    page = reader.get(PAGE).content.decode()
    assert "Words of asks." in page
    assert "Better words." not in page
    agree_anew(paper)
    with pytest.raises(LacksWords):
        correct_paper(paper=paper, note=" ", by=moderator)
    assert Edition.objects.count() == 1
    correct_paper(paper=paper, note="The asks were unclear.", by=moderator)
    page = reader.get(PAGE).content.decode()
    assert "Better words." in page
    assert "The asks were unclear." in page
    first = reader.get(f"{PAGE}1/").content.decode()
    assert "Words of asks." in first
    assert "There is a newer edition." in first


def test_what_readers_see_beside_the_words_stays_while_it_is_corrected(
    moderator: Person, reader: Client
) -> None:
    heron = cast.member()
    paper = agreed(heron, country_id="KE")
    publish_paper(paper=paper, by=moderator)
    begin_correction(paper=paper, by=heron)
    before = reader.get(PAGE).content
    for changed in ({"country": None}, {"session": session()}, {"style": "another"}):
        with pytest.raises(StaysAsPublished):
            set_about(paper=paper, by=heron, is_coalition=True, **changed)
    browser, at = cast.SignedIn(heron), f"/en/write/{paper.pk}/settings/"
    shown = browser.get(at).content.decode()
    assert 'name="country"' not in shown and "What is published never changes" in shown
    # A page that was opened before it was published.
    refused = browser.post(at, {"country": "MX", "is_coalition": "on"})
    assert refused.status_code == 422 and "What is published never changes" in refused.content.decode()
    assert 'name="is_coalition"' in refused.content.decode().split("checked")[0]
    assert Paper.objects.filter(pk=paper.pk, country="KE", session=None, is_coalition=False).exists()
    assert reader.get(PAGE).content == before
    assert browser.post(at, {"is_coalition": "on"}).status_code == 302
    assert Paper.objects.filter(pk=paper.pk, country="KE", is_coalition=True).exists()
    assert reader.get(PAGE).content == before


def test_a_withdrawn_paper_says_so_everywhere(moderator: Person, reader: Client) -> None:
    paper = agreed()
    publish_paper(paper=paper, by=moderator)
    assert "Care, not punishment" in reader.get("/en/act/papers/").content.decode()
    with pytest.raises(LacksWords):
        withdraw_paper(paper=paper, reason="", by=moderator)
    withdraw_paper(paper=paper, reason="A source was wrong.", by=moderator)
    answer = reader.get(PAGE)
    assert answer.status_code == 410
    assert "A source was wrong." in answer.content.decode()
    for below in ("1/", "1.pdf", "figures/"):
        assert reader.get(PAGE + below).status_code == 410
    for shared in ("", "feed/", "csv/"):
        told = whole(reader, f"/en/act/papers/{shared}")
        assert "Care, not punishment" not in told
    assert paper.work is not None
    paper.work.refresh_from_db()
    assert paper.work.status == Status.WITHDRAWN


def test_nobody_reads_anything_before_the_end_of_an_embargo(moderator: Person, reader: Client) -> None:
    soon = timezone.now() + datetime.timedelta(hours=1)
    paper = agreed(embargo_until=soon)
    publish_paper(paper=paper, by=moderator)
    for address in (PAGE, f"{PAGE}1/", f"{PAGE}1.pdf", f"{PAGE}figures/"):
        assert reader.get(address).status_code == 404
    for shared in ("/en/act/papers/", "/en/act/papers/feed/", "/en/act/papers/csv/", "/sitemap.xml"):
        told = whole(reader, shared)
        assert "care-not-punishment" not in told
    assert paper.work is None
    Paper.objects.update(embargo_until=timezone.now())
    assert release_papers() == 1
    assert release_papers() == 0
    assert "care-not-punishment" in reader.get("/en/act/papers/?q=punishment").content.decode()
    assert reader.get(PAGE).status_code == 200
