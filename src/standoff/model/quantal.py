"""The payoffs of a game of two players with two actions each into its equilibria: Nash, and those of players who err (logit quantal response).

Invented payoffs decide the answer; this is for teaching and for checking, never for a forecast.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import expit

from standoff.errors import ModelError

Floats = NDArray[np.float64]

FIRST = 0.05  # length of the first step, where payoffs differ by at most 1 and a step of 1 changes a chance by at most a quarter
NEWTON = 12  # steps, where from nearby four suffice
NEAR = 1e-12  # how close a point must come to the curve
STRAIGHT = 0.98  # cosine of the directions at both ends of a step, and
ASIDE = 0.1  # distance of its end from where the direction led (log odds, which bend over about 1): a step within both stays on its branch


@dataclass(frozen=True, slots=True)
class Payoffs:
    """To the row player and the column player, shape (2, 2): [i, j] where the row player takes i and the column player j."""

    row: Floats
    column: Floats

    def __post_init__(self) -> None:
        if self.row.shape != (2, 2) or self.column.shape != (2, 2) or not np.isfinite([self.row, self.column]).all():
            raise ModelError("payoffs are two tables of 2 x 2 numbers")

    def first_over_second(self, row: float, column: float) -> Floats:
        """By how much each player's first action pays more than its second, if the other takes its first with this chance."""
        to_row, to_column = self.row[0] - self.row[1], self.column[:, 0] - self.column[:, 1]
        return np.array(
            [to_row[1] + (to_row[0] - to_row[1]) * column, to_column[1] + (to_column[0] - to_column[1]) * row]
        )


@dataclass(frozen=True, slots=True)
class Profile:
    """The chance with which each player takes its first action."""

    row: float
    column: float


def nash(payoffs: Payoffs) -> tuple[Profile, ...]:
    """The equilibria in pure actions, then the one in which both players mix. Where a player is indifferent on an edge there are others between: of such
    a stretch only the pure ends are named (Nash 1950).
    """
    pure = [Profile(float(1 - i), float(1 - j)) for i in range(2) for j in range(2) if _best(payoffs, i, j)]
    to_row, to_column = payoffs.row[0] - payoffs.row[1], payoffs.column[:, 0] - payoffs.column[:, 1]
    if to_row[0] * to_row[1] < 0 and to_column[0] * to_column[1] < 0:
        row = to_column[1] / (to_column[1] - to_column[0])
        column = to_row[1] / (to_row[1] - to_row[0])
        return (*pure, Profile(float(row), float(column)))
    return tuple(pure)


def quantal(payoffs: Payoffs, precisions: Floats) -> tuple[Profile, ...]:
    """At each of `precisions` (0: blind chance; the higher, the rarer the errors; per unit of payoff), the equilibrium on the branch that starts at blind
    chance. Where the branch turns back and passes a precision more than once, where it first does.

    ModelError where a precision is negative, infinite, or too high to tell steps along the branch apart. Source: McKelvey & Palfrey 1995; traced along the branch as Turocy 2005 does.
    """
    if not (np.isfinite(precisions) & (precisions >= 0)).all():
        raise ModelError("precisions are numbers from 0")
    scale = max(
        float(np.abs(payoffs.row[0] - payoffs.row[1]).max()),
        float(np.abs(payoffs.column[:, 0] - payoffs.column[:, 1]).max()),
    )
    if scale == 0:
        return tuple(Profile(0.5, 0.5) for _ in precisions)
    curve = _stretches(Payoffs(payoffs.row / scale, payoffs.column / scale))
    found: dict[float, Profile] = {}
    stretch = next(curve)
    for wanted in sorted(set((precisions * scale).tolist())):
        while stretch.end[PRECISION] < wanted:
            stretch = next(curve)
        found[wanted] = stretch.at(wanted)
    return tuple(found[one] for one in (precisions * scale).tolist())


