"""A maker in a state into why it is stable there, or is not: where the maker would go, and what the others would do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from standoff.model.stability.game import BETTER, UNKNOWN, Flags, Game
from standoff.model.stability.walks import Path, walks


@dataclass(frozen=True, slots=True)
class Answer:
    """By the shortest `path` of theirs the others come to a state that the maker likes no better than where it was; from there it can go on to
    `ways_out` in one move (to SMR, none of them is better either). `known` is False where that hangs on a liking that is not known.
    """

    path: Path
    ways_out: tuple[int, ...]
    known: bool


@dataclass(frozen=True, slots=True)
class Improvement:
    """The maker can go to `state` and likes it better, or, where not `known`, may; None: the others have no answer to it, whatever is unknown."""

    state: int
    known: bool
    seq: Answer | None
    smr: Answer | None
    gmr: Answer | None


@dataclass(frozen=True, slots=True)
class Witness:
    """Every improvement of `maker` from `state`.

    The verdict is YES where each has an answer that is known, NO where one that is known has none, and DEPENDS between.
    """

    maker: int
    state: int
    improvements: tuple[Improvement, ...]


def witness(game: Game, maker: int, state: int) -> Witness:
    """Why `state` is stable for `maker`, or is not."""
    likes = game.likings[maker, state]
    views = tuple(_View.of(game, maker, state, perhaps=perhaps) for perhaps in (False, True))
    return Witness(
        maker,
        state,
        tuple(
            Improvement(
                target,
                bool(likes[target] != UNKNOWN),
                _first(view.answer(target, view.selfish, view.no_better) for view in views),
                _first(view.answer(target, view.moves, view.held) for view in views),
                _first(view.answer(target, view.moves, view.no_better) for view in views),
            )
            for target in np.flatnonzero(game.moves[maker, state] & (likes >= BETTER)).tolist()
        ),
    )


@dataclass(frozen=True, slots=True)
class _View:
    """What is so for `maker` in one state, or, with `perhaps`, may be: others' `moves` and `selfish` moves, shape (makers, states, states), and which
    states are no better for the maker, and `held` there, shape (states,).
    """

    maker: int
    perhaps: bool
    moves: Flags
    selfish: Flags
    no_better: Flags
    held: Flags

    @classmethod
    def of(cls, game: Game, maker: int, state: int, *, perhaps: bool) -> _View:
        no_better = game.no_better(perhaps=perhaps)[maker, state]
        escapes = game.moves[maker][:, ~no_better].any(axis=1)
        return cls(maker, perhaps, game.moves, game.improvements(perhaps=perhaps), no_better, no_better & ~escapes)

    def answer(self, target: int, steps: Flags, wanted: Flags) -> Answer | None:
        others = [other for other in range(len(steps)) if other != self.maker]
        path = walks(steps, target, others).nearest(wanted)
        if path is None:
            return None
        ways_out = tuple(np.flatnonzero(self.moves[self.maker, path[-1].state]).tolist())
        return Answer(path, ways_out, known=not self.perhaps)


def _first(answers: Iterable[Answer | None]) -> Answer | None:
    """What is known before what may be."""
    return next((answer for answer in answers if answer is not None), None)
