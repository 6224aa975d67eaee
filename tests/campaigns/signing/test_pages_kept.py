"""Thousands sign while others read: kept pages are dropped when a name comes or goes, not before."""

from itertools import pairwise

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from whrin.campaigns.actions.signing import confirm, deny, sign
from whrin.campaigns.enums import Signer, Way
from whrin.campaigns.models import Call
from whrin.campaigns.taking.given import Given
from whrin.kit import edition


@pytest.mark.once
@pytest.mark.django_db
def test_readers_keep_their_pages_while_others_sign_and_see_names_come_and_go(
    call: Call, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    editions = [edition.current()]
    with django_capture_on_commit_callbacks(execute=True):
        rows = [
            sign(call=call, given=Given(Signer.PERSON, name, f"{name}@her.example", "en"), way=Way.WEB)
            for name in ("ana", "bea", "cleo")
        ]
    editions.append(edition.current())
    for act, row in ((confirm, rows[0]), (confirm, rows[1]), (deny, rows[0]), (deny, rows[2])):
        with django_capture_on_commit_callbacks(execute=True):
            act(signature=row)
        editions.append(edition.current())
    grown = [after - before for before, after in pairwise(editions)]
    # Signed; the first counted; another in that minute; taken back; never counted.
    assert grown == [0, 1, 0, 1, 0]
