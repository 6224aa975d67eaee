"""Addresses that anybody may write to, also under many names and with tokens of the room's own."""

from collections.abc import Iterator

import pytest

from tests.mailing.letters import bring, letter
from whrin.mailing import open_doors
from whrin.mailing.models import Inbound
from whrin.mailing.open_doors import TakeLetter, register_open_doors
from whrin.mailing.pipeline import work_once
from whrin.mailing.reading import Reading
from whrin.mailing.storing import NobodyThere
from whrin.mailing.turns import take_a_turn

pytestmark = pytest.mark.django_db

#: Name, token and words of each letter.
Arrived = list[tuple[str, str, str]]


@pytest.fixture
def arrived() -> Iterator[Arrived]:
    """What came to a room that takes letters at `petition-…`, and at `petition` with the token `good`."""
    came: Arrived = []

    def find(name: str, token: str) -> TakeLetter | None:
        def take(reading: Reading) -> None:
            came.append((name, token, reading.body))

        is_there = token == "good" if name == "petition" else not token and name == "petition-water"
        return take if is_there else None

    register_open_doors("petition", find)
    yield came
    open_doors._finders.pop("petition")


@pytest.mark.parametrize("name", ["petition-water", "petition+good"])
def test_anybody_can_write_where_a_room_finds_somebody(arrived: Arrived, name: str) -> None:
    bring(letter(), to=f"{name}@lists.test")
    work_once()
    before, _, token = name.partition("+")
    assert arrived == [(before, token, "The well is open again.")]
    assert Inbound.objects.get().sealed == ""


@pytest.mark.parametrize(
    "name",
    ["petition", "petition-fire", "petition+bad", "petition-water+good", "petition-water-join", "petitions"],
)
def test_nobody_can_write_where_a_room_finds_nobody(arrived: Arrived, name: str) -> None:
    with pytest.raises(NobodyThere):
        bring(letter(), to=f"{name}@lists.test")
    assert (arrived, Inbound.objects.count()) == ([], 0)


def test_a_machine_cannot_be_heard_there(arrived: Arrived) -> None:
    bring(letter(Auto_Submitted="auto-replied"), to="petition-water@lists.test")
    work_once()
    assert arrived == []


def test_one_address_is_written_to_once_a_day_for_one_reason() -> None:
    assert [take_a_turn("her@her.example water") for _time in range(3)] == [True, False, False]
    assert take_a_turn("her@her.example fire")
