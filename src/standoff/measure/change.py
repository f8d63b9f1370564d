"""Weekly counts into an alarm with a stated rate of false ones: has the rate of events left what it was in the reference weeks?

A Shiryaev-Roberts e-detector (Shin, Ramdas & Rinaldo 2024) with a negative binomial null; `docs/methods/change.md` has the
equations and what was measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import gamma

from standoff.errors import MeasureError

Direction = Literal["rise", "fall"]
Floats = NDArray[np.float64]

ALARM = 520.0  # weeks, ten years: if the null is right, an alarm within n weeks has a probability of n / ALARM at most
FACTORS: dict[Direction, tuple[float, ...]] = {"rise": (1.5, 2, 3), "fall": (2 / 3, 1 / 2, 1 / 3)}
LEAST_REFERENCE = 8  # weeks; shorter ones were not measured
LAGS = 6  # weeks over which the long-run variance looks for memory
MISSED = 0.1  # probability that a reference rate lies beyond the limit that the null takes for it, all dyads together
# What every reference is mixed with: eight weeks of counts that cluster as a Hawkes process with branching 0.5 does, whose
# long-run variance is 1 / (1 - 0.5)^2 times its mean. Without them short references that happen to look calm give false alarms.
PRIOR_RATIO, PRIOR_WEEKS = 4.0, 8
CEILING = 1e300  # where the e-process is cut off; cutting it only makes an alarm later
LEVEL = 0.1  # of e-BH: the expected share of dyads named wrongly
# Events a week that a fall is from at least: at fewer, ten empty years have a probability above 1 / ALARM.
LEAST_RATE = float(np.log(ALARM) / ALARM)


@dataclass(frozen=True, slots=True)
class Watch:
    """What the watched weeks of one series say against the null that the rate has stayed what it was.

    Weeks are counted from the first watched one, which is 0. The means are in events a week, at the mean exposure of the
    reference weeks. `variance_ratio` is the long-run variance over the mean that the null takes, `dispersion` the parameter k of
    its negative binomial (variance: mean + mean^2 / k). `e_process` has a value per watched week, and alarms are where it is at
    least 520. `false_alarm_bound` is the most that the probability of an alarm within the watched weeks can be if the null is right.
    """

    direction: Direction
    reference_weeks: int
    reference_mean: float
    null_mean: float
    variance_ratio: float
    dispersion: float
    e_process: tuple[float, ...]
    alarm: int | None
    above: tuple[int, ...]
    false_alarm_bound: float


@dataclass(frozen=True, slots=True)
class RegionWatch:
    """One alarm for many dyads: `e_process` is half that of their sum and half the mean of theirs, `alarm` its first week at 520 or more.

    `total` watches the sum, so that a change that many share is not lost among them. `columns` are the columns of the counts that
    `dyads` stand for, in order; `left_out` those that have too few events to fall from.
    The alarms in `dyads` are of one dyad each, so that many of them err more often than one; `changed` says which dyads to name.
    """

    total: Watch
    columns: tuple[int, ...]
    dyads: tuple[Watch, ...]
    left_out: tuple[int, ...]
    e_process: tuple[float, ...]
    alarm: int | None
    above: tuple[int, ...]
    false_alarm_bound: float

    def e_values(self, week: int) -> tuple[float, ...]:
        """An e-value per dyad against "it never changed", for a week fixed beforehand or for the week of the alarm.

        The process M of a dyad is no e-value: it grows by one a week on average. With T watched weeks, (M + T - t) / T after t of
        them is one, at any stopping time up to T, since M - t is a supermartingale from 0.
        """
        weeks = len(self.e_process)
        if not 0 <= week < weeks:
            raise MeasureError(f"week {week} was not watched: name one of 0 to {weeks - 1}")
        return tuple((dyad.e_process[week] + weeks - (week + 1)) / weeks for dyad in self.dyads)

    def changed(self, week: int, level: float = LEVEL) -> tuple[int, ...]:
        """The columns that e-BH names at that week; of those named, a share of at most `level` is expected to be named wrongly."""
        return tuple(self.columns[place] for place in e_bh(self.e_values(week), level))


def watch(
    counts: ArrayLike, reference_weeks: int, exposure: ArrayLike | None = None, direction: Direction = "rise"
) -> Watch:
    """Whether the rate after the first `reference_weeks` is still what it was in them.

    `counts` (weeks,) are whole numbers of events; `exposure` (weeks,) is what they are proportional to, such as the reports read
    that week. A week without exposure says nothing: the e-process stands still. Raises MeasureError for counts or exposures that
    are none, for under eight reference weeks, and for a fall where the reference has too few events to fall from.
    """
    series = np.asarray(counts, dtype=np.float64)
    if series.ndim != 1:
        raise MeasureError(f"counts must be one number a week, not an array of shape {series.shape}")
    region = watch_region(series[:, np.newaxis], reference_weeks, exposure, direction)
    return region.dyads[0]


def watch_region(
    counts: ArrayLike, reference_weeks: int, exposure: ArrayLike | None = None, direction: Direction = "rise"
) -> RegionWatch:
    """One alarm over the dyads of a region: `counts` (weeks, dyads), `exposure` (weeks,), otherwise as for `watch`.

    A weighted mean of e-detectors is one again, whatever the dependence among them, so the alarm has the stated rate for the region as
    a whole. Dyads with too few events in the reference to fall from are left out of a watch for falls; MeasureError if all are.
    """
    table, weight = checked(counts, exposure)
    _check_reference(len(table), reference_weeks, weight)
    apart, together = (
        _watched(part, weight, reference_weeks, direction) for part in (table, table.sum(axis=1, keepdims=True))
    )
    columns = np.flatnonzero(apart.usable).tolist()
    if not columns:
        raise MeasureError(
            "the reference weeks have too few events for a fall to show: watch for a rise, or give more weeks"
        )
    mean = (apart.process[:, apart.usable].mean(axis=1) + together.process[:, 0]) / 2
    return RegionWatch(
        together.watch(0, direction), tuple(columns), tuple(apart.watch(place, direction) for place in columns),
        tuple(np.flatnonzero(~apart.usable).tolist()), tuple(mean.tolist()), *_alarms(mean),
    )  # fmt: skip


def e_bh(e_values: Sequence[float], level: float = LEVEL) -> tuple[int, ...]:
    """The places of the null hypotheses to reject so that the false discovery rate is at most `level` (Wang & Ramdas 2022).

    Valid whatever the dependence among the e-values. Of K, the r largest are rejected, r as large as the r-th is at least K / (level r).
    """
    if not 0 < level < 1:
        raise MeasureError(f"the level of e-BH is a share between 0 and 1, not {level}")
    values = np.asarray(e_values, dtype=np.float64)
    order = np.argsort(-values, kind="stable")
    enough = values[order] >= len(values) / (level * np.arange(1, len(values) + 1))
    rejected = int(np.flatnonzero(enough)[-1]) + 1 if enough.any() else 0
    return tuple(sorted(order[:rejected].tolist()))


def checked(counts: ArrayLike, exposure: ArrayLike | None) -> tuple[Floats, Floats]:
    """Counts (weeks, series) and exposure (weeks,), all ones where None is given, with a mean of one; MeasureError for what is none."""
    table = np.asarray(counts, dtype=np.float64)
    if table.ndim != 2 or table.size == 0:
        raise MeasureError(
            f"counts must be a table of weeks and dyads with at least one of each, not of shape {table.shape}"
        )
    if not np.isfinite(table).all() or (table < 0).any() or (table != np.floor(table)).any():
        raise MeasureError(
            "counts must be whole numbers of events, zero or more: fill or drop the weeks that have none"
        )
    weight = np.ones(len(table)) if exposure is None else np.asarray(exposure, dtype=np.float64)
    if weight.shape != (len(table),):
        raise MeasureError(f"exposure must be one number for each of {len(table)} weeks, not of shape {weight.shape}")
    if not np.isfinite(weight).all() or (weight < 0).any() or not weight.any():
        raise MeasureError("exposure must be finite, zero or more, and more than zero in some week")
    return table, weight / weight.mean()


def variance_ratio(counts: Floats, exposure: Floats) -> Floats:
    """Long-run variance over mean of each column of `counts` (weeks, series) about its rate times `exposure` (weeks,); at least 1.

    The long-run variance has Bartlett weights (Newey & West 1987) over six lags and is never below the plain one. A column
    without an event has ratio 1.
    """
    mean = counts.mean(axis=0)
    residual = counts - np.outer(exposure, counts.sum(axis=0) / exposure.sum())
    plain = (residual**2).mean(axis=0)
    total = plain.copy()
    for lag in range(1, min(LAGS, len(counts) - 1) + 1):
        total += 2 * (1 - lag / (LAGS + 1)) * (residual[lag:] * residual[:-lag]).sum(axis=0) / len(counts)
    ratio: Floats = np.maximum(np.maximum(total, plain) / np.where(mean > 0, mean, 1), 1)
    return ratio


def with_prior(ratio: Floats, weeks: int) -> Floats:
    """The variance ratio that `weeks` of data show, mixed with the prior weeks and never below what the data show."""
    return np.maximum(ratio, (weeks * ratio + PRIOR_WEEKS * PRIOR_RATIO) / (weeks + PRIOR_WEEKS))


@dataclass(frozen=True, slots=True)
class _Null:
    """Per dyad: the rate found and the null's rate per unit of exposure, variance over mean, dispersion; and what the weeks were."""

    found: Floats
    rate: Floats
    ratio: Floats
    dispersion: Floats
    weeks: int
    mean_exposure: float


