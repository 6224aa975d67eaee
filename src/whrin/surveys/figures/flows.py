"""How far one number of a table can be moved while every published sum stays what it is.

Cells and sums of a table of two questions are a circulation: start, rows, columns, end, and back. What is
published is fixed; what is not may rise without bound and fall to its `least`. How far one edge can be moved
is then a greatest flow between its two ends, and exact, for such bounds are whole numbers.
"""

import heapq
from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

Place: TypeAlias = Hashable
#: From where to where how much can still be moved.
Free: TypeAlias = "dict[Place, dict[Place, int]]"


@dataclass(frozen=True, slots=True)
class Edge:
    """A number between two places: its `value`, and the `least` that it can be for all that is known."""

    tail: Place
    head: Place
    value: int
    least: int


def room_around(edge: Edge, others: Iterable[Edge], *, enough: int) -> tuple[int, Free]:
    """Return how many other numbers `edge` could be, at most `enough`, and what is then left to move to raise
    it. `others`: all other numbers that are not published.
    """
    edges = list(others)
    up, left = _greatest(edge.head, edge.tail, edges, enough)
    if up >= enough:
        return enough, left
    down, _rest = _greatest(edge.tail, edge.head, edges, min(enough - up, edge.value - edge.least))
    return up + down, left


def cheapest_way(edge: Edge, left: Free, offers: Iterable[Edge], *, amount: int) -> list[Edge]:
    """Return which published numbers to hide so that `edge` can be raised by `amount`: those with the
    smallest sum that close a circle with what is `left`. Empty: there are none.
    """
    steps: dict[Place, list[tuple[Place, int, Edge | None]]] = defaultdict(list)
    for start, ends in left.items():
        steps[start] += [(end, 0, None) for end, free in ends.items() if free >= amount]
    for offer in offers:
        price = offer.value + 1
        steps[offer.tail].append((offer.head, price, offer))
        if offer.value - offer.least >= amount:
            steps[offer.head].append((offer.tail, price, offer))
    return _cheapest(edge.head, edge.tail, steps)


def _cheapest(
    source: Place, sink: Place, steps: dict[Place, list[tuple[Place, int, Edge | None]]]
) -> list[Edge]:
    best: dict[Place, int] = {source: 0}
    came: dict[Place, tuple[Place, Edge | None]] = {}
    order = 0
    waiting: list[tuple[int, int, Place]] = [(0, 0, source)]
    while waiting:
        price, _order, here = heapq.heappop(waiting)
        if here == sink:
            break
        for there, more, offer in steps[here] if price == best[here] else ():
            if price + more < best.get(there, price + more + 1):
                best[there], came[there], order = price + more, (here, offer), order + 1
                heapq.heappush(waiting, (price + more, order, there))
    used: list[Edge] = []
    there = sink
    while there in came:
        there, offer = came[there]
        used += [offer] if offer else []
    return used


def _greatest(source: Place, sink: Place, edges: list[Edge], enough: int) -> tuple[int, Free]:
    """Return the greatest flow up to `enough`, and what is left."""
    free: Free = defaultdict(lambda: defaultdict(int))
    for edge in edges:
        free[edge.tail][edge.head] += enough
        free[edge.head][edge.tail] += edge.value - edge.least
    flow = 0
    while flow < enough:
        steps = list(_path(source, sink, free))
        if not steps:
            break
        pushed = min(enough - flow, *(free[start][end] for start, end in steps))
        for start, end in steps:
            free[start][end] -= pushed
            free[end][start] += pushed
        flow += pushed
    return flow, free


def _path(source: Place, sink: Place, free: Free) -> Iterator[tuple[Place, Place]]:
    """Yield the steps of a shortest path from the sink back to the source; none where there is no path."""
    came_from: dict[Place, Place] = {source: source}
    waiting = deque([source])
    while waiting and sink not in came_from:
        here = waiting.popleft()
        for there, left in list(free[here].items()):
            if left > 0 and there not in came_from:
                came_from[there] = here
                waiting.append(there)
    if sink not in came_from:
        return
    there = sink
    while there != source:
        yield came_from[there], there
        there = came_from[there]
