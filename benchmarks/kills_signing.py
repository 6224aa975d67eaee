"""No signature that was acknowledged is lost: `python -m benchmarks.kills_signing [--kills 100]`.

As `signing --kills`, without the server between: each of several people in turn signs in a process that is
forked for her, and ended with SIGKILL at any moment of it. Whoever was not told that it arrived signs again.
At the end everybody stands there once, with one letter that asks her.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.dying import die_doing
from benchmarks.signing import prepare

#: Seconds after which she is killed at the latest: signing takes about a third of it, with the fork.
LONGEST = 0.12


def sign_once(call: Any, number: int) -> None:
    """Sign as this person."""
    from whrin.campaigns.actions.signing import sign
    from whrin.campaigns.enums import Signer, Way
    from whrin.campaigns.taking.given import Given

    given = Given(Signer.PERSON, f"Sample {number}", f"sample{number}@her.example", "en", "MX")
    sign(call=call, given=given, way=Way.WEB)


def die_signing(call: Any, number: int, wait: float) -> tuple[bool, bool]:
    """Sign in a process that is killed after `wait` seconds; return whether it died of that, and whether it
    had told her before.
    """

    def work(tell: Callable[[], object]) -> None:
        sign_once(call, number)
        tell()
        time.sleep(LONGEST)

    return die_doing(work, wait)


def under_fire(call: Any, kills: int) -> int:
    """Kill so often; print what is there; return 1 when something is not."""
    from whrin.campaigns.models import Signature
    from whrin.mailing.models import Outgoing

    sign_once(call, 0)
    chance, killed, at_once, number = random.Random(2026), 0, 0, 0
    while killed < kills:
        number += 1
        died, is_told = die_signing(call, number, chance.uniform(0, LONGEST))
        killed, at_once = killed + died, at_once + is_told
        if is_told:
            # She never comes back: what she was told must hold.
            continue
        sign_once(call, number)
    rows, letters = (
        Signature.objects.filter(call=call).count(),
        Outgoing.objects.filter(kind="campaigns.sign").count(),
    )
    is_kept = rows == letters == number + 1
    print(f"kills {killed}; {at_once} were told before, {number - at_once} signed again")
    print(f"people {number + 1}, signatures {rows}, letters {letters}: {'kept' if is_kept else 'NOT KEPT'}")
    return int(not is_kept)


def main() -> int:
    """Kill, count, print; fail when something is lost or there twice."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=100)
    options.add_argument("--quick", action="store_true", help="20 kills")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="whrin-benchmark-") as folder:
        return under_fire(prepare(Path(folder)), 20 if asked.quick else asked.kills)


if __name__ == "__main__":
    raise SystemExit(main())
