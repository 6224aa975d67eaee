"""What is not public yet is told by no page, letter or number of its call: a correction, an embargo."""

import datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from tests.campaigns.making import say
from tests.campaigns.publishing.map import a_map, cite
from tests.campaigns.publishing.test_publishing import agreed
from tests.campaigns.signed import open_call
from tests.vault import making
from whrin.campaigns.actions import keep_version
from whrin.campaigns.actions.calls import open_call as open_for_signing
from whrin.campaigns.actions.citing import refresh_citations
from whrin.campaigns.actions.kiosks import kiosk_mark
from whrin.campaigns.actions.publishing import begin_correction, publish_paper, release_papers
from whrin.campaigns.actions.showing import SHELF
from whrin.campaigns.actions.signing import CallClosed, sign
from whrin.campaigns.delivering.letters import compose_thanks
from whrin.campaigns.enums import Signer, State, Way, Why
from whrin.campaigns.kiosk.pages import is_running
from whrin.campaigns.letters_in.doors import find_door
from whrin.campaigns.models import Call, Kiosk, Paper, Signature, Wording
from whrin.campaigns.taking.given import Given
from whrin.kit.days import today
from whrin.kit.edition import current
from whrin.people.models import Person
from whrin.search.actions import refresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def embargoed(settings: Settings) -> Call:
    """A call that nobody may know of before tomorrow."""
    settings.VAULT_COST, settings.WHRIN_MAIL_DOMAIN = making.CHEAP, "lists.test"
    call = open_call(making.holder(name="Blue Heron"))
    call.paper.embargo_until = timezone.now() + datetime.timedelta(days=1)
    call.paper.save()
    return call


def test_nobody_reads_the_title_that_a_correction_will_have(moderator: Person, reader: Client) -> None:
    paper = agreed()
    call = Call.objects.create(paper=paper, delivered_on=today(), closes_on=today())
    publish_paper(paper=paper, by=moderator)
    begin_correction(paper=paper, by=moderator)
    Wording.objects.filter(paragraph__kind="title").update(text="Draft of another title")
    page = "/en/act/papers/care-not-punishment/"
    for below in ("", "signatures/", "signatures/feed/", "sign/"):
        said = reader.get(page + below).content.decode()
        assert "Care, not punishment" in said, below
        assert "Draft of another title" not in said, below
    letter = compose_thanks(str(call.pk), None)
    assert letter and "Care, not punishment" in letter.text


def test_nobody_learns_of_a_text_before_its_embargo_ends(reader: Client, embargoed: Call) -> None:
    page = "/en/act/papers/care-not-punishment/"
    places = ["", "sign/", "signatures/", "signatures/csv/", "signatures/feed/", "badge.svg", "1.pdf"]
    for state in (State.OPEN, State.WITHDRAWN):
        Paper.objects.update(state=state, withdrawn_because="The embargo was broken.")
        assert [reader.get(page + below).status_code for below in places] == [404] * 7
    Paper.objects.update(state=State.OPEN)
    assert find_door("sign-care-not-punishment", "") is None
    given = Given(Signer.PERSON, "Ana", "ana@union.example", "en")
    with pytest.raises(CallClosed):
        sign(call=embargoed, given=given, way=Way.WEB)
    kiosk = Kiosk.objects.create(call=embargoed, mark=kiosk_mark("secret"), place="Hall")
    assert reader.get("/en/act/kiosk/secret/").status_code == 410
    assert not is_running(kiosk) and not Signature.objects.exists()
    Paper.objects.update(embargo_until=timezone.now())
    assert find_door("sign-care-not-punishment", "") is not None
    assert reader.get("/en/act/kiosk/secret/").status_code == 200


def test_an_open_text_stands_in_lists_as_soon_as_its_embargo_ends(
    settings: Settings, reader: Client, django_capture_on_commit_callbacks: Any
) -> None:
    settings.VAULT_COST = making.CHEAP
    heron = making.holder(name="Blue Heron")
    ends = timezone.now() + datetime.timedelta(days=1)
    paper = agreed(heron.person, embargo_until=ends)
    open_for_signing(paper=paper, by=heron.person)
    places = [f"/en/act/papers/{below}" for below in ("", "?q=punishment", "feed/")]
    said = [reader.get(place).content.decode() for place in places]
    assert not any("care-not-punishment" in each for each in said)
    assert DBTaskResult.objects.get(task_path="whrin.campaigns.publishing.tasks.release").run_after == ends
    with time_machine.travel(ends, tick=False):
        before = current()
        with django_capture_on_commit_callbacks(execute=True):
            assert (release_papers(), release_papers()) == (1, 0)
        assert all("care-not-punishment" in reader.get(place).content.decode() for place in places)
    assert current() == before + 1


def test_a_published_text_stands_in_lists_when_its_embargo_ends_while_it_is_corrected(
    moderator: Person, reader: Client
) -> None:
    ends = timezone.now() + datetime.timedelta(days=1)
    paper = agreed(embargo_until=ends)
    publish_paper(paper=paper, by=moderator)
    begin_correction(paper=paper, by=moderator)
    with time_machine.travel(ends, tick=False):
        assert (release_papers(), release_papers()) == (1, 0)
        assert "Care, not punishment" in reader.get("/en/act/papers/").content.decode()


def test_a_figure_that_may_be_told_no_more_stands_in_no_list_of_open_texts(reader: Client) -> None:
    paper, world = agreed(), a_map()
    say(paper, "summary", "Only [=1] of [n1] countries have it.")
    move = paper.paragraphs.get(wordings__text="Words of summary.")
    move.wordings.update(text="It is [=1] of [n1].")
    cite(paper, world)
    keep_version(paper=paper, why=Why.OPENED, by=None)
    Paper.objects.update(state=State.OPEN, slug="care-not-punishment")
    refresh(shelf=SHELF, keys=[paper.pk.hex])
    places = ["", "?q=countries", "feed/", "care-not-punishment/"]
    assert all("It is 23" in reader.get("/en/act/papers/" + one).content.decode() for one in places[2:])
    world.hides()
    refresh_citations()
    for place in places:
        said = reader.get("/en/act/papers/" + place).content.decode()
        assert "Care, not punishment" in said and "23 of 74" not in said, place
