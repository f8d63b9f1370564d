"""What is said of excitation, as a whole: without any, with regimes and growth, with many streams, and of short records."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.model.process.baseline import BaselineOptions
from standoff.model.process.branching import branching
from standoff.model.process.decay import profiled
from standoff.model.process.excitation import CHANCE, Excitation, by_spacing, excitation
from standoff.model.process.influence import influences
from standoff.model.process.pointprocess import counted
from tests.model.simulated import (
    CONSTANT,
    DGP3,
    LAG,
    RATES,
    TEN_YEARS,
    THREE_YEARS,
    day_binned,
    outside_of,
    poisson_counts,
    scaled,
)

T = np.arange(TEN_YEARS)
RATE = {
    "constant": np.ones(TEN_YEARS),
    "weekly": 1 + 0.6 * np.sin(2 * np.pi * T / 7),
    "growth": 0.3 * (1 + 9 * T / TEN_YEARS),
    "regimes": np.where(T < TEN_YEARS / 3, 0.5, np.where(T < 2 * TEN_YEARS / 3, 5.0, 1.0)),
}
OPTIONS = {
    "constant": BaselineOptions(None),
    "weekly": BaselineOptions(None),
    "growth": BaselineOptions(182.0),
}


def without_excitation(kind, seed, options=None, streams=2):
    rng = np.random.default_rng(seed)
    counts = counted(poisson_counts(RATE[kind], streams, rng))
    return excitation(counts, options or OPTIONS[kind], rng, 8)


def figures(kind, records):
    """Mean reported rho, how often `chance` says that something is set off, and the share of records with links named, and with zero in the interval."""
    found = [without_excitation(kind, seed) for seed in range(records)]
    return (
        np.mean([one.radius.value for one in found]),
        np.mean([one.chance < CHANCE for one in found]),
        np.mean([one.links.any() for one in found]),
        np.mean([one.radius.low == 0 for one in found]),
    )


@pytest.mark.slow
@pytest.mark.parametrize("kind", OPTIONS)
def test_nothing_is_found_where_nothing_is_set_off(kind):
    """Check 10, and how often the page would say otherwise."""
    radius, fires, links, zero_held = figures(kind, 20)
    assert radius < (0.12 if kind == "constant" else 0.10)  # .083 with an error of .009 in 100 records
    assert fires <= 0.15
    assert links <= fires
    assert zero_held >= 0.9


def test_a_weekly_cycle_without_weekday_terms_is_taken_for_excitation():
    """Pitfall 1: .27 there, and why weekdays are in by default."""
    assert BaselineOptions().weekdays
    rng = np.random.default_rng(0)
    counts = counted(poisson_counts(RATE["weekly"], 2, rng))
    assert excitation(counts, CONSTANT, rng, 8).radius.value > 0.15


def curve(kind, records):
    """Rho as fitted and as reported, and the chance, from the stiffest baseline to the most flexible; shapes (records, spacings)."""
    fitted, radii, chances = [], [], []
    for seed in range(records):
        rng = np.random.default_rng(seed)
        found = by_spacing(counted(poisson_counts(RATE[kind], 2, rng)), weekdays=True, rng=rng)
        fitted.append([one.branching.radius.value for one in found])
        radii.append([one.radius.value for one in found])
        chances.append([one.chance for one in found])
    return np.array(fitted), np.array(radii), np.array(chances)


@pytest.mark.slow
def test_regimes_without_excitation_show_as_a_curve_that_falls_along_the_knots():
    """Check 11. As fitted .98, .72 and .37 for a constant rate, half a year and a quarter (.95, .77 and .43 in the note). The correction simulates
    records in which excitation is real, and so puts back what a flexible baseline took: .99, .86 and .57 are reported.
    """
    fitted, radii, chances = curve("regimes", 3)
    constant, two_years, year, half, quarter, two_months = fitted.mean(axis=0)
    assert constant > two_years > year > half > quarter > two_months
    assert constant > 0.9
    assert 0.65 <= half <= 0.82
    assert quarter <= 0.48
    constant, two_years, year, half, quarter, two_months = radii.mean(axis=0)
    assert min(constant, two_years) > max(year, half) > max(quarter, two_months)
    assert constant - half > 0.1
    assert half - quarter > 0.15
    assert (chances[:, 0] < 1e-6).all()


@pytest.mark.slow
def test_true_excitation_stays_along_the_curve():
    """The other side of check 11: of a true rho of .70 at a constant rate no spacing down to half a year makes much less."""
    found = by_spacing(
        counted(day_binned(DGP3, outside_of(DGP3), LAG, TEN_YEARS, np.random.default_rng(0))),
        weekdays=True,
        rng=np.random.default_rng(0),
    )
    assert [one.options.knot_days for one in found] == [None, 730.0, 365.0, 182.0, 91.0, 61.0]
    for one in found[:4]:
        assert abs(one.radius.value - 0.7) < 0.05
        assert one.radius.low < 0.7 < one.radius.high
        assert one.chance < 1e-6
        assert one.corrected


def small(streams, radius, days, events, records):
    """Share of records whose interval of rho holds the truth, and the median width; a mean lag of three days."""
    gains = np.eye(1) * radius if streams == 1 else scaled(DGP3, radius) if radius else np.zeros((3, 3))
    outside = np.maximum(outside_of(gains, np.full(streams, events / days / streams)), 0.002)
    held, widths = [], []
    for seed in range(records):
        rng = np.random.default_rng(seed)
        record = day_binned(gains, outside, 3.0, days, rng)
        if record.sum() < 5:
            continue
        found = excitation(counted(record), BaselineOptions(182.0), rng, 12).radius
        held.append(found.low <= radius <= found.high)
        widths.append(found.high - found.low)
    return np.mean(held), np.median(widths)


SMALL = [
    (streams, radius, days, events)
    for streams in (1, 3)
    for radius in (0.0, 0.5, 0.8)
    for days, events in ((120, 100), (365, 200), (1095, 1000))
]


@pytest.mark.slow
def test_intervals_of_short_records_hold_the_truth():
    """One stream and three, 100 to 1,000 events: .80 to 1.0 of them from cell to cell, since intervals go over every lag that is not refused."""
    shares = [small(*cell, 20)[0] for cell in SMALL]
    assert np.min(shares) >= 0.70  # .80 measured; an error of .09
    assert np.mean(shares) >= 0.86  # .90 measured; an error of .016


@pytest.mark.slow
def test_links_that_are_there_are_named_and_few_others():
    right, wrong, named = 0, 0, 0
    for seed in range(8):
        rng = np.random.default_rng(seed)
        counts = counted(day_binned(DGP3, outside_of(DGP3), LAG, TEN_YEARS, rng))
        found = excitation(counts, CONSTANT, rng, 2).links
        right += found[DGP3 > 0].mean() / 8
        wrong += found[DGP3 == 0].sum()
        named += found.sum()
    assert right >= 0.8
    assert wrong / named <= 0.1


@pytest.fixture(scope="module")
def whole() -> Excitation:
    rng = np.random.default_rng(0)
    return excitation(counted(day_binned(DGP3, outside_of(DGP3), LAG, THREE_YEARS, rng)), CONSTANT, rng)


def test_parts_fit_together(whole):
    profile = profiled(whole.profile.fit.counts, CONSTANT)
    said = branching(profile.fit, influences(profile.fit, decay_estimated=True))
    assert whole.profile.losses == profile.losses
    np.testing.assert_allclose(whole.branching.gains, said.gains)
    for one in (whole.radius, whole.share):
        assert 0 <= one.low <= one.value <= one.high
    assert whole.corrected
    assert whole.radius.low < 0.7 < whole.radius.high
    assert whole.share.low < 1 - outside_of(DGP3).sum() / RATES.sum() < whole.share.high
    assert whole.chance < 1e-6


def test_the_same_seed_gives_the_same_figures(whole):
    again = excitation(whole.profile.fit.counts, CONSTANT, np.random.default_rng(0))
    other = excitation(whole.profile.fit.counts, CONSTANT, np.random.default_rng(0))
    assert (again.radius, again.share, again.chance) == (other.radius, other.share, other.chance)
