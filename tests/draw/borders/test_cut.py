"""Lines and rings cut at a frame: nothing outside, nothing lost inside."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from standoff.draw.borders.cut import cut_line, cut_ring, thinned
from standoff.draw.placing import Box

FRAME = Box(0.0, 0.0, 10.0, 10.0)


def area(ring):
    x, y = ring.T
    return abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def length(line):
    return float(np.hypot(*np.diff(line, axis=0).T).sum())


def test_a_ring_that_holds_the_frame_becomes_the_frame():
    ring = cut_ring(np.array([[-5.0, -5], [15, -5], [15, 15], [-5, 15]]), FRAME)
    assert sorted(map(tuple, ring.tolist())) == [(0, 0), (0, 10), (10, 0), (10, 10)]


@pytest.mark.parametrize(
    ("shift", "left"), [((0, 0), 16.0), ((8, 0), 8.0), ((8, 8), 4.0), ((-4, 3), 0.0), ((20, 20), 0.0)]
)
def test_of_a_square_the_part_inside_is_left(shift, left):
    square = np.array([[0.0, 0], [4, 0], [4, 4], [0, 4]]) + shift
    ring = cut_ring(square, FRAME)
    assert (area(ring) if len(ring) else 0.0) == pytest.approx(left)


@pytest.mark.parametrize("seed", range(5))
def test_the_part_of_a_star_inside_has_the_area_that_points_thrown_at_it_find(seed):
    rng = np.random.default_rng(seed)
    turns = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    star = np.column_stack([np.cos(turns), np.sin(turns)]) * rng.uniform(2, 12, (60, 1)) + rng.uniform(0, 10, 2)
    ring = cut_ring(star, FRAME)
    assert ring.min() >= -1e-9
    assert ring.max() <= 10 + 1e-9
    thrown = rng.uniform(0, 10, (4000, 2))
    one, other = star, np.roll(star, -1, axis=0)
    inside = np.zeros(len(thrown), bool)
    for (x1, y1), (x2, y2) in zip(one, other, strict=True):
        crossed = (y1 > thrown[:, 1]) != (y2 > thrown[:, 1])
        inside ^= crossed & (thrown[:, 0] < x1 + (thrown[:, 1] - y1) / (y2 - y1) * (x2 - x1))
    assert area(ring) == pytest.approx(100 * inside.mean(), abs=4)  # five standard errors at most


def test_a_line_through_the_frame_is_cut_at_both_sides():
    (part,) = cut_line(np.array([[-10.0, 5], [20, 5]]), FRAME)
    assert part.tolist() == [[0, 5], [10, 5]]


def test_a_line_that_leaves_and_comes_back_is_two():
    found = list(cut_line(np.array([[1.0, 5], [1, 15], [3, 15], [3, 5]]), FRAME))
    assert [part.tolist() for part in found] == [[[1, 5], [1, 10]], [[3, 10], [3, 5]]]


def test_a_line_beside_the_frame_is_none():
    assert not list(cut_line(np.array([[-3.0, -3], [13, -1]]), FRAME))
    assert not list(cut_line(np.array([[11.0, 0], [11, 9]]), FRAME))


@pytest.mark.parametrize("seed", range(5))
def test_of_a_wandering_line_the_length_inside_is_left(seed):
    line = np.random.default_rng(seed).uniform(-5, 15, (40, 2))
    parts = list(cut_line(line, FRAME))
    assert all(part.min() >= -1e-9 and part.max() <= 10 + 1e-9 for part in parts)
    fine = np.concatenate([np.linspace(a, b, 2000) for a, b in pairwise(line)])
    middle = (fine[1:] + fine[:-1]) / 2
    inside = ((middle >= 0) & (middle <= 10)).all(axis=1)
    assert sum(map(length, parts)) == pytest.approx(np.hypot(*np.diff(fine, axis=0).T)[inside].sum(), rel=0.005)


def test_thinning_keeps_the_ends_and_the_bends():
    line = np.array([[x / 10, 0.0] for x in range(1000)] + [[99.9, y / 10] for y in range(1, 500)])
    kept = thinned(line)
    assert len(kept) < 250
    assert kept[0].tolist() == line[0].tolist()
    assert kept[-1].tolist() == line[-1].tolist()
    assert np.hypot(*(kept - (99.9, 0.0)).T).min() < 1.5


@pytest.mark.parametrize("points", [0, 1, 2])
def test_what_is_no_line_stays(points):
    line = np.arange(2.0 * points).reshape(-1, 2)
    assert thinned(line).tolist() == line.tolist()
