"""A signed network into how balanced it is: all estimators of structural balance under one name.

A network is a symmetric (n, n) array of weights: the sign is that of the tie, the absolute value its weight, 0 says that there is no tie.
"""

from __future__ import annotations

import time

import numpy as np
import numpy.typing as npt

from standoff.measure.band import Band, sensitivity_band
from standoff.measure.clusters import Clusters, clusterability
from standoff.measure.frustration import TIME_LIMIT_SECONDS, Frustration, frustration, normalised
from standoff.measure.local import local_search
from standoff.measure.signed import signed
from standoff.measure.strain import Exits, Strain, cheapest_exits, strains
from standoff.measure.triads import Triad, triads

__all__ = [
    "Band",
    "Clusters",
    "Exits",
    "Frustration",
    "Strain",
    "Triad",
    "cheapest_exits",
    "clusterability",
    "frustration",
    "leave_one_out",
    "local_search",
    "normalised",
    "sensitivity_band",
    "strains",
    "triads",
]


def leave_one_out(weights: npt.ArrayLike, time_limit_seconds: float = TIME_LIMIT_SECONDS) -> tuple[float, ...]:
    """F without each actor in turn, exact if the time suffices for all; else some are those of the best camps found, and so too low.

    F depends on who is in the network: where one actor moves it far, say so. Raises MeasureError as `frustration` does.
    """
    network = signed(weights).weights
    deadline = time.monotonic() + time_limit_seconds
    others = (np.delete(np.delete(network, actor, 0), actor, 1) for actor in range(len(network)))
    return tuple(normalised(rest, frustration(rest, deadline - time.monotonic()).cost) for rest in others)
