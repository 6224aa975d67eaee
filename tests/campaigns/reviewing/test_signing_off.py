"""A version is agreed by those who review it, with women of lived experience among them, whoever holds it."""

from itertools import product

import pytest
from pytest_django.fixtures import Settings

from tests import cast
from tests.campaigns import making
from whrin.audit.models import Event
from whrin.campaigns.actions.agreement import agreed, version_in_review
from whrin.campaigns.actions.signing_off import (
    CannotSignOff,
    LacksReason,
    NotAsked,
    NotHers,
    NotInReview,
    NotYetAgreed,
    mark_agreed,
    send_to_review,
    sign_off,
    take_back_sign_off,
    take_back_to_writing,
)
from whrin.campaigns.enums import Role, State, Verdict
from whrin.campaigns.models import Paper, SignOff, Version, Wording
from whrin.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(member: Person) -> Paper:
    """A paper that Blue Heron holds; Grey Wren, who declared it, and Green Cedar, who did not, review it."""
    return making.paper(member)


@pytest.fixture
def wren(paper: Paper) -> Person:
    return making.seat(paper, cast.member("Grey Wren", lived=True))


@pytest.fixture
def cedar(paper: Paper) -> Person:
    return making.seat(paper, cast.ally())


@pytest.fixture
def fern(paper: Paper) -> Person:
    return making.seat(paper, cast.ally("Tall Fern"), Role.APPROVER)


@pytest.fixture
def version(paper: Paper, member: Person, wren: Person, cedar: Person, fern: Person) -> Version:
    return send_to_review(paper=paper, by=member)


def _say(version: Version, by: Person, verdict: Verdict = Verdict.AGREE) -> None:
    sign_off(version=version, verdict=verdict, by=by, reason="" if verdict == Verdict.AGREE else "Line two.")


def test_two_who_agree_one_with_lived_experience_make_it_agreed(
    paper: Paper, version: Version, member: Person, wren: Person, cedar: Person
) -> None:
    _say(version, cedar)
    assert agreed(version).missing == ["One more person must agree."]
    with pytest.raises(NotYetAgreed):
        mark_agreed(version=version, by=member)
    _say(version, wren)
    assert agreed(version).met
    mark_agreed(version=version, by=member)
    paper.refresh_from_db()
    assert paper.state == State.AGREED
    assert paper.versions.first().why == "agreed"  # type: ignore[union-attr]  # it was kept just now


def test_without_lived_experience_it_is_not_met_unless_the_rule_is_off(
    paper: Paper, version: Version, cedar: Person, fern: Person, settings: Settings
) -> None:
    _say(version, cedar)
    _say(version, fern)
    assert "rule of lived experience is not met" in agreed(version).missing[0]
    Paper.objects.update(needs_lived_experience=False)
    assert agreed(Version.objects.get(pk=version.pk)).met
    Paper.objects.update(needs_lived_experience=True)
    settings.WHRIN_SIGN_OFF_LIVED_EXPERIENCE = 0
    assert agreed(Version.objects.get(pk=version.pk)).met


def test_an_objection_of_lived_experience_stops_it_until_she_takes_it_back(
    version: Version, wren: Person, cedar: Person, fern: Person, paper: Paper, member: Person
) -> None:
    other = making.seat(paper, cast.member("Red Clover", lived=True))
    for one in (cedar, fern, other):
        _say(version, one)
    assert agreed(version).met
    _say(version, wren, Verdict.OBJECT)
    assert not agreed(version).met
    with pytest.raises(NotYetAgreed):
        mark_agreed(version=version, by=member)
    take_back_sign_off(version=version, by=wren)
    assert agreed(version).met
    _say(version, cedar, Verdict.OBJECT)
    assert agreed(version).met, "who has none stops nothing"


def test_what_is_told_is_the_same_whoever_objects_and_whoever_lacks_it(
    version: Version, wren: Person, cedar: Person, fern: Person
) -> None:
    """No answer of one person can be read from what is missing: neither names, nor numbers of women."""
    told = set()
    verdicts = (Verdict.AGREE, Verdict.OBJECT)
    for said in product(verdicts, repeat=3):
        SignOff.objects.all().delete()
        for person, verdict in zip((wren, cedar, fern), said, strict=True):
            _say(version, person, verdict)
        told.update(agreed(version).missing)
    assert told == {
        "One more person must agree.",
        "2 more people must agree.",
        "The rule of lived experience is not met. Talk about it with everybody who reviews this paper.",
    }


def test_a_holder_cannot_agree_to_her_own_paper(paper: Paper, version: Version, member: Person) -> None:
    making.seat(paper, member)
    with pytest.raises(NotAsked):
        _say(version, member)
    assert not SignOff.objects.exists()
    SignOff.objects.create(version=version, person=member, verdict=Verdict.AGREE)
    assert agreed(version).missing == ["2 more people must agree."]


def test_who_wrote_it_or_has_no_seat_cannot_sign_off(paper: Paper, version: Version) -> None:
    for outsider in (cast.member("Old Oak"), making.seat(paper, cast.member("Wild Mint"), Role.WRITER)):
        with pytest.raises(NotAsked):
            _say(version, outsider)
    assert not SignOff.objects.exists()


def test_who_was_suspended_or_left_her_seat_counts_no_more(
    paper: Paper, version: Version, wren: Person, cedar: Person
) -> None:
    _say(version, wren)
    _say(version, cedar)
    assert agreed(version).met
    paper.seats.filter(person=cedar).delete()
    assert agreed(version).missing == ["One more person must agree."]


def test_words_changed_after_agreement_void_it_and_a_new_version_begins_anew(
    paper: Paper, version: Version, member: Person, wren: Person, cedar: Person
) -> None:
    _say(version, wren)
    _say(version, cedar)
    Wording.objects.filter(paragraph__paper=paper).update(text="Other words.")
    assert "have changed" in agreed(version).missing[0]
    newer = send_to_review(paper=paper, by=member)
    assert version_in_review(paper) == newer
    assert agreed(newer).missing == ["2 more people must agree."]
    with pytest.raises(NotInReview):
        _say(version, wren)
    with pytest.raises(NotInReview):
        mark_agreed(version=version, by=member)


def test_whoever_does_not_agree_says_why_sealed(version: Version, wren: Person) -> None:
    with pytest.raises(LacksReason):
        sign_off(version=version, verdict=Verdict.CHANGE, by=wren, reason=" \n")
    assert not SignOff.objects.exists()
    _say(version, wren, Verdict.CHANGE)
    assert "Line two" not in SignOff.objects.get().sealed


def test_the_log_names_no_verdict(version: Version, wren: Person) -> None:
    _say(version, wren, Verdict.OBJECT)
    event = Event.objects.filter(verb="sign off").get()
    assert "object" not in f"{event.detail} {event.about}"


def test_only_a_holder_sends_to_review_and_takes_back_to_writing(
    paper: Paper, version: Version, wren: Person, member: Person
) -> None:
    for act in (send_to_review, take_back_to_writing):
        with pytest.raises(NotHers):
            act(paper=paper, by=wren)
    paper.refresh_from_db()
    assert (paper.state, paper.versions.count()) == (State.REVIEW, 1)
    take_back_to_writing(paper=paper, by=member)
    with pytest.raises(CannotSignOff):
        _say(version, wren)
