"""What she may read before she tells anything."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests.incidents.making import World
from tests.vault.making import holder
from whrin.vault.models import RecoveryKey


@pytest.mark.parametrize("name", ["kept", "taken"])
def test_she_reads_without_a_cookie_and_no_cache_keeps_it(room: World, name: str) -> None:
    answer = Client().get(reverse(f"incidents:{name}"))
    assert answer.status_code == 200
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]
    assert "<title>Questions" in answer.content.decode()


def test_she_is_told_whether_there_is_a_spare_key_and_where_the_onion_is(
    room: World, settings: Settings
) -> None:
    settings.WHRIN_ONION = "http://small.onion"
    page = Client().get(reverse("incidents:kept")).content.decode()
    assert "There is no spare key" in page
    assert "http://small.onion" in page
    RecoveryKey.objects.create(
        public=b"x" * 32,
        number=1,
        set_by=room.heron.person,
        seconded_by=holder(name="Third").person,
        state=RecoveryKey.State.IN_USE,
    )
    for name in ("kept", "taken"):
        page = Client().get(reverse(f"incidents:{name}")).content.decode()
        assert "spare key" in page
        assert "There is no spare key" not in page
