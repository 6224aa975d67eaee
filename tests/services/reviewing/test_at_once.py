"""Two reviewers who decide in the same moment."""

import threading

import pytest
from django.db import connection

from tests.services import making
from tests.services.proposing import proposal, reviewer
from whrin.people.models import Person
from whrin.places.actions import load_countries_and_regions
from whrin.services.actions.deciding import decide
from whrin.services.actions.proposals import AlreadyEnded
from whrin.services.actions.terms import load_terms
from whrin.services.enums import ProposalState
from whrin.services.models import Change, Service


@pytest.mark.django_db(transaction=True)
def test_two_reviewers_at_once_change_the_record_once_and_each_is_counted_once() -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads share one connection to a database in memory")
    # An earlier test of this kind has emptied the tables.
    load_countries_and_regions()
    load_terms()
    service = making.service()
    wanted = proposal(service, name="Sample house")
    both = [reviewer("Wren", "KE"), reviewer("Heron", "KE")]
    together = threading.Barrier(4)
    late: list[AlreadyEnded] = []
    faults: list[BaseException] = []

    def accept(person: Person) -> None:
        try:
            together.wait(timeout=10)
            decide(proposal=wanted, person=person, accepts=True)
        except AlreadyEnded as refusal:
            late.append(refusal)
        except BaseException as fault:  # noqa: BLE001 whatever it is, the test must tell it
            faults.append(fault)
        finally:
            connection.close()

    # Each presses twice.
    threads = [threading.Thread(target=accept, args=(person,)) for person in both * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    wanted.refresh_from_db()
    assert wanted.state == ProposalState.ACCEPTED
    assert sorted(wanted.verdicts.values_list("person", flat=True)) == sorted(each.pk for each in both)
    assert Service.objects.get().name == "Sample house"
    assert Change.objects.filter(proposal=wanted, field="name").count() == 1
