import datetime

import pytest
import time_machine

from tests import cast
from tests.services import making
from tests.services.making import HIDDEN, HOUSE, claim
from tests.services.proposing import proposal, reviewer
from whrin.services.actions import change_service, merge_services, withdraw_service
from whrin.services.actions.deciding import (
    EditedMeanwhile,
    HerOwn,
    NeedsReason,
    NeedsService,
    NotAReviewer,
    Overtaken,
    decide,
    edit_proposal,
    version_of,
)
from whrin.services.actions.proposals import AlreadyEnded, erase_decided, propose
from whrin.services.actions.records import WrongContent
from whrin.services.content import content_of
from whrin.services.enums import ProposalKind, ProposalState, Source, State
from whrin.services.figures.gathering import figures_for
from whrin.services.models import Change, Proposal, Service

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_two_reviewers_one_from_the_region_make_a_correction_true() -> None:
    made = making.service(status="unverified")
    wanted = proposal(made, name="Sample house", **{"claim:naloxone": claim("no", sureness="fairly")})
    far, near = reviewer("Wren", "BR"), reviewer("Heron", "KE")
    assert decide(proposal=wanted, person=far, accepts=True).state == ProposalState.WAITING
    made.refresh_from_db()
    assert made.name == "Sample shelter" and made.checked_on is None
    assert decide(proposal=wanted, person=near, accepts=True).state == ProposalState.ACCEPTED
    made.refresh_from_db()
    assert made.name == "Sample house" and made.checked_on is None and made.status == "unverified"
    assert content_of(made)["claim:naloxone"] == claim("no", sureness="fairly")
    change = Change.objects.get(service=made, field="name", old="Sample shelter")
    assert (change.source, change.said_by, change.proposal) == ("page", "woman", wanted)


def test_two_who_are_not_of_the_region_do_not_make_it_true() -> None:
    made = making.service()
    wanted = proposal(made, name="Sample house")
    decide(proposal=wanted, person=reviewer("Wren", "BR"), accepts=True)
    assert decide(proposal=wanted, person=cast.coordinator(), accepts=True).state == ProposalState.WAITING
    made.refresh_from_db()
    assert made.name == "Sample shelter"
    assert decide(proposal=wanted, person=reviewer("Heron"), accepts=True).state == ProposalState.ACCEPTED


def test_the_same_reviewer_twice_is_one_and_nobody_decides_on_her_own() -> None:
    made, near = making.service(), reviewer("Heron")
    wanted = proposal(made, name="Sample house")
    decide(proposal=wanted, person=near, accepts=True)
    assert decide(proposal=wanted, person=near, accepts=True).state == ProposalState.WAITING
    hers, _ = propose(
        kind=ProposalKind.CORRECT, service=made, content={"cost": "free"}, source=Source.DESK, by=near
    )
    with pytest.raises(HerOwn):
        decide(proposal=hers, person=near, accepts=True)
    with pytest.raises(NotAReviewer):
        decide(proposal=hers, person=cast.member("Owl"), accepts=True)
    assert hers.verdicts.count() == 0


def test_a_reviewer_of_the_region_declines_with_a_reason_alone_and_others_need_to_be_two() -> None:
    made, near, far = making.service(), reviewer("Heron"), reviewer("Wren", "BR")
    wanted = proposal(made, name="Sample house")
    with pytest.raises(NeedsReason):
        decide(proposal=wanted, person=near, accepts=False)
    assert decide(proposal=wanted, person=far, accepts=False, note="No.").state == ProposalState.WAITING
    done = decide(proposal=wanted, person=near, accepts=False, note="It moved.")
    assert (done.state, done.reply) == (ProposalState.DECLINED, "No.\n\nIt moved.")
    with pytest.raises(AlreadyEnded):
        decide(proposal=wanted, person=near, accepts=True)
    made.refresh_from_db()
    assert made.name == "Sample shelter"


def test_a_new_service_is_made_and_its_proposal_forgets_the_address() -> None:
    wanted = proposal(None, **making.content(**{"place:new-1": HOUSE}))
    for person in (reviewer("Wren", "BR"), reviewer("Heron")):
        done = decide(proposal=wanted, person=person, accepts=True)
    made = Service.objects.get()
    assert done.service == made and made.state == State.PUBLIC and made.places.get().address
    assert HOUSE["address"] not in str(Proposal.objects.values_list("changes", flat=True))
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=90)):
        assert erase_decided() == 1
    assert made.changes.filter(proposal=None).count() == made.changes.count()
    # It is one report: that peers found it so is no second one.
    assert made.status == "active" and figures_for(["KE"]).informants.total == 1


