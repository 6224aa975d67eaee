"""Holders hear of figures that changed: once, in neutral words, and not when they saw it first."""

import pytest

from tests.campaigns.making import paper, seat
from tests.cast import member
from tests.services.making import service
from whrin.campaigns.actions.citing import cite, note_seen
from whrin.campaigns.citing.notices import KIND, compose_notice, refresh_and_tell
from whrin.campaigns.enums import Role
from whrin.kit.edition import forget_what_is_kept
from whrin.mailing.models import Outgoing

pytestmark = pytest.mark.django_db


def test_only_the_holder_hears_and_once_of_a_figure_that_changed() -> None:
    heron = member(email="heron@example.org")
    made = paper(heron)
    seat(made, member("Grey Wren", email="wren@example.org"), Role.WRITER)
    service()
    cite(paper=made, source="services", key="place=KE", by=heron)
    assert refresh_and_tell() == 0
    service(name="Another")
    forget_what_is_kept()
    assert refresh_and_tell() == 1
    assert refresh_and_tell() == 0
    assert list(Outgoing.objects.filter(kind=KIND).values_list("person", flat=True)) == [heron.pk]
    letter = compose_notice("", heron)
    assert letter
    assert "figure" not in f"{letter.subject} {letter.text}".lower()
    note_seen(paper=made, by=heron)
    assert compose_notice("", heron) is None
