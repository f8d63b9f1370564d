"""How likely events looked from rates, and on which days they came before, into chances that hold: a curve that starts from other records and bends to this one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, logit

from standoff.model.links.table import Links

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

HALF_LIVES = (np.inf, 30.0, 7.0)  # days, of the shares of days with such an event, each drawn to the one before it
WORTH = 4.0  # days, and silences, that what a share is drawn to counts for: 4 and 8 are alike, 1 and 2 are worse
LEAST = 1e-4  # chances are kept this far from 0 and 1
OFTEN = -2.0  # log odds of a share, 0.12: what comes more often is known too well to be drawn back as rare events are
# learnt on 8 parts of ICEWS14 and 12 simulated records (docs/methods/links.md)
SHARED = (0.44, 0.69, -1.24, 0.34, 0.53, 0.74, -0.77)
PULL = 60.0  # to the shared curve: 30 to 100 are alike, 10 lets two weeks of a few regular events bend it too far


@dataclass(frozen=True, slots=True)
class Triples:
    """Events that may come on a day, once each: who, what, to whom, and the `chance` by rates alone."""

    source: Ints
    relation: Ints
    target: Ints
    chance: Floats


def regularity(links: Links, asked: Triples, day: int) -> Floats:
    """Log odds, shape (events, 5, an excess and a constant): by rates alone; of the shares of past days with such an event, in all, and
    fading at 30 and 7 days; of the silences between two of them that lasted as long as the present one, the share that ended just then; by
    how much those of the share at 30 days exceed what is `OFTEN`.

    The share of silences is the hazard of a renewal process (Kaplan and Meier 1958, the silence that still lasts left out): by it, what
    comes every second day or every week is told from what comes as often but at any time.
    """
    wanted = codes_of(links, asked.source, asked.relation, asked.target)
    codes = codes_of(links, links.source, links.relation, links.target)
    past = np.isin(codes, wanted) & (links.day < day)
    came = np.unique(np.column_stack([codes[past], links.day[past]]), axis=0)
    ends = np.searchsorted(came[:, 0], wanted), np.searchsorted(came[:, 0], wanted, side="right")
    rows = [
        _of_one(came[first:last, 1], day, chance)
        for first, last, chance in zip(*ends, asked.chance.tolist(), strict=True)
    ]
    odds = logit(np.clip(np.reshape(rows, (-1, len(HALF_LIVES) + 2)), LEAST, 1 - LEAST))
    return np.column_stack([odds, np.maximum(0, odds[:, 2] - OFTEN), np.ones(len(odds))])


def _of_one(days: Ints, day: int, chance: float) -> tuple[float, ...]:
    """The five chances of one event from the days on which it came."""
    shares = [chance]
    for half_life in HALF_LIVES:
        keep = 2.0 ** (-1.0 / half_life)
        whole = day if keep == 1 else (1 - keep**day) / (1 - keep)
        shares.append((float((keep ** (day - 1 - days)).sum()) + WORTH * shares[-1]) / (whole + WORTH))
    silences, present = np.diff(days), day - days[-1] if len(days) else 0
    ended, lasted = int((silences == present).sum()), int((silences >= present).sum())
    return (*shares, (ended + WORTH * shares[2]) / (lasted + WORTH))


def codes_of(links: Links, source: Ints, relation: Ints, target: Ints) -> Ints:
    """A number for who, what and to whom; equal for equal triples of one table."""
    return np.asarray((relation * links.actors + source) * links.actors + target)


@dataclass(frozen=True, slots=True)
class Curve:
    """What each of the log odds of `regularity` adds to those of the event; `came`: how many events it was bent to."""

    coefficients: Floats
    came: int

    def chances(self, odds: Floats) -> Floats:
        """Of events with these log odds, shape (events,)."""
        return np.asarray(expit(odds @ self.coefficients))


def bent(odds: Floats, came: NDArray[np.bool_]) -> Curve:
    """The likeliest logistic curve, drawn to the shared one by a ridge (a normal prior about it), so that a short record keeps to that."""
    outcome, shared = came.astype(float), np.array(SHARED)

    def loss(at: Floats) -> tuple[float, Floats]:
        each, off = odds @ at, at - shared
        value = (np.logaddexp(0, each) - outcome * each).sum() + PULL / 2 * (off @ off)
        return float(value), odds.T @ (expit(each) - outcome) + PULL * off

    return Curve(minimize(loss, shared, jac=True, method="BFGS").x, int(came.sum()))
