"""States and the moves between them into rows: each state as far down as it is moves away from the first, with few crossings.

The method is that of Sugiyama, Tagawa and Toda (1981): a move across several rows passes a slot in each of them, and the rows are
sorted again and again by the mean place of what they are joined to.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

Joined = tuple[int, int]  # from one state to another, by their places
SWEEPS = 8  # down and up again; 3 settle most graphs of 16 states
SHARES = (1.0, 0.8, 0.6, 0.45, 0.3, 0.0)  # of the width, which states may take in a row; at 0 each has a row of its own


@dataclass(frozen=True, slots=True)
class Space:
    """What a row has room for: its width, that of the slot of a move which passes, and the gap between two states."""

    wide: float
    slot: float
    gap: float

    def apart(self, one_is_slot: bool, other_is_slot: bool) -> float:
        """What lies free between two neighbours in a row."""
        return 0.0 if one_is_slot and other_is_slot else self.gap / 2 if one_is_slot or other_is_slot else self.gap


@dataclass(frozen=True, slots=True)
class Rows:
    """`items` of each row from left to right: the first `states` of them are states, the others slots, all of width `widths[item]`.

    `threads` are the items that each move passes, from its state to where it leads, `links` what joins each row to the next one, the upper item
    first, and `layer_of` the layer of each row.
    """

    items: tuple[tuple[int, ...], ...]
    widths: tuple[float, ...]
    threads: tuple[tuple[int, ...], ...]
    links: tuple[tuple[Joined, ...], ...]
    layer_of: tuple[int, ...]
    states: int

    def needs(self, row: int, space: Space) -> float:
        """How wide a row is at least."""
        pairs = zip(self.items[row], self.items[row][1:], strict=False)
        between = sum(space.apart(a >= self.states, b >= self.states) for a, b in pairs)
        return between + sum(self.widths[item] for item in self.items[row])


def layers(states: int, first: int, single: Sequence[Joined], joint: Sequence[Joined]) -> list[int | None]:
    """How many moves each state is from the first: by moves of one maker, and only where these do not lead there, with joint ones."""
    found: list[int | None] = [None] * states
    found[first] = 0
    for moves in (single, [*single, *joint]):
        level = 0
        while level <= states:
            near = [n for n, depth in enumerate(found) if depth == level]
            for start, end in moves:
                if start in near and found[end] is None:
                    found[end] = level + 1
            level += 1
    return found


def arrange(layer: Sequence[int], moves: Sequence[Joined], widths: Sequence[float], space: Space) -> Rows:
    """The rows: a layer that is too wide for one takes several. The same input gives the same rows."""
    for share in SHARES:
        rows = _threaded(_packed(layer, widths, share * space.wide, space.gap), layer, moves, widths, space.slot)
        if all(rows.needs(n, space) <= space.wide for n in range(len(rows.items))):
            break
    return _sorted(rows)


def crossings(rows: Rows) -> int:
    """How many pairs of moves cross between two rows."""
    return sum(_crossed(rows, n) for n in range(len(rows.items) - 1))


def _packed(layer: Sequence[int], widths: Sequence[float], room: float, gap: float) -> list[list[int]]:
    packed: list[list[int]] = []
    for depth in sorted(set(layer)):
        left = -1.0
        for state in (n for n, own in enumerate(layer) if own == depth):
            left -= widths[state] + gap
            if left < 0:
                packed.append([])
                left = room - widths[state]
            packed[-1].append(state)
    return packed


def _threaded(
    packed: Sequence[Sequence[int]], layer: Sequence[int], moves: Sequence[Joined], widths: Sequence[float], slot: float
) -> Rows:
    """With a slot in each row that a move passes."""
    row_of = {state: n for n, row in enumerate(packed) for state in row}
    items, all_widths, threads = [list(row) for row in packed], list(widths), []
    for start, end in moves:
        one, other = row_of[start], row_of[end]
        passed = range(one + 1, other) if one < other else range(one - 1, other, -1)
        slots = list(range(len(all_widths), len(all_widths) + len(passed)))
        all_widths += [slot] * len(slots)
        for row, item in zip(passed, slots, strict=True):
            items[row].append(item)
        threads.append((start, *slots, end))
    layer_of = tuple(layer[row[0]] for row in packed)
    return Rows(
        tuple(map(tuple, items)), tuple(all_widths), tuple(threads), _links(items, threads), layer_of, len(widths)
    )


def _links(items: Sequence[Sequence[int]], threads: Sequence[Sequence[int]]) -> tuple[tuple[Joined, ...], ...]:
    row_of = {item: n for n, row in enumerate(items) for item in row}
    links: list[list[Joined]] = [[] for _ in items]
    for one, other in (pair for thread in threads for pair in pairwise(thread)):
        if row_of[one] != row_of[other]:
            upper, lower = (one, other) if row_of[one] < row_of[other] else (other, one)
            links[row_of[upper]].append((upper, lower))
    return tuple(map(tuple, links))


def _sorted(rows: Rows) -> Rows:
    best, fewest = rows, crossings(rows)
    downwards = list(range(len(rows.items)))
    for sweep in range(2 * SWEEPS):
        if not fewest:
            break
        for n in downwards if sweep % 2 == 0 else downwards[::-1]:
            rows = _by_mean(rows, n, n - 1 if sweep % 2 == 0 else n + 1)
        rows = _swapped(rows)
        if (found := crossings(rows)) < fewest:
            best, fewest = rows, found
    return best


def _by_mean(rows: Rows, row: int, beside: int) -> Rows:
    """A row sorted by the mean place of what its items are joined to in another; what is not joined keeps its place."""
    if not 0 <= beside < len(rows.items):
        return rows
    place = {item: (n + 0.5) / len(rows.items[beside]) for n, item in enumerate(rows.items[beside])}
    joined: dict[int, list[float]] = {}
    for upper, lower in rows.links[min(row, beside)]:
        own, other = (upper, lower) if row < beside else (lower, upper)
        joined.setdefault(own, []).append(place[other])
    own_place = {item: (n + 0.5) / len(rows.items[row]) for n, item in enumerate(rows.items[row])}
    means = {item: sum(joined[item]) / len(joined[item]) if item in joined else own_place[item] for item in own_place}
    return _with_row(rows, row, sorted(rows.items[row], key=lambda item: means[item]))


def _swapped(rows: Rows) -> Rows:
    """Neighbours change places while this leaves fewer crossings."""
    for row in range(len(rows.items)):
        for n in range(len(rows.items[row]) - 1):
            items = list(rows.items[row])
            items[n], items[n + 1] = items[n + 1], items[n]
            other = _with_row(rows, row, items)
            if _around(other, row) < _around(rows, row):
                rows = other
    return rows


def _with_row(rows: Rows, row: int, items: Sequence[int]) -> Rows:
    return replace(rows, items=(*rows.items[:row], tuple(items), *rows.items[row + 1 :]))


def _around(rows: Rows, row: int) -> int:
    return sum(_crossed(rows, n) for n in (row - 1, row) if 0 <= n < len(rows.items) - 1)


def _crossed(rows: Rows, row: int) -> int:
    above, below = ({item: n for n, item in enumerate(rows.items[k])} for k in (row, row + 1))
    ends = [b for _, b in sorted((above[a], below[b]) for a, b in rows.links[row])]
    return sum(_inversions(ends))


def _inversions(ends: Sequence[int]) -> Iterator[int]:
    """For each end, how many before it lie further right."""
    seen: list[int] = []
    for end in ends:
        place = bisect(seen, end)
        yield len(seen) - place
        seen.insert(place, end)