@dataclass(frozen=True, slots=True)
class _Watched:
    """The null and the e-process (weeks watched, series) of each series, and which have enough in the reference."""

    null: _Null
    process: Floats
    usable: NDArray[np.bool_]

    def watch(self, place: int, direction: Direction) -> Watch:
        null, process = self.null, self.process[:, place]
        return Watch(
            direction, null.weeks, float(null.found[place] * null.mean_exposure),
            float(null.rate[place] * null.mean_exposure), float(null.ratio[place]), float(null.dispersion[place]),
            tuple(process.tolist()), *_alarms(process),
        )  # fmt: skip


def _watched(counts: Floats, exposure: Floats, reference_weeks: int, direction: Direction) -> _Watched:
    null = _null(counts[:reference_weeks], exposure[:reference_weeks], direction)
    usable = null.rate * null.mean_exposure >= (LEAST_RATE if direction == "fall" else 0)
    return _Watched(
        null, _e_process(counts[reference_weeks:], exposure[reference_weeks:], null, FACTORS[direction]), usable
    )


def _check_reference(weeks: int, reference_weeks: int, exposure: Floats) -> None:
    if not 0 < reference_weeks < weeks:
        raise MeasureError(
            f"{reference_weeks} reference weeks of {weeks} leave nothing to compare: name fewer than {weeks}"
        )
    seen = int(np.count_nonzero(exposure[:reference_weeks]))
    if seen < LEAST_REFERENCE:
        raise MeasureError(
            f"a reference needs {LEAST_REFERENCE} weeks in which something was read, not {seen}: begin earlier or give it more weeks"
        )


