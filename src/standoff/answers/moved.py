"""The ties between sides on two days into statements on what moved between them: signs, and the balance of the network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from standoff.answers.answer import Statement
from standoff.answers.balance_words import SIGNS, chance
from standoff.answers.balanced import DRAWS, SEED
from standoff.answers.standing import Standing, known, standing
from standoff.answers.tie_sources import sources_of
from standoff.errors import MeasureError
from standoff.measure.balance import sensitivity_band
from standoff.measure.ties import HALF_LIFE, Ties, ties
from standoff.store import View

MOST_TIES = 3
QUOTED = 1  # what speaks most for it; the rest stands in the answer on balance
NOTABLE = 0.1  # of a probability: a tie that moved less is told only where its sign changed


@dataclass(frozen=True, slots=True)
class _Two:
    """The ties among the sides of `told` on two days."""

    told: Standing
    since: date
    now: Ties
    then: Ties


def moved(view: View, since: date, topic: str) -> Iterator[Statement]:
    """The ties that moved most since the day, with what speaks for them now; nothing where there is too little to measure."""
    try:
        told = standing(known(view, None), ())
    except MeasureError:
        return
    if since >= told.at:
        return
    two = _Two(told, since, *(ties(told.evidence, day, HALF_LIFE) for day in (told.at, since)))
    pairs = _moved_most(two.now, two.then)
    yield from (_tie(view, two, pair, topic) for pair in pairs)
    if pairs:
        yield from _balance(view, two, pairs[0], topic)


def _moved_most(now: Ties, then: Ties) -> list[int]:
    """Pairs whose sign changed, then those whose probability moved notably, the furthest first; those without evidence now are left out."""
    distance = np.abs(now.positive - then.positive)
    changed = now.sign != then.sign
    found = np.flatnonzero(now.present & (changed | (then.present & (distance >= NOTABLE))))
    return sorted(found.tolist(), key=lambda pair: (not changed[pair], -float(distance[pair])))[:MOST_TIES]


def _tie(view: View, two: _Two, pair: int, topic: str) -> Statement:
    name = " – ".join(two.told.name(side) for side in two.now.pairs[pair])
    now, then = (_state(ties, pair, day) for ties, day in ((two.now, two.told.at), (two.then, two.since)))
    text = f"{name}: {now}; before, {then}."
    return Statement(topic, text, sources=sources_of(view, two.told, two.now, [(pair, "")])[:QUOTED])


def _state(of: Ties, pair: int, day: date) -> str:
    """As in "negative on 2024-02-09 (positive with probability 0.09)"."""
    if not of.present[pair]:
        return f"no evidence on {day}"
    return f"{SIGNS[int(of.sign[pair])]} on {day} (positive with probability {chance(float(of.positive[pair]))})"


def _balance(view: View, two: _Two, pair: int, topic: str) -> Iterator[Statement]:
    """How far the network is from balance, with the tie that moved most behind it; nothing where the bands overlap, which is no finding."""
    here, there = (
        sensitivity_band(*of.matrix(two.told.among), np.random.default_rng(SEED), DRAWS) for of in (two.now, two.then)
    )
    if here.low <= there.high and there.low <= here.high:
        return
    text = (
        f"The balance of {len(two.told.among)} sides is F = {here.point:.2f} [{here.low:.2f}, {here.high:.2f}] on {two.told.at}, "
        f"after {there.point:.2f} [{there.low:.2f}, {there.high:.2f}] on {two.since}."
    )
    yield Statement(topic, text, sources=sources_of(view, two.told, two.now, [(pair, "")]))
