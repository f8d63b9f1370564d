"""Made series into the figures of docs/methods/change.md: `PYTHONPATH=src python -m tests.measure.figures` prints its tables."""

from __future__ import annotations

import argparse

import numpy as np

from standoff.errors import MeasureError
from standoff.measure import change
from standoff.measure.change import watch, watch_region
from standoff.measure.dating import date_changes
from tests.measure.series import GENERATORS, changed, hawkes, over_dispersed, slow_hawkes

WATCHED = 104
BEFORE = 52  # watched weeks in which nothing changes, where a change is to be detected
REFERENCES = (8, 13, 26, 52, 104)
ALL = {**GENERATORS, "Hawkes, 28 days": slow_hawkes}


def alarms(counts, reference, direction="rise"):
    """The first alarm of each series watched by itself; None also where the watch is refused."""
    return [_alarm(series, reference, direction) for series in counts.T]


def _alarm(series, reference, direction):
    try:
        return watch(series, reference, direction=direction).alarm
    except MeasureError:
        return None


def plain_alarms(counts, reference, direction="rise"):
    """The same with the plainer null to compare with: mean + 1.28 standard errors, k = edge^2 / (variance - mean), no prior weeks."""
    early, weight = counts[:reference].astype(float), np.ones(len(counts))
    mean = np.maximum(early.mean(axis=0), 1e-9)
    variance = mean * change.variance_ratio(early, weight[:reference])
    edge = mean + 1.28 * np.sqrt(variance / reference)
    dispersion = edge**2 / np.maximum(variance - mean, 1e-9)
    null = change._Null(mean, edge, variance / mean, dispersion, reference, 1.0)
    process = change._e_process(counts[reference:].astype(float), weight[reference:], null, change.FACTORS[direction])
    return [change._alarms(series)[0] for series in process.T]


def false_alarms(generator, reference, direction="rise", mean=3.0, *, series=1000, seed=1, by=alarms):
    """The share of series without a change that raise an alarm within 104 weeks; those that are refused raise none."""
    counts = generator(np.random.default_rng(seed), changed(reference + WATCHED, series, mean))
    return sum(alarm is not None for alarm in by(counts, reference, direction)) / series


def detection(generator, reference, factor, direction="rise", *, series=1000, seed=2, by=alarms):
    """The share detected within 52 weeks of those without an alarm before, and the median delay (0: the first week of the change)."""
    means = changed(reference + 2 * BEFORE, series, 3.0, reference + BEFORE, factor)
    weeks = by(generator(np.random.default_rng(seed), means), reference, direction)
    quiet = [week for week in weeks if week is None or week >= BEFORE]
    delays = [week - BEFORE for week in quiet if week is not None]
    return len(delays) / len(quiet), median(delays)


