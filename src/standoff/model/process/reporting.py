"""What a record leaves out or tells twice into what that alone does to rho: closed forms for one stream, a guide for several.

All follow from the spectrum of the process (Hawkes 1971): with decay b and c = b (1 - rho) it is (b^2 + w^2) / (c^2 + w^2), which keeping each
event with probability p turns into the same form with b'^2 = p b^2 + (1 - p) c^2.
"""

from __future__ import annotations

from math import sqrt

from standoff.errors import ModelError


def seen_radius(radius: float, reported: float) -> float:
    """The rho that a record shows of a process with this rho, if it holds a share `reported` of the events."""
    _check(reported)
    left = 1.0 - radius
    return 1.0 - left / sqrt(reported + (1.0 - reported) * left**2)


def true_radius(seen: float, reported: float) -> float:
    """The rho of the process whose record, with a share `reported` of the events, shows this rho; the inverse of `seen_radius`."""
    _check(reported)
    left = 1.0 - seen
    return 1.0 - sqrt(reported) * left / sqrt(1.0 - (1.0 - reported) * left**2)


def radius_of_repeats(repeated: float) -> float:
    """The rho that a record of unrelated events shows, if a share `repeated` of them is told once more on a later day.

    A cluster has 1 + q events on average and 1 + 3q in the mean square, a Hawkes process 1 / (1 - rho)^2 times the variance of Poisson.
    """
    if not 0.0 <= repeated <= 1.0:
        raise ModelError(f"a share of events lies between 0 and 1, not at {repeated:g}")
    return 1.0 - sqrt((1.0 + repeated) / (1.0 + 3.0 * repeated))


def _check(reported: float) -> None:
    if not 0.0 < reported <= 1.0:
        raise ModelError(f"the share of events that are reported lies above 0 and at most at 1, not at {reported:g}")
