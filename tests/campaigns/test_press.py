"""Press work: consent first, each release once, gone with one click."""

import datetime

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import cast
from tests.campaigns.making import agreed, kind
from tests.cast import SignedIn
from whrin.audit.models import Event
from whrin.campaigns.actions.pressing import NotForPress, forget_press, save_contact, send_release
from whrin.campaigns.enums import State
from whrin.campaigns.models import Campaign, Coverage, Edition, Paper, PressContact, PressMailing
from whrin.campaigns.press.letters import compose_release, leaving_token
from whrin.kit.days import today
from whrin.mailing.models import Outgoing

pytestmark = pytest.mark.django_db

NAME, ADDRESS = "Jana Reporter", "jana@paper.example"


def _contact(**columns: object) -> PressContact:
    given = {"name": NAME, "outlet": "The Paper", "address": ADDRESS, "languages": ["en"]}
    given |= {"beats": ["health"], "consent_how": "letter", "consent_on": today()}
    return save_contact(**{**given, **columns}, by=None)  # type: ignore[arg-type]  # columns by name


def _release(**columns: object) -> Paper:
    made = agreed(kind=kind("press-release", is_signed=False))
    for name, value in {"slug": "care", "state": State.PUBLISHED, "published_on": today(), **columns}.items():
        setattr(made, name, value)
    made.save()
    Edition.objects.create(paper=made, number=1, version=made.versions.get(), digest="0" * 64)
    return made


def test_what_is_known_of_a_journalist_is_sealed_and_goes_with_one_click() -> None:
    contact = _contact()
    for row in PressContact.objects.values():
        assert not any(
            secret in str(value) for value in row.values() for secret in (NAME, ADDRESS, "The Paper")
        )
    address = reverse("campaigns:press_out", args=[leaving_token(contact)])
    assert Client().get(address).status_code == 200
    assert PressContact.objects.exists()
    assert Client(enforce_csrf_checks=True).post(address).status_code == 200
    assert not PressContact.objects.exists()
    assert Client().get(address).status_code == 404
    assert not any("jana" in str(row).lower() for row in Event.objects.values())


def test_a_release_goes_once_to_whom_the_filter_finds() -> None:
    mine, other = _contact(), _contact(address="b@x.example", languages=["fr"])
    paper, by = _release(), cast.moderator()
    assert send_release(paper=paper, language="en", asked={"language": "en"}, by=by).many == 1
    assert send_release(paper=paper, language="en", asked={}, by=by).many == 1
    assert send_release(paper=paper, language="en", asked={}, by=by).many == 0
    assert Outgoing.objects.count() == 2
    letter = compose_release(f"{PressMailing.objects.last().pk}:{mine.pk}", None)  # type: ignore[union-attr]  # made above
    assert letter is not None
    assert letter.subject == "Care, not punishment"
    assert "Words of news." in letter.text
    assert letter.headers["List-Unsubscribe"].endswith(f"{leaving_token(mine)}/>")
    key = f"{PressMailing.objects.last().pk}:{mine.pk}"  # type: ignore[union-attr]  # likewise
    mine.delete()
    assert compose_release(key, None) is None
    assert other.pk


def test_a_release_under_embargo_goes_to_those_alone_who_keep_embargoes() -> None:
    _contact()
    keeps = _contact(address="c@x.example", takes_embargoed=True)
    paper = _release(embargo_until=timezone.now() + datetime.timedelta(days=1))
    mailing = send_release(paper=paper, language="en", asked={}, by=cast.moderator())
    assert (mailing.many, mailing.is_embargoed) == (1, True)
    letter = compose_release(f"{mailing.pk}:{keeps.pk}", None)
    assert letter is not None
    assert letter.subject.startswith("EMBARGO")
    assert "Care" not in Client().get(reverse("campaigns:press")).content.decode()


def test_what_is_not_published_is_not_sent() -> None:
    _contact()
    with pytest.raises(NotForPress):
        send_release(paper=agreed(kind=kind("press-release")), language="en", asked={}, by=cast.moderator())
    assert not Outgoing.objects.exists()


def test_a_table_brings_in_those_alone_who_agreed() -> None:
    client = SignedIn(cast.moderator())
    lines = ["name,outlet,address,consent_how,consent_on,languages",
             f"{NAME},The Paper,{ADDRESS},letter,{today()},en", "No Consent,X,x@x.example,,,"]  # fmt: skip
    table = SimpleUploadedFile("a.csv", "\n".join(lines).encode())
    answer = client.post(reverse("campaigns:contacts_import"), {"table": table}, follow=True)
    assert [one.read()[2] for one in PressContact.objects.all()] == [ADDRESS]
    assert "These lines could not be kept: 3." in answer.content.decode()


def test_contacts_are_erased_when_their_time_is_over() -> None:
    _contact(kept_until=today() - datetime.timedelta(days=1))
    kept = _contact(address="d@x.example")
    assert forget_press() == 1
    assert list(PressContact.objects.all()) == [kept]


def test_the_log_of_coverage_tells_no_campaign_that_is_a_draft(reader: Client) -> None:
    campaign = Campaign.objects.create(slug="not-yet", state="draft")
    Coverage.objects.create(day=today(), outlet="The Daily", title="A story", campaign=campaign)
    page = reverse("campaigns:coverage_csv")
    assert "not-yet" not in reader.get(page).content.decode()
    Campaign.objects.update(state="open")
    cache.clear()
    assert "not-yet" in reader.get(page).content.decode()
