"""Which options were taken in each period into the moves that were made, how many bettered their maker's lot, and how many would by chance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from standoff.errors import ModelError
from standoff.model.stability.game import BETTER, UNKNOWN, Game

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NOT_BETTER = 0  # the maker likes what it moved to no better
DEPENDS = 3  # better or not, after which of those that moved in the same period moved first
UNTESTED = 4  # in no order does it lead from one state of the model to another that the maker can move to
LEAST_MOVES = 5  # with fewer even a share of 1 is nothing rare: 1 in 16 for four tosses of a coin
MOST_OPTIONS = 20  # 1,048,576 combinations
PERMUTATIONS = 1000


@dataclass(frozen=True, slots=True)
class World:
    """`owner`, shape (options,): the maker whose option it is. `place`, shape (2**options,): which of the game's states a combination of options is,
    -1 for one that cannot be; the combination's number is the sum of 2**n over the options n that are taken.
    """

    game: Game
    owner: Ints
    place: Ints


@dataclass(frozen=True, slots=True)
class Moves:
    """Moves as columns of equal length: the `period` in which the maker's options differ from those of the period before, the `maker`, `before`, the
    combination of the period before, `after`, the same with the maker's options of this period, and the `verdict`: BETTER, NOT_BETTER, UNKNOWN,
    DEPENDS or UNTESTED.
    """

    period: Ints
    maker: Ints
    before: Ints
    after: Ints
    verdict: Ints

    def count(self, verdict: int) -> int:
        return int((self.verdict == verdict).sum())


@dataclass(frozen=True, slots=True)
class Consistency:
    """`share`: of the moves that are BETTER or NOT_BETTER those that are BETTER, None where there are none. `by_chance`: its mean, and `p` the chance of
    as large a share, where the same options are taken equally long at random times; both None with fewer than `LEAST_MOVES` such moves.
    """

    moves: Moves
    share: float | None
    by_chance: float | None
    p: float | None

    @property
    def tested(self) -> int:
        return self.moves.count(BETTER) + self.moves.count(NOT_BETTER)


def consistency(taken: Flags, world: World, rng: np.random.Generator, permutations: int = PERMUTATIONS) -> Consistency:
    """How far the moves in `taken`, shape (periods, options), are improvements for those who made them.

    By chance: each option's series is turned around its circle of periods by an offset of its own, so that it is taken as long and as often as
    it was, but not because of what others did. The p-value is one-sided and counts the record itself as one of the draws (Phipson & Smyth 2010).
    Raises ModelError for arrays that do not fit together, or more than `MOST_OPTIONS` options.
    """
    _check(taken, world)
    made = _moves(combinations(taken), world)
    found = Consistency(made, _share(made.verdict), None, None)
    if found.share is None or found.tested < LEAST_MOVES:
        return found
    shares = _by_chance(taken, world, rng, permutations)
    if not len(shares):
        return found
    as_large = 1 + int((shares >= found.share - 1e-12).sum())
    return Consistency(made, found.share, float(shares.mean()), as_large / (1 + len(shares)))


def combinations(taken: Flags) -> Ints:
    """The number of each combination in `taken`, shape (..., options)."""
    return np.asarray(taken @ (1 << np.arange(taken.shape[-1], dtype=np.int64)), dtype=np.int64)


def _check(taken: Flags, world: World) -> None:
    options = taken.shape[1] if taken.ndim == 2 else -1
    if not 0 <= options <= MOST_OPTIONS:
        raise ModelError(
            f"taken has the shape {taken.shape}; it has to be (periods, options) with at most {MOST_OPTIONS} options"
        )
    if world.owner.shape != (options,) or world.place.shape != (1 << options,):
        raise ModelError(
            f"owner and place have the shapes {world.owner.shape} and {world.place.shape}; {options} options need ({options},) and ({1 << options},)"
        )
    if world.place.max() >= world.game.states or (options and not 0 <= world.owner.max() < world.game.makers):
        raise ModelError("place or owner names a state or a maker that the game does not have")


def _moves(series: Ints, world: World) -> Moves:
    """The moves along the combinations of one record, shape (periods,), in the order of time."""
    before, after = series[:-1], series[1:]
    columns = []
    for maker, own in enumerate(_own(world)):
        period = np.flatnonzero((before ^ after) & own)
        start, whole = before[period], after[period]
        end = (start & ~own) | (whole & own)
        columns.append((period + 1, np.full(len(period), maker), start, end, _verdicts(start, whole, maker, world)))
    period, maker_of, start, end, verdict = (np.concatenate(column) for column in zip(*columns, strict=True))
    order = np.lexsort((maker_of, period))
    return Moves(period[order], maker_of[order], start[order], end[order], verdict[order])


def _own(world: World) -> list[int]:
    """The sum of 2**n over the options n of each maker."""
    return [int(sum(1 << int(n) for n in np.flatnonzero(world.owner == maker))) for maker in range(world.game.makers)]


def _verdicts(before: Ints, after: Ints, maker: int, world: World) -> Ints:
    """Of moves of one maker in periods that lead from the combination `before` to `after`: what all orders of those who moved agree on."""
    own, game = _own(world)[maker], world.game
    said = np.full(len(before), UNTESTED)
    for moved in _moved_first(world, maker):
        start = (before & ~moved) | (after & moved)
        old, new = world.place[start], world.place[(start & ~own) | (after & own)]
        possible = (old >= 0) & (new >= 0) & game.moves[maker, old, new]
        liked = game.likings[maker, old, new].astype(np.int64)
        verdict = np.where((liked == BETTER) | (liked == UNKNOWN), liked, NOT_BETTER)
        agreed = np.where((said == UNTESTED) | (said == verdict), verdict, DEPENDS)
        said = np.where(possible, agreed, said)
    return said


def _moved_first(world: World, maker: int) -> Iterator[int]:
    """The options of every set of the other makers; one that did not move changes nothing."""
    others = [own for other, own in enumerate(_own(world)) if other != maker and own]
    for chosen in product((0, 1), repeat=len(others)):
        yield sum(own for own, is_first in zip(others, chosen, strict=True) if is_first)


def _share(verdict: Ints) -> float | None:
    better, tested = (verdict == BETTER).sum(), np.isin(verdict, (BETTER, NOT_BETTER)).sum()
    return float(better / tested) if tested else None


def _by_chance(taken: Flags, world: World, rng: np.random.Generator, permutations: int) -> Floats:
    """The shares of permutations in which any move is tested."""
    periods, options = taken.shape
    offsets = rng.integers(0, periods, (permutations, options))
    turned = (np.arange(periods)[None, :, None] + offsets[:, None, :]) % periods
    series = combinations(taken[turned, np.arange(options)])
    before, after = series[:, :-1], series[:, 1:]
    better, tested = np.zeros(permutations), np.zeros(permutations)
    for maker, own in enumerate(_own(world)):
        draw, step = np.nonzero((before ^ after) & own)
        pair, which = np.unique(before[draw, step] << options | after[draw, step], return_inverse=True)
        verdict = _verdicts(pair >> options, pair & ((1 << options) - 1), maker, world)[which.ravel()]
        better += np.bincount(draw[verdict == BETTER], minlength=permutations)
        tested += np.bincount(draw[np.isin(verdict, (BETTER, NOT_BETTER))], minlength=permutations)
    return better[tested > 0] / tested[tested > 0]
