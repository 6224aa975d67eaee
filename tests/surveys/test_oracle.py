"""Whole forms mean the same here as on a phone: filled in at random by us, and by JavaRosa where Java is."""

import pytest

from tests.surveys.oracle import javarosa
from tests.surveys.oracle.comparing import compare

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(not javarosa.is_there(), reason="Java, or pyxform's ODK Validate, is not here"),
]


def test_sixty_forms_filled_in_at_random_send_what_javarosa_sends() -> None:
    compared = compare(by_lot=35, visits=2)
    assert len(compared) >= 60
    assert [(each.name, each.differences) for each in compared if each.differences] == []
