"""Forecasters and how they did into one law: a linear pool whose weights make the CRPS of the past least.

The CRPS of a pool is quadratic in its weights, w' G w with G[k, l] = sum over counts of (F_k - 1[. >= y]) (F_l - 1[. >= y]), so the best weights
are a quadratic programme on the simplex; a ridge draws them towards equal ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import nnls

from standoff.model.laws import Floats, Law, Mixture, Pool
from standoff.model.scores import grids

HALF_LIFE = 100.0  # origins after which a past score counts half
RIDGE = 0.1  # of the score of the best member
NARROW = (
    0.35,
    1.0,
)  # of a member's excess over Poisson: wide and narrow together are peaked with heavy tails, which conflict counts are
SUM = 1e3  # weight of the row that makes the weights sum to one


@dataclass(frozen=True, slots=True)
class Ensemble:
    """Past grams, shape (origins, units, members, members), into weights."""

    half_life: float = HALF_LIFE
    ridge: float = RIDGE
    name: str = "ensemble"

    def weights(self, grams: Floats) -> Floats:
        """Weights of the members, shape (members,); equal where there is no past."""
        members = grams.shape[-1]
        if not len(grams):
            return np.full(members, 1.0 / members)
        recent = 0.5 ** (np.arange(len(grams) - 1, -1, -1) / self.half_life)
        return simplex(np.einsum("t,tukl->kl", recent, grams), self.ridge)


def simplex(gram: Floats, ridge: float) -> Floats:
    """w >= 0 with sum 1 that makes w' (G / min diag G + ridge I) w least: least squares through a Cholesky factor (Lawson & Hanson 1974)."""
    least = float(np.diag(gram).min())
    scaled = gram / least if least > 0 else gram
    factor = np.linalg.cholesky(scaled + (ridge + 1e-9) * np.eye(len(gram))).T
    rows = np.vstack([factor, np.full((1, len(gram)), SUM)])
    found, _ = nnls(rows, np.append(np.zeros(len(gram)), SUM))
    return np.asarray(found / found.sum())


def gram(members: tuple[Law, ...], observed: Floats) -> Floats:
    """G per unit, shape (units, members, members); its diagonal holds the members' CRPS."""
    whole = Pool(np.full((len(members), members[0].units), 1.0 / len(members)), members)
    found = np.empty((whole.units, len(members), len(members)))
    for units, counts, under, over in grids(whole, observed):
        share = np.stack([member.part(units).cdf(counts) for member in members])
        found[units] = np.einsum("knu,lnu,nu->ukl", share, share, under) + np.einsum(
            "knu,lnu,nu->ukl", 1.0 - share, 1.0 - share, over
        )
    return found


def spread_out(law: Law, factors: tuple[float, ...] = NARROW) -> tuple[Law, ...]:
    """The law with its excess over Poisson times each factor; only negative binomials can be narrowed, and others come back as they are."""
    if not isinstance(law, Mixture):
        return (law,)
    return tuple(Mixture(law.weights, law.means, law.sizes / factor) for factor in factors)


def pooled(weights: Floats, members: tuple[Law, ...]) -> Law:
    """The pool; of mixtures it is a mixture again. Members without weight are left out."""
    kept = [(w, m) for w, m in zip(weights, members, strict=True) if w > 0]
    if all(isinstance(m, Mixture) for _, m in kept):
        mixtures = [(w, m) for w, m in kept if isinstance(m, Mixture)]
        return Mixture(
            np.concatenate([w * m.weights for w, m in mixtures], axis=-1),
            np.concatenate([m.means for _, m in mixtures], axis=-1),
            np.concatenate([m.sizes for _, m in mixtures], axis=-1),
        )
    shares = np.repeat(np.array([w for w, _ in kept])[:, None], members[0].units, axis=1)
    return Pool(shares, tuple(m for _, m in kept))
