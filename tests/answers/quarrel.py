"""A made-up conflict of three, as a conflict file would have it: each does or does not do one thing, and effects are what a test makes them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np

from standoff.conflict.expressions import Expression, Not, Taken
from standoff.conflict.types import (
    AssumedGain,
    Basis,
    Conflict,
    DecisionMaker,
    Effect,
    Final,
    Option,
    Stream,
)

SAID = Basis(document="report", start=3, end=20, sentence="They will answer.")
THOUGHT = Basis(reason="so it was before")
MAKERS = (
    DecisionMaker("iran", "Tehran", ("IRN",), 1),
    DecisionMaker("israel", "Jerusalem", ("Israel",), 2),
    DecisionMaker("iraq", "Baghdad", ("IRQ",), 3),
)
OUT, BACK, ASIDE = Stream("iran", "israel"), Stream("israel", "iran"), Stream("iraq", "iran")
STRIKE, CALM, HOST = Taken(0), Taken(1), Taken(2)
STOPPED = Not(STRIKE)
STATES = np.array([[bool(n >> k & 1) for k in range(3)] for n in range(8)])
NOW = 0b001  # striking, not calm, not hosting
AS_OF = date(2031, 1, 1)


def effect(
    when: Expression, stream: Stream, *factor: float, after: Stream | None = None, basis: Basis = THOUGHT, line: int = 9
) -> Effect:
    return Effect(when, stream, after, (factor[0], factor[-1]), basis, line)


def gain(stream: Stream, after: Stream, *gain: float, basis: Basis = THOUGHT, line: int = 19) -> AssumedGain:
    return AssumedGain(stream, after, (gain[0], gain[-1]), basis, line)


def quarrel(*effects: Effect, gains: tuple[AssumedGain, ...] = (), as_of: date = AS_OF) -> Conflict:
    options = tuple(
        Option(id, of, id, now, Final.NEVER, (), 4 + n)
        for n, (id, of, now) in enumerate(
            (("strike", "iran", True), ("calm", "israel", False), ("host", "iraq", False))
        )
    )
    return Conflict(Path("quarrel.toml"), "a quarrel", as_of, MAKERS, options, (), (), (), effects, gains)
