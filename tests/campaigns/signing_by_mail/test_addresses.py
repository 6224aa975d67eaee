"""The address that a letter signs at."""

import pytest
from pytest_django.fixtures import Settings

from tests.campaigns.signed import open_call
from tests.mailing.letters import open_post_office
from tests.vault import making
from whrin.campaigns.models import Call
from whrin.campaigns.signing_by_mail.addresses import call_address, call_at

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def call(settings: Settings) -> Call:
    settings.VAULT_COST = making.CHEAP
    open_post_office(settings)
    return open_call(making.holder(name="Blue Heron"))


def test_the_papers_name_stands_in_the_address(call: Call) -> None:
    assert call_address(call) == "sign-care-not-punishment@lists.test"
    assert call_at("sign-care-not-punishment") == call
    assert [call_at(name) for name in ("sign", "sign-care", f"sign-{call.pk}", "sign-²")] == [None] * 4


@pytest.mark.parametrize("slug", ["a-" + "long-" * 12 + "name", "time-to-leave", "вода"])
def test_a_name_that_does_not_fit_is_a_number(call: Call, slug: str) -> None:
    call.paper.slug = slug
    call.paper.save(update_fields=["slug"])
    assert call_address(call) == f"sign-{call.pk}@lists.test"
    assert call_at(f"sign-{call.pk}") == call


def test_there_is_none_where_no_letters_are_taken(call: Call, settings: Settings) -> None:
    settings.WHRIN_MAIL_DOMAIN = ""
    assert call_address(call) == ""
