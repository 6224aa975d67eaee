import os
import subprocess
import sys

import pytest

from whrin.kit.memory_key import HANDED_OVER

_ASK = (
    "import os; from whrin.kit.memory_key import memory_key; print(memory_key().hex(), os.environ.get({!r}))"
)


@pytest.mark.once
def test_a_process_has_the_key_it_was_handed_and_hands_it_on_to_nobody() -> None:
    handed = "ab" * 32
    told = [_asked({HANDED_OVER: handed}), _asked({HANDED_OVER: "short"}), _asked({})]
    assert told[0] == [handed, "None"]
    assert [left for _key, left in told] == ["None"] * 3
    assert len({key for key, _left in told}) == 3


def _asked(surroundings: dict[str, str]) -> list[str]:
    command = [sys.executable, "-c", _ASK.format(HANDED_OVER)]
    env = {**os.environ, "PYTHONPATH": "src", **surroundings}
    return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout.split()
