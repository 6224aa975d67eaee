import pytest

from tests.services import making
from tests.services.making import HIDDEN, HOUSE
from tests.services.proposing import proposal
from whrin.services.actions.proposals import (
    AlreadyEnded,
    NoSuchProposal,
    NothingProposed,
    proposal_with_code,
    propose,
    take_back,
)
from whrin.services.actions.records import WrongContent
from whrin.services.enums import ProposalKind, ProposalState
from whrin.services.models import Proposal

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_a_visitor_proposes_only_what_differs_and_the_record_stays() -> None:
    made = making.service()
    wanted = proposal(made, name="Sample shelter", cost="free")
    assert wanted.changes == {"cost": {"old": "unknown", "new": "free"}}
    assert wanted.state == ProposalState.WAITING and wanted.service == made
    made.refresh_from_db()
    assert made.cost == "unknown"


def test_the_same_source_twice_is_once_and_has_the_same_code() -> None:
    made = making.service()
    said = {"kind": ProposalKind.CORRECT, "service": made, "source": "survey", "reference": "map/1/1"}
    first, code = propose(content={"cost": "free"}, **said)
    again, same = propose(content={"cost": "paid"}, **said)
    assert first == again and code == same and Proposal.objects.count() == 1
    assert proposal_with_code(code.lower().replace("-", " ")) == first


@pytest.mark.parametrize(
    ("content", "refusal"),
    [({}, NothingProposed), ({"name": "Sample shelter"}, NothingProposed), ({"cost": "much"}, WrongContent)],
)
def test_nothing_and_nonsense_are_refused(content: dict[str, str], refusal: type[Exception]) -> None:
    made = making.service()
    with pytest.raises(refusal):
        proposal(made, **content)
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("Open 09:00–17:00 since 2024-10-12, for 25 women.", []),
        ("Call +254 (20) 555-01-99.", ["telephone"]),
        ("هاتف ٠٢٠٥٥٥٠١٩٩", ["telephone"]),
        ("<b>Best</b> beds", ["markup"]),
        ("https://a.example https://b.example www.c.example", ["links"]),
    ],
)
def test_what_might_slip_in_waits_apart(text: str, reasons: list[str]) -> None:
    wanted = proposal(making.service(), description=text)
    assert wanted.held_for == reasons
    assert wanted.state == (ProposalState.HELD if reasons else ProposalState.WAITING)


def test_an_address_of_a_hidden_place_waits_apart() -> None:
    made = making.service(**{"place:new-1": HIDDEN})
    assert proposal(made, description="Behind 17 Jacaranda Street.").held_for == ["address"]
    assert proposal(made, **{"place:new-1": HOUSE}).held_for == ["address"]
    open_one = making.service(name="Open house", **{"place:new-1": HOUSE})
    assert proposal(open_one, description="Behind 17 Jacaranda Street.").held_for == []


def test_she_takes_back_what_she_proposed_and_nothing_of_it_is_left() -> None:
    wanted, code = propose(
        kind=ProposalKind.CORRECT,
        service=making.service(),
        content={"cost": "free"},
        note="Me",
        source="page",
    )
    take_back(code=code)
    wanted.refresh_from_db()
    assert (wanted.state, wanted.changes, wanted.note) == (ProposalState.TAKEN_BACK, {}, "")
    with pytest.raises(AlreadyEnded):
        take_back(code=code)
    with pytest.raises(NoSuchProposal):
        proposal_with_code("0000")
