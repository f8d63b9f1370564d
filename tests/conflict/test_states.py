"""States, moves and likings against brute force, and published conflicts whose equilibria are known."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.conflict.parsing import parse
from standoff.conflict.states import ALIKE, BETTER, MOST_STATES, UNKNOWN, WORSE, likings, likings_of, states
from standoff.conflict.types import Basis, Conflict, Final, Pattern, Preference
from standoff.errors import ConflictError
from standoff.model.stability import game
from tests.conflict.made import conflicts, options_only


def patterns(conflict: Conflict, *texts: str) -> tuple[Pattern, ...]:
    ids = [option.id for option in conflict.options]
    return tuple(Pattern(parse(text, ids), 7) for text in texts)


def nash(moves: np.ndarray, liked: np.ndarray) -> list[int]:
    return np.flatnonzero(~(moves & (liked == BETTER)).any(axis=(0, 2))).tolist()


def ranked(*best_first: list[int]) -> np.ndarray:
    """Likings of states by the numbers that they have in rankings."""
    ranks = np.array([[-ranking.index(n) for n in range(len(ranking))] for ranking in best_first], dtype=float)
    return game.likings(ranks)


def test_codes_are_those_of_the_model():
    assert (WORSE, ALIKE, BETTER, UNKNOWN) == (game.WORSE, game.ALIKE, game.BETTER, game.UNKNOWN)


def test_order_and_labels():
    found = states(options_only(False, True))
    assert found.taken.tolist() == [[False, False], [True, False], [False, True], [True, True]]
    assert [found.label(n) for n in range(4)] == ["nothing", "O0", "O1", "O0 + O1"]
    assert found.now == 2


@settings(max_examples=30, deadline=None)
@given(conflicts())
def test_moves_by_brute_force(conflict):
    found = states(conflict)
    feasible = [
        s for s in (s[::-1] for s in product((False, True), repeat=len(conflict.options)))
        if not any(p.when.holds(np.array([s]))[0] for p in conflict.infeasible)
    ]  # fmt: skip
    group = _groups(conflict, feasible)
    first = sorted(set(group))
    assert found.taken.tolist() == [list(feasible[n]) for n in first]
    assert first[found.now] == group[feasible.index(tuple(option.now for option in conflict.options))]
    expected = np.zeros_like(found.moves)
    for place, maker in enumerate(conflict.makers):
        for a, b in product(range(len(feasible)), repeat=2):
            if group[a] != group[b] and _reaches(conflict, maker.id, feasible[a], feasible[b]):
                expected[place, first.index(group[a]), first.index(group[b])] = True
    assert (found.moves == expected).all()


def _groups(conflict: Conflict, feasible: list[tuple[bool, ...]]) -> list[int]:
    group = list(range(len(feasible)))
    for _ in feasible:  # until nothing changes
        for pattern in conflict.same:
            together = [n for n, s in enumerate(feasible) if pattern.when.holds(np.array([s]))[0]]
            joined = {group[n] for n in together}
            group = [min(joined) if g in joined else g for g in group]
    return group


def _reaches(conflict: Conflict, maker: str, before: tuple[bool, ...], after: tuple[bool, ...]) -> bool:
    for option, old, new in zip(conflict.options, before, after, strict=True):
        if old != new and (option.of != maker or option.final == {True: Final.TAKEN, False: Final.LEFT}[old]):
            return False
    return True


def test_final_options():
    conflict = options_only(False, False, final=(Final.TAKEN, Final.LEFT))
    (moves,) = states(conflict).moves
    assert moves.astype(int).tolist() == [[0, 1, 0, 0], [0, 0, 0, 0], [1, 1, 0, 1], [0, 1, 0, 0]]


def test_too_many_states():
    conflict = options_only(*[False] * 10)
    assert len(states(replace(conflict, infeasible=patterns(conflict, "o0"))).taken) == MOST_STATES
    with pytest.raises(ConflictError, match=r"1,024 combinations .* more than the 512 .* \[\[infeasible\]\]"):
        states(conflict)


def test_infeasible_status_quo():
    conflict = options_only(True, False)
    with pytest.raises(ConflictError, match=r"made.toml:7: .* holds in the status quo"):
        states(replace(conflict, infeasible=patterns(conflict, "not o0", "o0 and not o1")))


def test_elmira():
    """Hipel, Fang, Kilgour & Haight 1993: groundwater in Elmira, Ontario. Abandoning ends it; an order modified stays so, delay once left is over."""
    of = ("ministry", "firm", "firm", "firm", "council")  # modify, delay, accept, abandon, insist
    final = (Final.TAKEN, Final.LEFT, Final.NEVER, Final.TAKEN, Final.NEVER)
    conflict = options_only(False, True, False, False, False, of=of, final=final)
    one_of_three = ("not (o1 or o2 or o3)", "o1 and o2", "o3 and (o1 or o2)")
    conflict = replace(conflict, infeasible=patterns(conflict, *one_of_three), same=patterns(conflict, "o3"))
    found = states(conflict)
    published = [1, 2, 3, 4, 9, 5, 6, 7, 8]  # as the literature numbers the states, in the order of theirs here
    numbers = (found.taken @ 2 ** np.arange(5)).tolist()
    assert numbers == [2, 3, 4, 5, 8, 18, 19, 20, 21]
    rankings = ([7, 3, 4, 8, 5, 1, 2, 6, 9], [1, 4, 8, 5, 9, 3, 7, 2, 6], [7, 3, 5, 1, 8, 6, 4, 2, 9])
    liked = ranked(*[[published.index(n) for n in ranking] for ranking in rankings])
    assert sorted(published[n] for n in nash(found.moves, liked)) == [5, 8, 9]
    assert published[found.now] == 1


@pytest.mark.parametrize(("airstrike", "expected"), [(Final.NEVER, []), (Final.TAKEN, [5])])
def test_cuba(airstrike, expected):
    """Fraser & Hipel 1984: the missile crisis of 1962; the state's number is airstrike 1 + blockade 2 + withdraw 4 + escalate 8."""
    final = (airstrike, Final.NEVER, Final.NEVER, Final.NEVER)
    conflict = options_only(False, False, False, False, of=("us", "us", "ussr", "ussr"), final=final)
    found = states(replace(conflict, infeasible=patterns(conflict, "o2 and o3")))
    assert (found.taken @ 2 ** np.arange(4)).tolist() == list(range(12))
    liked = ranked([4, 6, 5, 7, 2, 1, 3, 0, 11, 9, 10, 8], [0, 4, 6, 2, 5, 1, 7, 3, 11, 9, 10, 8])
    assert nash(found.moves, liked) == expected


