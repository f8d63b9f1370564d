"""A statement about options, as text, into an expression that holds in some states and not in others."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]


class Joint(StrEnum):
    """How two expressions are joined, loosest last; "a if b" is "a or not b"."""

    AND = "and"
    OR = "or"
    IF = "if"
    IFF = "iff"


@dataclass(frozen=True, slots=True)
class Taken:
    """That an option is taken: `option` is its place among the options."""

    option: int

    def holds(self, taken: Flags) -> Flags:
        """Shape (states,), of `taken`, shape (states, options)."""
        return np.asarray(taken[:, self.option])


@dataclass(frozen=True, slots=True)
class Not:
    """That `part` does not hold."""

    part: Expression

    def holds(self, taken: Flags) -> Flags:
        """Shape (states,), of `taken`, shape (states, options)."""
        return ~self.part.holds(taken)


@dataclass(frozen=True, slots=True)
class Two:
    """Two expressions, joined."""

    joint: Joint
    left: Expression
    right: Expression

    def holds(self, taken: Flags) -> Flags:
        """Shape (states,), of `taken`, shape (states, options)."""
        left, right = self.left.holds(taken), self.right.holds(taken)
        match self.joint:
            case Joint.AND:
                return left & right
            case Joint.OR:
                return left | right
            case Joint.IF:
                return left | ~right
            case Joint.IFF:
                return np.asarray(left == right)


Expression = Taken | Not | Two