def test_a_field_changed_meanwhile_is_shown_and_confirmed_anew() -> None:
    made, near, far = making.service(), reviewer("Heron"), reviewer("Wren", "BR")
    wanted = proposal(made, name="Sample house", cost="free")
    change_service(service=made, content={"name": "Sample home"}, origin=making.FROM_DESK, by=None)
    with pytest.raises(Overtaken) as refused:
        decide(proposal=wanted, person=near, accepts=True)
    assert refused.value.fields == {"name"} and wanted.verdicts.count() == 0
    decide(proposal=wanted, person=near, accepts=True, confirmed_fields=["name"])
    assert decide(proposal=wanted, person=far, accepts=True).state == ProposalState.ACCEPTED
    made.refresh_from_db()
    assert made.name == "Sample house"


def test_a_part_is_accepted_and_an_edit_voids_what_others_decided() -> None:
    made, near, far = making.service(), reviewer("Heron"), reviewer("Wren", "BR")
    wanted = proposal(made, name="Sample house", cost="free", description="Beds.")
    seen = version_of(wanted)
    decide(proposal=wanted, person=far, accepts=True)
    decided = edit_proposal(proposal=wanted, person=near, content={"name": "House", "cost": "free"})
    assert decided.verdicts.count() == 0
    with pytest.raises(EditedMeanwhile):
        decide(proposal=wanted, person=far, accepts=True, seen=seen)
    decide(proposal=wanted, person=far, accepts=True, seen=version_of(decided))
    decide(proposal=wanted, person=near, accepts=True, chosen_fields=["cost"])
    made.refresh_from_db()
    assert (made.name, made.cost) == ("Sample shelter", "free")


def test_what_cannot_be_kept_or_names_no_record_is_refused_before_anybody_relies_on_it() -> None:
    near = reviewer("Heron")
    wanted = proposal(None, **making.content())
    with pytest.raises(WrongContent):
        decide(proposal=wanted, person=near, accepts=True, chosen_fields=["name"])
    letter, _ = propose(kind=ProposalKind.CORRECT, note="It is closed.", source=Source.EMAIL)
    with pytest.raises(NeedsService):
        decide(proposal=letter, person=near, accepts=True)
    assert letter.verdicts.count() == 0 and not Service.objects.exists()


def test_a_correction_to_a_merged_record_goes_over_and_one_to_a_withdrawn_record_is_closed() -> None:
    near, far = reviewer("Heron"), reviewer("Wren", "BR")
    kept, gone = making.service(cost="free"), making.service(name="Double", cost="paid")
    before, _ = propose(
        kind=ProposalKind.CORRECT, service=gone, content={"website": "https://a.example/"}, source="page"
    )
    merge_services(kept=kept, gone=gone, by=None)
    gone.refresh_from_db()
    after = proposal(gone, name="Double", cost="paid", cost_note="Ten")
    assert after.service == kept and set(after.changes) == {"cost_note"}
    decide(proposal=before, person=near, accepts=True)
    done = decide(proposal=before, person=far, accepts=True)
    kept.refresh_from_db()
    assert done.service == kept and kept.website == "https://a.example/"
    withdraw_service(service=kept, by=None, source="organisation")
    closed = decide(proposal=after, person=near, accepts=True)
    assert closed.state == ProposalState.DECLINED and closed.reply
    kept.refresh_from_db()
    assert kept.cost_note == ""


def test_a_wish_to_vanish_and_a_confirmation_are_done_by_two() -> None:
    near, far = reviewer("Heron"), reviewer("Wren", "BR")
    made = making.service()
    for kind in (ProposalKind.CONFIRM, ProposalKind.WITHDRAW):
        wanted, _ = propose(kind=kind, service=made, source=Source.PAGE)
        decide(proposal=wanted, person=near, accepts=True)
        assert decide(proposal=wanted, person=far, accepts=True).state == ProposalState.ACCEPTED
        made.refresh_from_db()
        assert made.checked_on is not None
    assert made.state == State.WITHDRAWN


def test_an_accepted_hiding_strikes_the_address_out_of_its_own_proposal() -> None:
    made = making.service(**{"place:new-1": HOUSE})
    field = f"place:{made.places.get().uid.hex}"
    wanted = proposal(made, **{field: HIDDEN})
    for person in (reviewer("Wren", "BR"), reviewer("Heron")):
        decide(proposal=wanted, person=person, accepts=True)
    kept = str(list(Proposal.objects.values())) + str(list(Change.objects.values()))
    assert HOUSE["address"] not in kept and HOUSE["latitude"] not in kept


def test_a_country_alone_is_refused_while_the_part_is_one_of_another() -> None:
    service = making.service(country="US", part="US-CA")
    found = proposal(service, country="KE")
    with pytest.raises(WrongContent):
        decide(proposal=found, person=reviewer("Heron"), accepts=True)
    assert not found.verdicts.exists()