def _best(payoffs: Payoffs, i: int, j: int) -> bool:
    """Whether neither player gains by the other action."""
    return bool(payoffs.row[i, j] >= payoffs.row[1 - i, j] and payoffs.column[i, j] >= payoffs.column[i, 1 - j])


# A point of the curve is (log odds of the row player's first action, of the column player's, precision). On it, each player's log odds are the precision
# times what its first action pays more; at blind chance all three are 0.
PRECISION = 2


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The curve from `start` to `end`, which lies `length` away in the direction `along` of the curve at the start, and somewhat to the side."""

    payoffs: Payoffs
    start: Floats
    along: Floats
    length: float
    end: Floats

    def point(self, length: float) -> Floats:
        return _corrected(self.payoffs, self.start + length * self.along, self.along)

    def is_on_the_curve(self) -> bool:
        return bool(np.abs(_off(self.payoffs, self.end)).max() < NEAR * (1 + self.end[PRECISION]))

    def aside(self) -> float:
        """How far the end lies from where the direction pointed."""
        return float(np.linalg.norm(self.end - self.start - self.length * self.along))

    def at(self, precision: float) -> Profile:
        """Where the curve passes this precision, which lies between those of the ends."""
        length = brentq(lambda length: self.point(length)[PRECISION] - precision, 0.0, self.length, xtol=NEAR)
        return Profile(*expit(self.point(length)[:PRECISION]).tolist())


def _stretches(payoffs: Payoffs) -> Iterator[_Stretch]:
    """The branch from blind chance on, without end: each step is halved until it is nearly straight."""
    start, along, length = np.zeros(3), _direction(payoffs, np.zeros(3), np.array([0.0, 0.0, 1.0])), FIRST
    while length > NEAR * (1 + start[PRECISION]):
        stretch = _Stretch(payoffs, start, along, length, _corrected(payoffs, start + length * along, along))
        onward = _direction(payoffs, stretch.end, along)
        if stretch.is_on_the_curve() and stretch.aside() < ASIDE and onward @ along > STRAIGHT:
            yield stretch
            start, along, length = stretch.end, onward, min(1.5 * length, FIRST + abs(stretch.end[PRECISION]) / 4)
        else:
            length /= 2
    raise ModelError(
        f"the branch could not be followed beyond the precision {start[PRECISION]:g} of payoffs that differ by at most 1"
    )


def _corrected(payoffs: Payoffs, guess: Floats, along: Floats) -> Floats:
    """The point of the curve right beside `guess`, by Newton's method."""
    point = guess
    for _ in range(NEWTON):
        slopes = np.vstack([_slopes(payoffs, point), along])
        step = np.linalg.lstsq(slopes, np.append(_off(payoffs, point), along @ (point - guess)), rcond=None)[0]
        point = point - step
        if np.abs(step).max() < NEAR:
            break
    return point


def _off(payoffs: Payoffs, point: Floats) -> Floats:
    """How far the point is off the curve, shape (2,)."""
    return np.asarray(
        point[:PRECISION] - point[PRECISION] * payoffs.first_over_second(*expit(point[:PRECISION]).tolist())
    )


def _slopes(payoffs: Payoffs, point: Floats) -> Floats:
    """Of `_off`, by the three coordinates, shape (2, 3)."""
    row, column = expit(point[:PRECISION]).tolist()
    more = payoffs.first_over_second(row, column)
    to_row, to_column = payoffs.first_over_second(1.0, 1.0) - payoffs.first_over_second(0.0, 0.0)
    return np.array(
        [
            [1.0, -point[PRECISION] * to_row * column * (1 - column), -more[0]],
            [-point[PRECISION] * to_column * row * (1 - row), 1.0, -more[1]],
        ]
    )


def _direction(payoffs: Payoffs, point: Floats, before: Floats) -> Floats:
    """Of the curve at the point, onward from `before`; where two branches cross, straight on."""
    across = np.cross(*_slopes(payoffs, point))
    size = float(np.linalg.norm(across))
    return before if size < NEAR else across / size * np.sign(across @ before)
