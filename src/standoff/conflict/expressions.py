"""A statement about options, as text, into an expression that holds in some states and not in others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]


class Joint(StrEnum):
    """How two expressions are joined, loosest last; "a if b" is "a or not b", and binds as loosely as "a iff b"."""

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

LOOSENESS = {Joint.AND: 1, Joint.OR: 2, Joint.IF: 3, Joint.IFF: 3}


def spelt(expression: Expression, options: Sequence[str]) -> str:
    """As `parsing.parse` reads it back, with the options by these ids or names and no parentheses but those that are needed."""
    match expression:
        case Taken(option):
            return options[option]
        case Not(part):
            return f"not {_within(part, options, 0)}"
        case Two(joint, left, right):
            looseness = LOOSENESS[joint]
            chained = looseness if joint in {Joint.AND, Joint.OR} else looseness - 1  # "a if b if c" is not read
            return f"{_within(left, options, chained)} {joint} {_within(right, options, looseness - 1)}"


def _within(part: Expression, options: Sequence[str], loosest: int) -> str:
    """In parentheses where it is joined more loosely than may stand there."""
    text = spelt(part, options)
    return f"({text})" if isinstance(part, Two) and LOOSENESS[part.joint] > loosest else text