def _null(counts: Floats, exposure: Floats, direction: Direction) -> _Null:
    """The rate is a confidence limit of the reference's, on the side of the change: the null is composite, and this is its edge.

    Of many dyads the one whose rate or variance is most underestimated would give the alarm. So the limit is Bonferroni's, and no
    variance ratio is below the mean one of the dyads that have events.
    """
    seen = exposure > 0
    table, weight = counts[seen], exposure[seen]
    events, total = table.sum(axis=0), float(weight.sum())
    own = variance_ratio(table, weight)
    common = own[events > 0].mean() if events.any() else 1.0
    ratio = with_prior(np.maximum(own, common), len(table))
    clusters = events / ratio  # independent ones that would have the coefficient of variation of the events
    rate = _limit(clusters, direction, MISSED / len(events)) * ratio / total
    # The dispersion gives the reference weeks together, at their exposures and the null's rate, the variance ratio found.
    dispersion = rate * float((weight**2).sum()) / total / (ratio - 1)
    return _Null(events / total, rate, ratio, dispersion, len(table), total / len(table))


def _limit(events: Floats, direction: Direction, missed: float) -> Floats:
    """The limit above (rise) or below (fall) the mean of a Poisson count (Garwood 1936); above no events it is 2.3 for 0.1 missed."""
    if direction == "rise":
        return np.asarray(gamma.ppf(1 - missed, events + 1), dtype=np.float64)
    below = gamma.ppf(missed, np.where(events > 0, events, 1))
    return np.where(events > 0, np.maximum(below, 1e-9), 1e-9)  # not 0, which has no logarithm; such a dyad is left out


def _e_process(counts: Floats, exposure: Floats, null: _Null, factors: Sequence[float]) -> Floats:
    """Shiryaev-Roberts, M_t = (M_{t-1} + 1) e_t, for each factor by which the rate may have changed, and their mean."""
    mean = exposure[:, np.newaxis] * null.rate
    logs = np.stack([_log_e_values(counts, mean, null.dispersion, factor) for factor in factors])
    e_values = np.exp(np.minimum(logs, np.log(CEILING)))
    state = np.zeros((len(factors), counts.shape[1]))
    process = np.empty_like(counts)
    with np.errstate(over="ignore"):
        for week, seen in enumerate(exposure > 0):
            if seen:
                state = np.minimum((state + 1) * e_values[:, week], CEILING)
            process[week] = (state / len(factors)).sum(axis=0)
    return process


def _log_e_values(counts: Floats, mean: Floats, dispersion: Floats, factor: float) -> Floats:
    """The log of NB(count; factor mean, k) / NB(count; mean, k): the ratio's expectation is 1 at `mean`, less on the far side."""
    spread = np.log1p(factor * mean / dispersion) - np.log1p(mean / dispersion)
    logs: Floats = counts * np.log(factor) - (counts + dispersion) * spread
    return logs


def _alarms(process: Floats) -> tuple[int | None, tuple[int, ...], float]:
    above = tuple(np.flatnonzero(process >= ALARM).tolist())
    return above[0] if above else None, above, min(1.0, len(process) / ALARM)
