"""Lines and rings on a page into what of them lies within a frame, with no more points than can be seen."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from standoff.draw.borders.topology import Points
from standoff.draw.placing import Box

GRAIN = 0.7  # units of a page of 720: two points that share a cell of this size are one
LEAST_AREA = 0.2  # square units of the triangle of a point and its neighbours: what is flatter is straight
PASSES = 4  # each may take every other point


def thinned(points: Points) -> Points:
    """Points without those that lie in the same cell as the one before, and those that hardly bend the line (after Visvalingam and Whyatt
    1993, every other point at a time); the ends stay.
    """
    if len(points) < 3:
        return points
    cells = np.floor(points / GRAIN)
    changed = np.any(cells[1:] != cells[:-1], axis=1)
    points = points[np.concatenate([[True], changed[:-1], [True]])]
    for turn in range(PASSES):
        (x, y), (dx, dy) = (points[1:-1] - points[:-2]).T, (points[2:] - points[:-2]).T
        flat = np.abs(x * dy - y * dx) / 2 < LEAST_AREA
        flat[turn % 2 :: 2] = False
        points = points[np.concatenate([[True], ~flat, [True]])]
    return points


def cut_ring(ring: Points, frame: Box) -> Points:
    """The part of a ground within the frame, closed along it (Sutherland and Hodgman 1974); no rows where there is none."""
    for axis, limit, sign in ((0, frame.left, 1), (0, frame.right, -1), (1, frame.top, 1), (1, frame.bottom, -1)):
        if not len(ring):
            return ring
        inwards = sign * (ring[:, axis] - limit)
        then = np.roll(inwards, -1)
        inside, crossing = inwards >= 0, (inwards >= 0) != (then >= 0)
        share = np.divide(inwards, inwards - then, out=np.zeros_like(inwards), where=crossing)
        met = ring + share[:, None] * (np.roll(ring, -1, axis=0) - ring)
        ring = np.stack([ring, met], axis=1)[np.stack([inside, crossing], axis=1)]
    return ring


def cut_line(line: Points, frame: Box) -> Iterator[Points]:
    """The stretches of a line within the frame (Liang and Barsky 1984)."""
    start, step = line[:-1], np.diff(line, axis=0)
    enters, leaves = np.zeros(len(step)), np.ones(len(step))
    for axis, low, high in ((0, frame.left, frame.right), (1, frame.top, frame.bottom)):
        with np.errstate(divide="ignore", invalid="ignore"):
            one, other = ((limit - start[:, axis]) / step[:, axis] for limit in (low, high))
        level = step[:, axis] == 0
        outside = level & ((start[:, axis] < low) | (start[:, axis] > high))
        enters = np.maximum(enters, np.where(level, np.where(outside, np.inf, -np.inf), np.minimum(one, other)))
        leaves = np.minimum(leaves, np.where(level, np.inf, np.maximum(one, other)))
    shown = np.flatnonzero(enters < leaves)
    for run in np.split(shown, np.flatnonzero((np.diff(shown) > 1) | (enters[shown[1:]] > 0)) + 1):
        if len(run):
            begin = start[run[0]] + enters[run[0]] * step[run[0]]
            yield np.vstack([begin, start[run] + leaves[run][:, None] * step[run]])