def dating(generator, factor, weeks=208, mean=3.0, *, series=150, seed=3):
    """Of series that change in the middle: the shares with any change dated and with exactly one, and the median error in weeks."""
    table = generator(np.random.default_rng(seed), changed(weeks, series, mean, weeks // 2, factor))
    cuts = [[segment.start for segment in date_changes(column)][1:] for column in table.T]
    errors = [min(abs(cut - weeks // 2) for cut in found) for found in cuts if found]
    return len(errors) / series, sum(len(found) == 1 for found in cuts) / series, median(errors)


def median(values):
    return float(np.median(values)) if values else float("nan")


def regions(
    generator, *, dyads=20, reference=104, moved=0, factor=1.0, kind="alike", direction="rise", series=100, seed=4
):
    """Watched regions in which `factor` applies to the first `moved` dyads after 52 weeks.

    Each dyad has 3 events a week; or ("uneven") from 0.2 to 10; or ("driven") all are multiplied by one rate that changes every
    four weeks, with a standard deviation of a third.
    """
    rng = np.random.default_rng(seed)
    for _ in range(series):
        means = changed(reference + 2 * BEFORE, dyads, 3.0)
        if kind == "uneven":
            means *= np.geomspace(0.2, 10, dyads)[rng.permutation(dyads)] / 3
        elif kind == "driven":
            means *= rng.gamma(9, 1 / 9, (len(means) // 4 + 1, 1)).repeat(4, axis=0)[: len(means)]
        means[reference + BEFORE :, :moved] *= factor
        yield watch_region(generator(rng, means), reference, direction=direction)


def naming(generator, moved, factor, direction="rise", series=100):
    """Of regions in which `moved` of 20 dyads change: share detected, median delay, and mean numbers named.

    The numbers are of dyads named rightly and wrongly in the week of the alarm, then in the last week.
    """
    watched = list(regions(generator, moved=moved, factor=factor, direction=direction, series=series))
    quiet = [region for region in watched if region.alarm is None or region.alarm >= BEFORE]
    late = [region for region in quiet if region.alarm is not None]
    named = [(region.changed(region.alarm), region.changed(2 * BEFORE - 1)) for region in late]
    counted = [(sum(c < moved for c in cell), sum(c >= moved for c in cell)) for pair in named for cell in pair]
    numbers = np.reshape(counted, (-1, 4)).mean(axis=0).tolist()
    return len(late) / len(quiet), median([region.alarm - BEFORE for region in late]), numbers


def print_alarms():
    cases = [(alarms, direction, mean) for direction in ("rise", "fall") for mean in (3.0, 0.5, 10.0)]
    for by, direction, mean in (*cases, (plain_alarms, "rise", 3.0)):
        print(f"\nfalse alarms in {WATCHED} weeks, {by.__name__}, {direction}, mean {mean} a week")
        for reference in REFERENCES:
            shares = [false_alarms(g, reference, direction, mean, by=by) for g in ALL.values()]
            print(reference, *(f"{share:.2f}" for share in shares), sep=" | ")


def print_detection():
    for by, direction, factors in (
        (alarms, "rise", (2, 3)),
        (plain_alarms, "rise", (2, 3)),
        (alarms, "fall", (0.5, 0.2)),
    ):
        print(f"\nshare detected, median delay, {by.__name__}, {direction}, factors {factors}")
        for reference in REFERENCES:
            cells = [[detection(g, reference, f, direction, by=by) for f in factors] for g in ALL.values()]
            print(
                reference,
                *(" / ".join(f"{share:.2f}, {delay:.0f}" for share, delay in cell) for cell in cells),
                sep=" | ",
            )


def print_what_breaks_it():
    print("\nalarms in 104 weeks where the rate is not constant or the clusters are larger: rise | fall")
    for branching in (0.7, 0.8):
        for reference in (26, 104):
            _print_case(
                f"Hawkes, branching {branching}", reference, lambda rng, means, b=branching: hawkes(rng, means, b)
            )
    for name, shape in SHAPES.items():
        for reference in (26, 104):
            _print_case(
                name, reference, lambda rng, means, s=shape, n=reference: over_dispersed(rng, means * s(len(means), n))
            )


def _print_case(name, reference, generator):
    shares = [false_alarms(generator, reference, direction) for direction in ("rise", "fall")]
    print(name, reference, *(f"{share:.2f}" for share in shares), sep=" | ")


def _season(size):
    return lambda weeks, _: 1 + size * np.sin(2 * np.pi * np.arange(weeks) / 52)[:, np.newaxis]


def _ramp(gain):
    return lambda weeks, reference: 1 + gain * np.clip(np.arange(weeks) - reference, 0, 104)[:, np.newaxis] / 104


def _wander(weeks, _):
    steps = np.random.default_rng(5).normal(0, 0.1, (weeks // 4 + 1, 1000))
    return np.exp(steps.cumsum(axis=0)).repeat(4, axis=0)[:weeks]


SHAPES = {
    "season of 52 weeks, 30 % up and down": _season(0.3),
    "season of 52 weeks, 50 % up and down": _season(0.5),
    "ramp to x1.5 over the 104 weeks": _ramp(0.5),
    "ramp to x2 over the 104 weeks": _ramp(1.0),
    "twice the coverage after 26 weeks, no exposure given": lambda weeks, n: (
        1.0 + (np.arange(weeks) >= n + 26)[:, np.newaxis]
    ),
    "rate wanders by 10 % every four weeks": _wander,
}


def print_regions():
    for dyads in (20, 100):
        print(f"\nregions of {dyads} dyads: share with an alarm in 104 weeks without a change")
        for kind in ("alike", "uneven", "driven"):
            for reference, direction in ((26, "rise"), (104, "rise"), (104, "fall")):
                case = {"dyads": dyads, "reference": reference, "kind": kind, "direction": direction}
                shares = [np.mean([region.alarm is not None for region in regions(g, **case)]) for g in ALL.values()]
                print(kind, reference, direction, *(f"{share:.2f}" for share in shares), sep=" | ")


def print_naming():
    print("\nregions of 20 dyads: detected, delay | named rightly and wrongly at the alarm | and in the last week")
    for moved, factor, direction in ((1, 3, "rise"), (5, 3, "rise"), (20, 2, "rise"), (5, 0.2, "fall")):
        for name, generator in ALL.items():
            share, delay, (right, wrong, last_right, last_wrong) = naming(generator, moved, factor, direction)
            told = (f"{share:.2f}, {delay:.0f}", f"{right:.1f}, {wrong:.2f}", f"{last_right:.1f}, {last_wrong:.2f}")
            print(f"{moved} x{factor}", name, *told, sep=" | ")


def print_dating():
    for weeks, mean in ((104, 3.0), (208, 3.0), (416, 3.0), (208, 0.3)):
        print(f"\ndating {weeks} weeks, mean {mean}: any dated, exactly one, median error, for factors 1, 2, 3, 1/3")
        for name, generator in ALL.items():
            cells = [dating(generator, factor, weeks, mean) for factor in (1, 2, 3, 1 / 3)]
            print(name, *(f"{some:.2f}, {one:.2f}, {error:.0f}" for some, one, error in cells), sep=" | ")


TABLES = {
    "alarms": print_alarms, "detection": print_detection, "breaks": print_what_breaks_it,
    "regions": print_regions, "naming": print_naming, "dating": print_dating,
}  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", nargs="*", help=", ".join(TABLES))
    for table in parser.parse_args().table or TABLES:
        TABLES[table]()
