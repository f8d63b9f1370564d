"""An archive, a conflict and its states into what each state does to the counts of what decision makers do to one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from standoff.answers.deeds import deeds
from standoff.answers.excited import SEED
from standoff.answers.grounds import Grounds, grounds
from standoff.answers.makers import made
from standoff.answers.rests import Changed, Tag, joined, of_rate, of_ratio, reached
from standoff.conflict.types import Conflict, Effect
from standoff.model.process.assumed import within
from standoff.model.process.interventions import Intervention, Outcome, about, outcomes, ratio
from standoff.options import EffectOptions
from standoff.store import View

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Number:
    """A figure with the ends of its 95 % interval and what it rests on; of a ratio that nothing changes, nothing."""

    value: float
    low: float
    high: float
    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class StreamCount:
    """Under one set of effects: events of a stream a week, expected over all weeks; `ratio` to those expected as things are; and between which counts a week, on
    average over all weeks, 95 % of paths fell as they were drawn (`seen`).
    """

    weekly: Number
    ratio: Number
    seen: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Under:
    """What comes of the same effects: those that `hold` in the state and those of them or of the status quo that make the difference (`changed`).

    `idle`: effects that should make one but have nothing that their factor could apply to: a stream without numbers, a link of which nobody knows how much is set
    off, or a factor that may be 0 and is taken back. `streams`: in the order of `StateCounts.ground.streams`, None where an idle effect reaches; `in_all` of
    them together, None where one is or something that the record does not have might come. `ran_away`: share of paths without end.
    """

    hold: tuple[Effect, ...]
    changed: tuple[Effect, ...]
    idle: tuple[Effect, ...]
    streams: tuple[StreamCount | None, ...]
    in_all: StreamCount | None
    ran_away: float


@dataclass(frozen=True, slots=True)
class StateCounts:
    """`unders[of_state[s]]`: what state s does; `unders[now]`: things as they are. `absent`: (decision maker's id, name) of names under which the archive
    knows nobody.
    """

    conflict: Conflict
    options: EffectOptions
    ground: Grounds
    unders: tuple[Under, ...]
    of_state: tuple[int, ...]
    now: int
    absent: tuple[tuple[str, str], ...]


def effects(view: View, conflict: Conflict, taken: Flags, options: EffectOptions = EffectOptions()) -> StateCounts:  # noqa: B008 - frozen
    """What each state, a row of `taken` of shape (states, options), does to the counts; states under the same effects share one run.

    ConflictError where two decision makers stand on one side.
    """
    found = made(view, conflict)
    rng = np.random.default_rng(SEED)
    ground = grounds(deeds(found, conflict), conflict, options, rng)
    hold = _holding(conflict, taken)  # the status quo last
    sets, of_state = np.unique(hold, axis=0, return_inverse=True)
    of_state = of_state.ravel()
    now = int(of_state[-1])
    steps = sets.astype(np.int64) - sets[now]
    factors = _factors(conflict, options.paths, rng)
    differences = [_difference(ground, conflict, held, step) for held, step in zip(sets, steps, strict=True)]
    luck = rng.random((1 + options.paths, 7 * options.weeks, len(ground.streams)))
    interventions = [_intervention(conflict, one, factors) for one in differences]
    runs = outcomes(ground.drawn.process, ground.drawn.begun, interventions, luck)
    unders = [_under(ground, one, run, runs[now], options) for one, run in zip(differences, runs, strict=True)]
    return StateCounts(conflict, options, ground, tuple(unders), tuple(map(int, of_state[:-1])), now, found.absent)


@dataclass(frozen=True, slots=True)
class _Difference:
    """Effects that hold; those that change something against things as they are, and those that should but have nothing that their factor could apply to;
    which streams these leave open, shape (streams,), and whether the sum of all can be told.
    """

    hold: tuple[Effect, ...]
    changes: tuple[Changed, ...]
    idle: tuple[Effect, ...]
    open: Flags
    whole: bool


def _holding(conflict: Conflict, taken: Flags) -> Flags:
    """Which effects hold in each state, and after them as things are, shape (states + 1, effects)."""
    every = np.vstack([np.asarray(taken, dtype=bool), [one.now for one in conflict.options]])
    found = np.zeros((len(every), len(conflict.effects)), dtype=bool)
    for n, one in enumerate(conflict.effects):
        found[:, n] = one.when.holds(every)
    return found


def _factors(conflict: Conflict, paths: int, rng: np.random.Generator) -> Floats:
    """The same factors in all states, path by path, shape (1 + paths, effects)."""
    drawn = np.ones((1 + paths, len(conflict.effects)))
    for n, one in enumerate(conflict.effects):
        drawn[:, n] = within(*one.factor, paths, rng)
    return drawn


def _difference(ground: Grounds, conflict: Conflict, held: Flags, step: Ints) -> _Difference:
    """An effect that holds now and whose factor may be 0 finds nothing: the record has what it leaves, and that does not tell what would come back."""
    reach, links = reached(ground.links), ground.links
    found, idle, whole = [], [], True
    left_open = np.zeros(len(ground.streams), dtype=bool)
    for n in np.flatnonzero(step):
        one, back = conflict.effects[n], bool(step[n] < 0)
        target, source = ground.place(one.stream), None if one.after is None else ground.place(one.after)
        unlinked = target is not None and one.after is not None and (source is None or not links[target, source])
        if target is None:
            idle.append(one)
            whole = whole and not back and one.factor[1] <= 1  # of nothing, nothing is left
        elif unlinked or (back and one.factor[0] <= 0):
            idle.append(one)
            left_open |= reach[:, target]
        else:
            found.append(Changed(one, back, target, source))
    hold = tuple(conflict.effects[n] for n in np.flatnonzero(held))
    return _Difference(hold, tuple(found), tuple(idle), left_open, whole and not left_open.any())


def _intervention(conflict: Conflict, difference: _Difference, factors: Floats) -> Intervention:
    """An effect that no longer holds is taken back."""
    links, streams = [], []
    for one in difference.changes:
        factor = factors[:, conflict.effects.index(one.effect)]
        factor = 1.0 / factor if one.back else factor
        if one.source is None:
            streams.append((one.target, factor))
        else:
            links.append((one.target, one.source, factor))
    return Intervention(links=tuple(links), streams=tuple(streams))


def _under(ground: Grounds, one: _Difference, run: Outcome, now: Outcome, options: EffectOptions) -> Under:
    places = range(len(ground.streams))
    rates, ratios = [of_rate(ground, n) for n in places], [of_ratio(ground, one.changes, n) for n in places]
    streams = [None if one.open[n] else _count(run, now, [n], (rates[n], ratios[n]), options) for n in places]
    of_all = joined(tag for tags in rates for tag in tags)
    together = joined(tag for tags in ratios for tag in tags)
    if together and len(places) > 1:
        together = joined([*together, *of_all])  # rates weigh the streams
    in_all = _count(run, now, places, (of_all, together), options) if places and one.whole else None
    changed = tuple(change.effect for change in one.changes)
    return Under(one.hold, changed, one.idle, tuple(streams), in_all, run.ran_away)


def _count(
    run: Outcome,
    now: Outcome,
    places: Sequence[int],
    tags: tuple[tuple[Tag, ...], tuple[Tag, ...]],
    options: EffectOptions,
) -> StreamCount | None:
    """Of these streams together; `tags` of the rate as things are and of the ratio. Where none is left the rate says nothing any more."""
    run = run if tags[1] else now  # not a rounding error apart
    changed, unchanged = run.expected[:, list(places)].sum(axis=1), now.expected[:, list(places)].sum(axis=1)
    times = ratio(changed, unchanged)
    if times is None:
        return None
    weekly = about(changed / options.weeks)
    rests = joined([*tags[0], *tags[1]]) if times.high > 0 else tags[1]
    low, high = np.quantile(run.counts[1:, list(places)].sum(axis=1) / options.weeks, (0.025, 0.975))
    return StreamCount(
        Number(weekly.value, weekly.low, weekly.high, rests),
        Number(times.value, times.low, times.high, tags[1]),
        (float(low), float(high)),
    )
