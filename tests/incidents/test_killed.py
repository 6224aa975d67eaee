"""A process dies while she sends: what she was told has arrived is there once, and nothing is half there."""

import pytest

from tests.measured import measured


@pytest.mark.once
def test_she_loses_no_report_message_or_file_that_was_acknowledged_and_none_is_half_there() -> None:
    assert "kills                  6" in measured("kills_sending", "--kills", "6")
