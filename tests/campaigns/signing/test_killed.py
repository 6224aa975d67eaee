"""A process dies while somebody signs: what she was told has arrived is there, once, with its letter."""

import pytest

from tests.measured import measured


@pytest.mark.once
def test_nobody_who_signs_loses_her_signature_to_a_process_that_dies() -> None:
    assert "kills 20;" in measured("kills_signing", "--kills", "20")
