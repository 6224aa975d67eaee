"""From answers to what may be shown of them, so that a small group outs nobody. Knows no database.

The rule: an option that fewer than `FEW` people chose is shown as just that, not as a number, and the number
of people who answered is exact only when at least `FEW` chose each option and at least `FEW` did not. So
nobody can conclude that all chose something, or that nobody did, or tell one from none. Shown is nothing at
all when fewer than `least` answered, or when the figures that can be shown do not add up to `least`.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: Counts below this are not told apart.
FEW = 3


@dataclass(frozen=True)
class Result:
    """What may be shown. `counts`: of each option in order, None for fewer than `FEW`; empty: too few people
    answered to show anything. `voters`: how many answered, or when not `is_exact`, how many at least.
    """

    counts: tuple[int | None, ...] = ()
    voters: int = 0
    is_exact: bool = False

    @property
    def is_shown(self) -> bool:
        """Say whether there is anything to show."""
        return bool(self.counts)


def counted(stances: Iterable[Sequence[int]], *, options: int, least: int, is_single: bool) -> Result:
    """Return what may be shown of these stances: numbers of options, from 1 on."""
    all_stances = [set(chosen) for chosen in stances]
    chosen = Counter(number for stance in all_stances for number in stance)
    counts = [chosen[number] for number in range(1, options + 1)]
    return shown(counts, voters=len(all_stances), least=least, is_single=is_single)


def shown(counts: Sequence[int], *, voters: int, least: int, is_single: bool) -> Result:
    """Return what may be shown of these counts. `is_single`: each person chose one option."""
    visible = [count for count in counts if count >= FEW]
    if voters < least or sum(visible) < least:
        return Result()
    cells = tuple(count if count >= FEW else None for count in counts)
    if all(FEW <= count <= voters - FEW for count in counts):
        return Result(cells, voters, is_exact=True)
    return Result(cells, max(least, sum(visible) if is_single else max(visible)))
