"""The text of a statement, as in "strike iff (attack or not restrain)", into an expression over options."""

from __future__ import annotations

import re
from collections.abc import Sequence

from standoff.conflict.expressions import Expression, Joint, Not, Taken, Two

WORD = re.compile(r"\s*(?:(\w[\w-]*)|(\S))")
RESERVED = frozenset(("not", *Joint))
LONGEST = 4_000  # characters
MOST_WORDS = 200  # and parentheses: more nobody can check by reading, and an expression is walked as deep as it is long
DEEPEST = 20  # parentheses and "not" inside each other
SHOWN = 60  # characters of a word in a message


def parse(text: str, options: Sequence[str]) -> Expression:
    """The expression that a text says over options with these ids.

    Tightest first: not, and, or, then if and iff, of which no two follow each other without parentheses.
    ValueError says at which character the text does not read.
    """
    if len(text) > LONGEST:
        raise ValueError(f"is longer than {LONGEST:,} characters; say it in several statements")
    reader = _Reader(text, options)
    found = reader.whole()
    if reader.word:
        raise reader.problem("an operator (and, or, if, iff)")
    return found


def shown(text: str) -> str:
    """In quotation marks, on one line, and cut where it is long: what a file says, in a message."""
    return repr(text if len(text) <= SHOWN else f"{text[:SHOWN]}...")


class _Reader:
    """Walks the words from left to right; `word` is the one that stands next, "" at the end."""

    def __init__(self, text: str, options: Sequence[str]) -> None:
        self._places = {id: place for place, id in enumerate(options)}
        self._words = [(found.group(found.lastindex or 0), found.end()) for found in WORD.finditer(text)]
        if len(self._words) > MOST_WORDS:
            raise ValueError(f"has more than {MOST_WORDS} words; say it in several statements")
        self._next = self._depth = 0

    @property
    def word(self) -> str:
        return self._words[self._next][0] if self._next < len(self._words) else ""

    def whole(self) -> Expression:
        left = self._chain(Joint.OR)
        if self.word not in {Joint.IF, Joint.IFF}:
            return left
        joint = Joint(self._take())
        right = self._chain(Joint.OR)
        if self.word in {Joint.IF, Joint.IFF}:
            raise self.problem(f"nothing more after {joint!s} without parentheses")
        return Two(joint, left, right)

    def _chain(self, joint: Joint) -> Expression:
        """Parts joined by "or", or by "and", from the left."""
        found = self._part() if joint is Joint.AND else self._chain(Joint.AND)
        while self.word == joint:
            self._take()
            found = Two(joint, found, self._part() if joint is Joint.AND else self._chain(Joint.AND))
        return found

    def _part(self) -> Expression:
        self._depth += 1
        if self._depth > DEEPEST:
            raise ValueError(
                f"has more than {DEEPEST} parentheses and nots inside each other; say it in several statements"
            )
        found = self._inner()
        self._depth -= 1
        return found

    def _inner(self) -> Expression:
        if self.word == "not":
            self._take()
            return Not(self._part())
        if self.word == "(":
            self._take()
            found = self.whole()
            if self.word != ")":
                raise self.problem("a closing parenthesis or an operator (and, or, if, iff)")
            self._take()
            return found
        if self.word in self._places:
            return Taken(self._places[self._take()])
        raise self.problem(f"one of the options ({', '.join(self._places)}), not or a parenthesis")

    def _take(self) -> str:
        self._next += 1
        return self._words[self._next - 1][0]

    def problem(self, wanted: str) -> ValueError:
        """That something else should stand where the reader is."""
        if not self.word:
            return ValueError(f"ends where there should be {wanted}")
        start = self._words[self._next][1] - len(self.word) + 1
        return ValueError(f"has {shown(self.word)} at character {start}, where there should be {wanted}")
