"""Made-up figures, marked as a sample wherever they stand, and a key so that sample reports are counted."""

import contextlib
import json
from pathlib import Path

from whrin.incidents.content import Coded
from whrin.incidents.counting.releasing import stated
from whrin.incidents.counting.suppressing import publish
from whrin.incidents.counting.tallying import grid, tally
from whrin.incidents.enums import Role, StandingState
from whrin.incidents.figures_key import NeedsTwo, make_statistics_key
from whrin.incidents.models import Release, Standing
from whrin.incidents.statistics import statistics_key
from whrin.incidents.weeks import quarter_before, quarter_of
from whrin.kit.days import today


def load(folder: Path) -> int:
    """Have the sample coordinator make the key, and publish the made-up figures of `folder`/figures.json,
    once; return how many releases were made.
    """
    coordinator = Standing.objects.filter(role=Role.COORDINATOR, state=StandingState.CONFIRMED).first()
    if coordinator and statistics_key() is None:
        with contextlib.suppress(NeedsTwo):
            make_statistics_key(by=coordinator.person)
    path = folder / "figures.json"
    if Release.objects.exists() or not path.exists():
        return 0
    told = json.loads(path.read_text(encoding="utf-8"))
    for one in told["quarters"]:
        rows = [
            Coded(kinds=alike["kinds"], actors=alike["actors"], region=alike["region"])
            for alike in one["reports"]
            for _time in range(alike["times"])
        ]
        quarter = quarter_of(today())
        for _quarter in range(one["ago"]):
            quarter = quarter_before(quarter)
        Release.objects.create(
            **stated(quarter, publish(tally(rows, grid()))),
            day=today(),
            state=Release.State.PUBLISHED,
            is_sample=True,
        )
    return len(told["quarters"])
