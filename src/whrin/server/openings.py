"""Counts how often pages were opened, where they are sent; who asked is looked at and forgotten."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from datetime import date

from django.utils import timezone

#: What takes the figures in: paths of pages with how often each was opened, and the day.
Tell = Callable[[Iterable[tuple[str, int]], date], None]
#: Seconds until the figures are told. As much is lost when a process is killed.
WAIT = 20.0
#: Pages told apart at once; more are told earlier.
MOST = 5_000


class Openings:
    """Figures of one process, used by its event loop alone.

    Pages whose path holds `part` count, for readers that `is_robot` does not know by what they call
    themselves.
    """

    def __init__(self, *, part: str, is_robot: Callable[[str], bool], tell: Tell, thread: Executor) -> None:
        self.part = part
        self._is_robot = is_robot
        self._tell = tell
        self._thread = thread
        self._counted: Counter[str] = Counter()
        self._told: asyncio.TimerHandle | None = None

    def note(self, path: str, agent: str) -> None:
        """Count one opening."""
        if self._is_robot(agent):
            return
        self._counted[path] += 1
        if len(self._counted) > MOST:
            self.tell()
        elif self._told is None:
            self._told = asyncio.get_running_loop().call_later(WAIT, self.tell)

    def tell(self) -> None:
        """Hand the figures over and begin anew."""
        counted, self._counted, self._told = self._counted, Counter(), None
        if counted:
            self._thread.submit(self._tell, counted.items(), timezone.now().date())
