"""Who gives in first: against the conditions that the equilibrium meets, a simulation of it, and figures known beforehand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import sobol_indices, uniform

from standoff.errors import ModelError
from standoff.model.brinkmanship import Band, Ranges, Sides, band, concession

EVEN = ((0.7, 0.7), (0.7, 0.7))
TWICE = ((0.5, 2.0), (0.5, 2.0))
SOME = ((0.02, 0.3), (0.02, 0.3))

shares = st.floats(0.52, 0.95)
chances = st.floats(0.01, 0.6)
rates = st.floats(0.2, 5.0)
pairs = st.builds(
    Sides,
    st.tuples(shares, shares).map(np.array),
    st.tuples(rates, rates).map(np.array),
    st.tuples(chances, chances).map(np.array),
)


def test_equal_sides_wait_and_the_less_patient_gives_in_at_the_start():
    even = concession(Sides(np.array([0.7, 0.7]), np.array([1.0, 1.0]), np.array([0.1, 0.1])))
    assert even.at_once.tolist() == [0, 0]
    assert even.times == pytest.approx(np.log(10) / 0.75)  # 3.07
    assert even.first == pytest.approx([0.495, 0.495])
    uneven = concession(Sides(np.array([0.7, 0.7]), np.array([2.0, 1.0]), np.array([0.1, 0.1])))
    assert uneven.at_once == pytest.approx([1 - 0.1 * 0.1**-0.5, 0])  # .684


@settings(max_examples=200, deadline=None)
@given(pairs)
def test_each_is_just_willing_to_wait_and_both_are_known_to_be_committed_at_once(sides):
    found = concession(sides)
    other = slice(None, None, -1)
    surplus = sides.demands.sum() - 1  # what a side gains when the other gives in
    assert found.hazards[other] * surplus == pytest.approx(sides.impatience * (1 - sides.demands[other]))
    end = found.times.min()
    still = (1 - found.at_once) * np.exp(-found.hazards * end)
    assert still == pytest.approx(sides.committed)
    assert found.at_once.min() == 0
    assert found.first.sum() + found.never == pytest.approx(1)


def test_the_chance_is_the_share_of_runs():
    sides = Sides(np.array([0.8, 0.6]), np.array([1.0, 0.4]), np.array([0.05, 0.2]))
    found = concession(sides)
    rng = np.random.default_rng(7)
    runs = 400_000
    at_once = rng.random((runs, 2)) < found.at_once
    when = np.where(at_once, 0.0, rng.exponential(1 / found.hazards, (runs, 2)))
    when[when > found.times.min()] = np.inf
    first = np.array([(when[:, 0] < when[:, 1]).mean(), (when[:, 1] < when[:, 0]).mean()])
    assert first == pytest.approx(found.first, abs=4 * 0.5 / np.sqrt(runs))
    assert np.isinf(when).all(axis=1).mean() == pytest.approx(found.never, abs=0.001)


@settings(max_examples=100, deadline=None)
@given(pairs, st.floats(1.05, 1.5))
def test_the_less_patient_and_the_less_committed_are_likelier_to_give_in(sides, factor):
    first = concession(sides).first[0]
    hurried = Sides(sides.demands, sides.impatience * [factor, 1.0], sides.committed)
    assert concession(hurried).first[0] >= first - 1e-12
    firmer = Sides(sides.demands, sides.impatience, sides.committed * [factor, 1.0])
    assert concession(firmer).first[0] <= first + 1e-12


def test_swapping_the_sides_swaps_the_answer():
    sides = Sides(np.array([0.8, 0.6]), np.array([1.0, 0.4]), np.array([0.05, 0.2]))
    swapped = Sides(sides.demands[::-1], sides.impatience[::-1], sides.committed[::-1])
    assert concession(swapped).first == pytest.approx(concession(sides).first[::-1])


def test_of_unknown_inputs_little_can_be_said():
    """Median .48, middle 90 % from .08 to .91, whatever the demands if they are equal (balance note, 4d)."""
    found = band(Ranges(EVEN, TWICE, SOME))
    assert (found.low, found.median, found.high) == pytest.approx((0.08, 0.48, 0.91), abs=0.005)
    assert [(pull.input, pull.side) for pull in found.pulls[:2]] == [("committed", 0), ("committed", 1)]
    greedy = band(Ranges(((0.9, 0.9), (0.9, 0.9)), TWICE, SOME))
    assert (greedy.low, greedy.median, greedy.high) == pytest.approx((found.low, found.median, found.high))


def test_shares_of_variance_are_those_that_scipy_finds_another_way():
    found = {(pull.input, pull.side): pull.share for pull in band(Ranges(EVEN, TWICE, SOME)).pulls}

    def chance(inputs: np.ndarray) -> np.ndarray:
        impatience, committed = inputs[:2].T, inputs[2:].T
        return concession(Sides(np.full_like(impatience, 0.7), impatience, committed)).first[:, 0]

    dists = [*[uniform(0.5, 1.5)] * 2, *[uniform(0.02, 0.28)] * 2]
    expected = sobol_indices(func=chance, n=2**13, dists=dists, rng=np.random.default_rng(0)).first_order
    order = [("impatience", 0), ("impatience", 1), ("committed", 0), ("committed", 1)]
    assert set(found) == set(order)
    assert [found[key] for key in order] == pytest.approx(expected, abs=0.01)


def test_ends_of_a_range_show_which_way_it_pulls():
    pulls = {(pull.input, pull.side): pull for pull in band(Ranges(EVEN, TWICE, SOME)).pulls}
    assert pulls["committed", 0].at_lowest > 0.75
    assert pulls["committed", 0].at_highest < 0.35
    assert pulls["impatience", 0].at_lowest < pulls["impatience", 0].at_highest


def test_the_seed_is_all_the_chance_there_is():
    ranges = Ranges(((0.6, 0.9), (0.6, 0.9)), TWICE, SOME)
    assert band(ranges, seed=3) == band(ranges, seed=3)
    assert band(ranges, seed=3) != band(ranges, seed=4)
    assert band(ranges, seed=3).median == pytest.approx(band(ranges, seed=4).median, abs=0.01)


def test_where_all_is_known_the_band_is_the_chance():
    one = ((1.0, 1.0), (1.0, 1.0))
    chance = concession(Sides(np.full(2, 0.7), np.ones(2), np.full(2, 0.1))).first[0]
    assert band(Ranges(EVEN, one, ((0.1, 0.1), (0.1, 0.1)))) == Band(chance, chance, chance, ())


@pytest.mark.parametrize(
    ("demands", "impatience", "committed", "problem"),
    [
        ((0.5, 0.5), (1, 1), (0.1, 0.1), "both can be met"),
        ((1.0, 0.5), (1, 1), (0.1, 0.1), "between 0 and 1"),
        ((0.7, 0.7), (1, 1), (0.0, 0.1), "between 0 and 1"),
        ((0.7, 0.7), (1, 1), (0.1, np.nan), "between 0 and 1"),
        ((0.7, 0.7), (0, 1), (0.1, 0.1), "positive rate"),
        ((0.7, 0.7), (np.inf, 1), (0.1, 0.1), "positive rate"),
        ((0.7, 0.7, 0.7), (1, 1), (0.1, 0.1), "two sides"),
    ],
)
def test_inputs_that_make_no_sense_are_refused(demands, impatience, committed, problem):
    with pytest.raises(ModelError, match=problem):
        concession(Sides(np.array(demands), np.array(impatience), np.array(committed)))


def test_ranges_are_checked_at_both_ends():
    with pytest.raises(ModelError, match="lowest, highest"):
        band(Ranges(EVEN, ((2.0, 0.5), (0.5, 2.0)), SOME))
    with pytest.raises(ModelError, match="both can be met"):
        band(Ranges(((0.4, 0.9), (0.4, 0.9)), TWICE, SOME))
    with pytest.raises(ModelError, match="between 0 and 1"):
        band(Ranges(EVEN, TWICE, ((0.02, 1.0), (0.02, 0.3))))
