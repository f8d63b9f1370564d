"""Forecasters and how they did into one law: a linear pool whose weights make the CRPS of the past least.

The CRPS of a pool is quadratic in its weights, w' G w with G[k, l] = sum over counts of (F_k - 1[. >= y]) (F_l - 1[. >= y]), so the best weights
are a quadratic programme on the simplex; a ridge draws them towards equal ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import nnls

from standoff.model.laws import Floats, Law, Mixture, Pool, below
from standoff.model.scores import grids

HALF_LIFE = 100.0  # origins after which a past score counts half
RIDGE = 0.03  # of the score of the best member
LARGE = (2.0, 30.0)  # events a period from which a unit is middling, and large
SHARED = 50.0  # forecasts of one unit that those of all units count as, where units of one size have few
NARROW = (
    0.35,
    1.0,
)  # of a member's excess over Poisson: wide and narrow together are peaked with heavy tails, which conflict counts are
SUM = 1e3  # weight of the row that makes the weights sum to one


@dataclass(frozen=True, slots=True)
class Ensemble:
    """Past grams, shape (origins, units, members, members), into weights. `widths`: at which each law is a member; `logs`: whether grams are of the
    CRPS of log(1 + count) (Bosse et al. 2023), which the largest unit does not rule.
    """

    half_life: float = HALF_LIFE
    ridge: float = RIDGE
    widths: tuple[float, ...] = NARROW
    logs: bool = False
    name: str = "ensemble"

    def members(self, laws: tuple[Law, ...]) -> tuple[Law, ...]:
        """What is pooled: each law at each width."""
        return tuple(member for law in laws for member in spread_out(law, self.widths))

    def gram(self, members: tuple[Law, ...], observed: Floats) -> Floats:
        """What weights are learned from, shape (units, members, members)."""
        return gram(members, observed, logs=self.logs)

    def weights(self, grams: Floats, means: Floats) -> Floats:
        """Weights of the members, shape (members, units), alike for units of like size (their recent `means`); equal where there is no past.

        Small, middling and large units have weights of their own, drawn towards those of all: what forecasts a handful of events best need not
        forecast hundreds.
        """
        units, members = grams.shape[1:3]
        found = np.full((members, units), 1.0 / members)
        if not len(grams):
            return found
        recent = 0.5 ** (np.arange(len(grams) - 1, -1, -1) / self.half_life)
        by_unit = np.einsum("t,tukl->ukl", recent, grams)
        whole = _scaled(by_unit.sum(axis=0))
        sizes = np.digitize(means, LARGE)
        for size in np.unique(sizes):
            alike = sizes == size
            seen = float(recent.sum() * alike.sum())
            own = _scaled(by_unit[alike].sum(axis=0))
            found[:, alike] = simplex((seen * own + SHARED * whole) / (seen + SHARED), self.ridge)[:, None]
        return found


def simplex(gram: Floats, ridge: float) -> Floats:
    """W >= 0 with sum 1 that makes w' (G / min diag G + ridge I) w least: least squares through a Cholesky factor (Lawson & Hanson 1974)."""
    factor = np.linalg.cholesky(_scaled(gram) + (ridge + 1e-9) * np.eye(len(gram))).T
    rows = np.vstack([factor, np.full((1, len(gram)), SUM)])
    found, _ = nnls(rows, np.append(np.zeros(len(gram)), SUM))
    return np.asarray(found / found.sum())


def _scaled(gram: Floats) -> Floats:
    least = float(np.diag(gram).min())
    return gram / least if least > 0 else gram


def gram(members: tuple[Law, ...], observed: Floats, *, logs: bool = False) -> Floats:
    """G per unit, shape (units, members, members); its diagonal holds the members' CRPS, with `logs` that of log(1 + count)."""
    whole = Pool(np.full((len(members), members[0].units), 1.0 / len(members)), members)
    found = np.empty((whole.units, len(members), len(members)))
    for units, counts, under, over in grids(whole, observed, logs=logs):
        share = np.stack([member.part(units).cdf(counts) for member in members])
        found[units] = np.einsum("knu,lnu,nu->ukl", share, share, under) + np.einsum(
            "knu,lnu,nu->ukl", 1.0 - share, 1.0 - share, over
        )
    return found


def spread_out(law: Law, factors: tuple[float, ...] = NARROW) -> tuple[Law, ...]:
    """The law with its excess over Poisson times each factor. Only mixtures can be narrowed; another law comes back once."""
    return tuple(_narrowed(law, factor) for factor in factors) if isinstance(law, Mixture) else (law,)


def _narrowed(law: Mixture, factor: float) -> Mixture:
    """Where a point at zero stands in the first column, as in a hurdle, the chance of no event is kept, since that is not what is narrowed."""
    sizes = law.sizes / factor
    if factor == 1.0 or (law.means[:, 0] > 0).any():
        return Mixture(law.weights, law.means, sizes)
    any_ = 1.0 - law.cdf(np.zeros(law.units))
    rest = law.weights[:, 1:]
    scale = any_ / (rest * (1.0 - below(np.zeros_like(rest), law.means[:, 1:], sizes[:, 1:]))).sum(axis=1)
    weights = rest * scale[:, None]
    return Mixture(np.column_stack([1.0 - weights.sum(axis=1), weights]), law.means, sizes)


def pooled(weights: Floats, members: tuple[Law, ...]) -> Law:
    """The pool with weights of shape (members, units); of mixtures it is a mixture again. Members without weight are left out."""
    kept = [(w, m) for w, m in zip(weights, members, strict=True) if w.any()]
    mixtures = [(w[:, None], m) for w, m in kept if isinstance(m, Mixture)]
    if len(mixtures) < len(kept):
        return Pool(np.stack([w for w, _ in kept]), tuple(m for _, m in kept))
    return Mixture(
        np.concatenate([w * m.weights for w, m in mixtures], axis=-1),
        np.concatenate([m.means for _, m in mixtures], axis=-1),
        np.concatenate([m.sizes for _, m in mixtures], axis=-1),
    )
