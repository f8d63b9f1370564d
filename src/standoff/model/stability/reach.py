"""What each of several makers can do in one move into what they reach together, by moves that follow on each other."""

from __future__ import annotations

import numpy as np

from standoff.model.stability.game import Flags


def joint_reach(steps: Flags) -> Flags:
    """Where the column's state is reached from the row's by one or more of `steps`, shape (makers, states, states), no maker twice in a row; shape
    (states, states). A state reaches itself where a round of steps leads back to it.

    Source: legal sequences of joint moves, Fang, Hipel & Kilgour 1993, here as the closure of a graph whose nodes say who moved last, and to where.
    """
    makers, states = steps.shape[:2]
    by_state = steps.transpose(1, 0, 2)
    another = ~np.eye(makers, dtype=np.bool_)
    onward = (another[:, None, :, None] & by_state[None]).reshape(makers * states, makers * states)
    ends = closure(onward).reshape(makers * states, makers, states).any(axis=1)
    ends |= np.tile(np.eye(states, dtype=np.bool_), (makers, 1))
    return product(by_state.reshape(states, makers * states), ends)


def closure(onward: Flags) -> Flags:
    """Where the column's node is reached from the row's by one or more steps (Warshall 1962), eight nodes to the byte."""
    rows = np.packbits(onward, axis=1)
    for node in range(len(onward)):
        through = (rows[:, node >> 3] & (128 >> (node & 7))) != 0
        rows[through] |= rows[node]
    return np.unpackbits(rows, axis=1, count=len(onward)).astype(np.bool_)


def product(left: Flags, right: Flags) -> Flags:
    """Where some k has left[..., i, k] and right[..., k, j]. Sums of float32 are exact here: they count nodes, of which there are far fewer than 2^24."""
    return np.asarray(left.astype(np.float32) @ right.astype(np.float32) > 0)
