"""Six designs of networks whose balance is known, and what a coder that errs would read of them.

Twelve actors in camps of one size, 27 ties drawn among their 66 pairs: friendly within a camp, hostile across, each flipped with the chance
`noise`. A tie has 1 + Poisson(events - 1) events; an event is friendly on a friendly tie with chance .8, hostile on a hostile one
likewise, and the coder reads it rightly with chance .85, so that .71 of the readings are right about the tie.

The source of the designs (project note on balance, section 2d) gives the actors, the ties, the .71, the truths and the F of each. It leaves
open how many events a tie has, and how the three camps and the noise are made. Chosen here: 8 events on average, at which .44
of the ties are decided by the flat posterior (.43 in the note); three camps without noise, whose F of .70 is about the note's .68.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import betainc

ACTORS, TIES, EVENTS = 12, 27, 8
SHARE_FRIENDLY, RIGHTLY_READ = 0.8, 0.85


@dataclass(frozen=True, slots=True)
class Design:
    camps: int
    noise: float
    events: float = EVENTS


DESIGNS = {
    "balanced": Design(2, 0),
    "10 % noise": Design(2, 0.1),
    "10 % noise, 3 times the data": Design(2, 0.1, 3 * EVENTS),
    "3 camps": Design(3, 0),
    "30 % noise": Design(2, 0.3),
    "50 % noise": Design(2, 0.5),
}


def simulated(design: Design, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """True signs (n, n), and friendly and hostile readings of each pair (n, n)."""
    camp = rng.permutation(np.arange(ACTORS) % design.camps)
    i, j = np.triu_indices(ACTORS, 1)
    picked = np.sort(rng.choice(len(i), TIES, replace=False))
    i, j = i[picked], j[picked]
    kept = np.where(rng.random(TIES) < design.noise, -1, 1)
    signs = np.where(camp[i] == camp[j], 1, -1) * kept
    events = 1 + rng.poisson(design.events - 1, TIES)
    right = SHARE_FRIENDLY * RIGHTLY_READ + (1 - SHARE_FRIENDLY) * (1 - RIGHTLY_READ)
    read_rightly = rng.binomial(events, right)
    friendly = np.where(signs > 0, read_rightly, events - read_rightly)
    truth, positive, negative = (np.zeros((ACTORS, ACTORS)) for _ in range(3))
    for filled, values in ((truth, signs), (positive, friendly), (negative, events - friendly)):
        filled[i, j] = filled[j, i] = values
    return truth, positive, negative


def flat_posterior(friendly: np.ndarray, hostile: np.ndarray) -> np.ndarray:
    """P(share of friendly readings > 1/2), the share uniform beforehand."""
    return 1 - betainc(1 + friendly, 1 + hostile, 0.5)


def coder_aware_posterior(friendly: np.ndarray, hostile: np.ndarray) -> np.ndarray:
    """P(share of friendly events > 1/2), the share uniform beforehand, each reading right with chance q: a Beta cut to [1 - q, q]."""
    low, middle, high = (betainc(1 + friendly, 1 + hostile, at) for at in (1 - RIGHTLY_READ, 0.5, RIGHTLY_READ))
    return (high - middle) / (high - low)
