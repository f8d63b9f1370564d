"""Costs, rows and whole variables into the cheapest values between 0 and 1, by the solver HiGHS within SciPy, until a deadline."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from standoff.measure.signed import Flags, Floats

# What SciPy answers with: solved, out of time, no solution.
SOLVED, OUT_OF_TIME, INFEASIBLE = 0, 1, 2


@dataclass(frozen=True, slots=True, eq=False)
class Programme:
    """Find values from `lowest` to 1 with `rows @ values >= least`, whole ones where `whole`, that make `costs @ values` least."""

    costs: Floats
    rows: csr_array
    least: Floats
    whole: Flags
    lowest: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """The values, where there are any, and what no values can cost less than: infinite where there is no solution."""

    values: Floats | None
    bound: float


def solved(programme: Programme, deadline: float) -> Solved:
    """The best values found before the deadline, a reading of `time.monotonic`."""
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        return Solved(None, 0.0)
    result = milp(
        programme.costs,
        integrality=programme.whole.astype(np.uint8),
        bounds=Bounds(programme.lowest, 1.0),
        constraints=LinearConstraint(programme.rows.tocsc(), programme.least, np.inf),
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    if result.status == INFEASIBLE:
        return Solved(None, math.inf)
    if result.status == SOLVED and not programme.whole.any():
        return Solved(result.x, float(result.fun))
    bound = result.mip_dual_bound if programme.whole.any() and result.mip_dual_bound is not None else 0.0
    return Solved(result.x, max(float(bound), 0.0))
