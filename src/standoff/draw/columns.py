"""Rows of states and slots into places across the page: each near what it is joined to, none on another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from standoff.draw.rows import Rows, Space

ROUNDS = 12  # down and up; places move by less than a unit after 6
STIFF = 4.0  # how much more a slot counts than a state, so that long moves run straight
HEAVY = 6.0  # how much more a move of the path counts, so that it is the spine of the picture


def columns(rows: Rows, space: Space, left: float, path: frozenset[int]) -> list[float]:
    """The middle of each item; `path` holds the moves (their places among the threads) that are to run as straight as can be."""
    middle = _spread(rows, space, left)
    joined = _joined(rows, path)
    order = list(range(len(rows.items)))
    for n in range(2 * ROUNDS):
        for row in order if n % 2 == 0 else order[::-1]:
            items = rows.items[row]
            wanted, weights = [], []
            for item in items:
                pulls = joined.get(item, [])
                weight = sum(w for _, w in pulls)
                wanted.append(sum(middle[k] * w for k, w in pulls) / weight if weight else middle[item])
                weights.append(max(weight, 0.1))
            places = settled(wanted, weights, _offsets(rows, row, space), space.wide, left)
            for item, x in zip(items, places, strict=True):
                middle[item] = x
    return middle


def straightened(rows: Rows, middle: Sequence[float], space: Space, left: float, path: frozenset[int]) -> list[float]:
    """The same, with what can stand straight below one another doing so: the states of the path, then the slots of each move."""
    found = list(middle)
    spine = [item for number in sorted(path) for item in rows.threads[number]]
    slots = [thread[1:-1] for number, thread in enumerate(rows.threads) if number not in path]
    for chain in (_downwards(rows, spine), *sorted(slots, key=len, reverse=True)):
        run: list[int] = []
        low, high = left, left + space.wide
        for item in chain:
            lowest, highest = _free(rows, item, found, space, left)
            if run and max(low, lowest) > min(high, highest):
                _align(found, run, low, high)
                run, low, high = [], left, left + space.wide
            run, low, high = [*run, item], max(low, lowest), min(high, highest)
        _align(found, run, low, high)
    return found


def _downwards(rows: Rows, items: Sequence[int]) -> list[int]:
    """Of each row the first of them."""
    return [found[0] for row in rows.items if (found := [item for item in items if item in row])]


def _align(middle: list[float], run: Sequence[int], low: float, high: float) -> None:
    """All of a run at one place, near where they were."""
    mean = sum(middle[item] for item in run) / max(len(run), 1)
    for item in run:
        middle[item] = min(max(mean, low), high)


def _free(rows: Rows, item: int, middle: Sequence[float], space: Space, left: float) -> tuple[float, float]:
    """How far an item can go to the left and to the right."""
    items = next(row for row in rows.items if item in row)
    n, half = items.index(item), rows.widths[item] / 2
    low, high = left + half, left + space.wide - half
    for other, side in ((items[max(n - 1, 0) : n], -1), (items[n + 1 : n + 2], 1)):
        for k in other:
            apart = space.apart(item >= rows.states, k >= rows.states) + half + rows.widths[k] / 2
            low, high = (max(low, middle[k] + apart), high) if side < 0 else (low, min(high, middle[k] - apart))
    return low, high


def _joined(rows: Rows, path: frozenset[int]) -> dict[int, list[tuple[int, float]]]:
    """For each item what pulls at it, and how strongly."""
    found: dict[int, list[tuple[int, float]]] = {}
    row_of = {item: n for n, row in enumerate(rows.items) for item in row}
    for number, thread in enumerate(rows.threads):
        for a, b in pairwise(thread):
            if row_of[a] == row_of[b]:
                continue
            slots = (a >= rows.states) + (b >= rows.states)
            weight = (HEAVY if number in path else 1.0) * STIFF**slots
            found.setdefault(a, []).append((b, weight))
            found.setdefault(b, []).append((a, weight))
    return found


def _offsets(rows: Rows, row: int, space: Space) -> list[float]:
    """The middle of each item from the left end of its row where all stand as close as they may, and last the width of that."""
    found, x = [], 0.0
    items = rows.items[row]
    for n, item in enumerate(items):
        if n:
            x += space.apart(items[n - 1] >= rows.states, item >= rows.states)
        found.append(x + rows.widths[item] / 2)
        x += rows.widths[item]
    return [*found, x]


def _spread(rows: Rows, space: Space, left: float) -> list[float]:
    """Every row as close as may be, in the middle of the page."""
    middle = [0.0] * len(rows.widths)
    for row, items in enumerate(rows.items):
        *offsets, wide = _offsets(rows, row, space)
        for item, offset in zip(items, offsets, strict=True):
            middle[item] = left + (space.wide - wide) / 2 + offset
    return middle


def settled(
    wanted: Sequence[float], weights: Sequence[float], offsets: Sequence[float], wide: float, left: float
) -> list[float]:
    """The places nearest to those that are wanted (least squares) at which a row keeps its order and its distances.

    `offsets` are the places of a row that begins at 0 and stands as close as may be, and last its width, at most `wide`.

    Without the offsets this is isotonic regression, by pooling adjacent violators (Ayer et al. 1955).
    """
    pools: list[tuple[float, float, int]] = []  # mean, weight, how many
    for x, own, offset in zip(wanted, weights, offsets, strict=False):
        mean, weight, many = x - offset, own, 1
        while pools and pools[-1][0] > mean:
            before, heavy, more = pools.pop()
            mean = (before * heavy + mean * weight) / (heavy + weight)
            weight, many = weight + heavy, many + more
        pools.append((mean, weight, many))
    free = [min(max(mean, left), left + wide - offsets[-1]) for mean, _, many in pools for _ in range(many)]
    return [x + offset for x, offset in zip(free, offsets, strict=False)]