@st.composite
def _said(draw: st.DrawFn) -> tuple[int, list[tuple[int, bool]]]:
    """Options, each of which is a statement, with their levels and whether they are known."""
    count = draw(st.integers(1, 4))
    levels = np.cumsum([0, *draw(st.lists(st.integers(0, 1), min_size=count - 1, max_size=count - 1))])
    return count, [(int(level), draw(st.booleans())) for level in levels]


@settings(max_examples=60, deadline=None)
@given(_said())
def test_likings_by_trying_everything_that_may_be_wanted(said):
    count, statements = said
    conflict = options_only(*[False] * count)
    preferences = tuple(
        Preference("one", parse(f"o{n}", [o.id for o in conflict.options]), level, known, Basis(), n)
        for n, (level, known) in enumerate(statements)
    )
    found = states(replace(conflict, preferences=preferences))
    liked = likings_of(preferences, found)
    choices = [(1,) if known else (-1, 0, 1) for _, known in statements]
    possible = [set() for _ in range(liked.size)]
    for wanted in product(*choices):
        scores = []
        for taken in found.taken:
            totals = [0] * count
            for (level, _), weight, holds in zip(statements, wanted, taken, strict=True):
                totals[level] += weight * bool(holds)
            scores.append(tuple(totals))
        for place, (a, b) in enumerate(product(scores, repeat=2)):
            possible[place].add((b > a) - (b < a))
    expected = [next(iter(p)) if len(p) == 1 else UNKNOWN for p in possible]
    assert liked.ravel().tolist() == expected


@settings(max_examples=15, deadline=None)
@given(conflicts())
def test_likings_are_opposite_the_other_way_round(conflict):
    liked = likings(conflict, states(conflict))
    turned = liked.transpose(0, 2, 1)
    assert ((liked == UNKNOWN) == (turned == UNKNOWN)).all()
    assert (np.where(liked == UNKNOWN, 0, liked) == -np.where(turned == UNKNOWN, 0, turned)).all()
    assert (np.diagonal(liked, axis1=1, axis2=2) == ALIKE).all()


def test_a_maker_without_statements_likes_all_alike():
    conflict = options_only(True, False)
    assert (likings(conflict, states(conflict)) == ALIKE).all()
