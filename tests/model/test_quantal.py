"""Equilibria of 2 x 2 games: against what equilibrium means, all fixed points found on a grid, and figures known beforehand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq
from scipy.special import expit

from standoff.errors import ModelError
from standoff.model.quantal import Payoffs, Profile, nash, quantal

FIRM = np.array([[-5.0, 4.0], [0.0, 2.0]])  # first: stand firm; a crash costs 5
CHICKEN = Payoffs(FIRM, FIRM.T)
LATE = Payoffs(np.array([[-0.1, -0.8], [0.0, 0.0]]), np.array([[3.0, 0.0], [0.0, 0.05]]))  # its branch turns back

payoffs = st.builds(
    lambda seed: Payoffs(*np.random.default_rng(seed).normal(size=(2, 2, 2))),
    st.integers(0, 2**32 - 1),
)


def gains(game: Payoffs, at: Profile) -> tuple[float, float]:
    """What the first action pays more than the second, from the tables."""
    others = np.array([at.column, 1 - at.column]), np.array([at.row, 1 - at.row])
    row = game.row @ others[0]
    column = others[1] @ game.column
    return float(row[0] - row[1]), float(column[0] - column[1])


def fixed_points(game: Payoffs, precision: float) -> list[Profile]:
    """All, by the row player's log odds."""

    def answer(odds: float) -> tuple[Profile, float]:
        row = float(expit(odds))
        column = float(expit(precision * gains(game, Profile(row, 0.5))[1]))
        return Profile(row, column), precision * gains(game, Profile(0.5, column))[0] - odds

    most = precision * float(np.abs(game.row[0] - game.row[1]).max()) + 1
    grid = np.linspace(-most, most, 4001)
    off = np.array([answer(odds)[1] for odds in grid])
    crossings = np.flatnonzero(np.sign(off[:-1]) != np.sign(off[1:]))
    return [answer(brentq(lambda odds: answer(odds)[1], grid[k], grid[k + 1], xtol=1e-13))[0] for k in crossings]


def close(one: Profile, other: Profile, within: float = 1e-7) -> bool:
    return abs(one.row - other.row) < within and abs(one.column - other.column) < within


def test_chicken_has_three_equilibria_and_errors_lead_to_the_mixed_one():
    mixed = Profile(pytest.approx(2 / 7), pytest.approx(2 / 7))
    assert nash(CHICKEN) == (Profile(1.0, 0.0), Profile(0.0, 1.0), mixed)
    found = quantal(CHICKEN, np.array([0, 0.1, 0.3, 1, 3]))
    assert [at.row for at in found] == pytest.approx([0.5, 0.468, 0.427, 0.365, 0.321], abs=0.0006)
    assert [at.row for at in found] == pytest.approx([at.column for at in found])


def test_even_players_stay_even_past_the_point_where_the_uneven_branches_leave():
    assert len(fixed_points(CHICKEN, 3.0)) == 3
    (far,) = quantal(CHICKEN, np.array([200.0]))
    assert close(far, Profile(2 / 7, 2 / 7), 0.01)
    assert far.row == pytest.approx(far.column)


@settings(max_examples=200, deadline=None)
@given(payoffs)
def test_nash_equilibria_leave_nothing_to_gain_and_are_one_or_three(game):
    found = nash(game)
    assert len(found) in {1, 3}
    assert len(set(found)) == len(found)
    for at in found:
        for chance, gain in zip((at.row, at.column), gains(game, at), strict=True):
            assert (chance == 1 and gain >= 0) or (chance == 0 and gain <= 0) or abs(gain) < 1e-9


def test_matching_pennies_is_mixed_only_and_a_dilemma_pure_only():
    even = np.array([[1.0, -1.0], [-1.0, 1.0]])
    assert nash(Payoffs(even, -even)) == (Profile(0.5, 0.5),)
    dilemma = np.array([[3.0, 0.0], [5.0, 1.0]])
    assert nash(Payoffs(dilemma, dilemma.T)) == (Profile(0.0, 0.0),)


def test_where_nothing_depends_on_an_action_every_pure_profile_is_an_equilibrium_and_errors_are_even():
    nothing = Payoffs(np.ones((2, 2)), np.ones((2, 2)))
    assert len(nash(nothing)) == 4
    assert quantal(nothing, np.array([0.0, 5.0])) == (Profile(0.5, 0.5),) * 2


@pytest.mark.parametrize("seed", range(30))
def test_the_branch_is_at_a_fixed_point_the_only_one_where_there_is_one(seed):
    rng = np.random.default_rng(seed)
    game, precision = Payoffs(*rng.normal(size=(2, 2, 2))), float(rng.uniform(0.1, 4.0))
    (found,) = quantal(game, np.array([precision]))
    known = fixed_points(game, precision)
    assert any(close(found, at) for at in known)
    assert len(known) > 1 or close(found, known[0])


@pytest.mark.parametrize("seed", range(8))
def test_the_branch_starts_at_blind_chance_and_has_no_gaps(seed):
    game = Payoffs(*np.random.default_rng(seed).normal(size=(2, 2, 2)))
    found = np.array([(at.row, at.column) for at in quantal(game, np.linspace(0, 3, 41))])
    assert found[0].tolist() == [0.5, 0.5]
    assert np.abs(np.diff(found, axis=0)).max() < 0.1


def test_a_branch_that_turns_back_is_given_where_it_first_passes():
    precisions = np.array([2.0, 10.0, 20.0, 25.0])
    all_four = [fixed_points(LATE, precision) for precision in precisions.tolist()]
    assert [len(known) for known in all_four] == [1, 3, 3, 1]
    found = quantal(LATE, precisions)
    for at, known in zip(found, all_four, strict=True):
        assert close(at, max(known, key=lambda one: one.column))
    assert found[2].column > 0.99
    assert found[3].column < 0.3
    assert nash(LATE) == (Profile(0.0, 0.0),)


def test_order_and_repetition_of_precisions_do_not_matter():
    one, two, again = quantal(CHICKEN, np.array([3.0, 0.1, 3.0]))
    assert (one, two) == (again, quantal(CHICKEN, np.array([0.1]))[0])


def test_the_unit_of_payoffs_is_taken_out_by_the_precision():
    cents = Payoffs(CHICKEN.row * 100, CHICKEN.column * 100)
    assert quantal(cents, np.array([0.01]))[0].row == pytest.approx(quantal(CHICKEN, np.array([1.0]))[0].row)


@pytest.mark.parametrize("precision", [-1.0, np.inf, np.nan])
def test_precisions_that_make_no_sense_are_refused(precision):
    with pytest.raises(ModelError, match="from 0"):
        quantal(CHICKEN, np.array([precision]))


def test_a_precision_beyond_what_numbers_tell_apart_is_refused():
    far = Payoffs(np.array([[1e9, 0.0], [0.0, 1.0]]), np.array([[1e-9, 0.0], [0.0, 1.0]]))
    with pytest.raises(ModelError, match="could not be followed"):
        quantal(far, np.array([1e9]))


def test_payoffs_that_do_not_fit_are_refused():
    with pytest.raises(ModelError, match="2 x 2"):
        Payoffs(np.zeros((2, 3)), np.zeros((2, 2)))
    with pytest.raises(ModelError, match="2 x 2"):
        Payoffs(np.full((2, 2), np.nan), np.zeros((2, 2)))
