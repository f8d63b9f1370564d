"""What each state of a conflict does to the counts into words and tables: every number with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.answers.answer import Cell, Statement, Table
from standoff.answers.argued import Argued
from standoff.answers.effects import Number, StateCounts, Under
from standoff.answers.rests import of_basis
from standoff.answers.scenario_words import FEW, maker_name, told_exits
from standoff.answers.words import listed
from standoff.conflict.expressions import spelt
from standoff.conflict.types import AssumedGain, Basis, Effect, Stream

COUNTS, STREAMS, ASSUMED = "what happens to the counts", "events under each state", "what is assumed of the counts"
CAUTION = (
    "These are predictions of a model of the record, not effects of causes: what drives all sides at once stays as it was, and an intervention that never "
    "happened has left no trace in it. Only deeds (material conflict) are counted."
)


def without_archive() -> Statement:
    return Statement(COUNTS, "No counts: they need an archive with the events of these decision makers (--archive).")


def told(a: Argued, counts: StateCounts) -> Iterator[Statement]:
    """What is counted now, what would be in the states that matter, and what none of it says."""
    ground = counts.ground
    if not ground.streams:
        yield Statement(COUNTS, f"No counts: {ground.deeds.why_not}.")
        return
    yield Statement(COUNTS, _now(a, counts))
    yield from (Statement(COUNTS, text) for text in _states(a, counts))
    yield Statement(COUNTS, _links(counts))
    yield from (Statement(COUNTS, text) for text in _gaps(a, counts))
    yield Statement(COUNTS, CAUTION)


def _now(a: Argued, counts: StateCounts) -> str:
    pairs = zip(counts.ground.streams, counts.unders[counts.now].streams, strict=True)
    known = [f"{_stream(a, one.stream)} {_number(under.weekly)}" for one, under in pairs if under is not None]
    return (
        f"As things are, deeds a week among them over the next {counts.options.weeks} weeks (95 % intervals): {'; '.join(known)}. "
        f"Counted over the last {len(counts.ground.deeds.recent)} days to {a.conflict.as_of}."
    )


def _number(figure: Number) -> str:
    if figure.low == figure.high:
        return f"{_short(figure.value)} ({_tags(figure)})"
    return f"{_short(figure.value)} ({_short(figure.low)} to {_short(figure.high)}; {_tags(figure)})"


def _short(value: float) -> str:
    """No more digits than such a number bears: 0.36, 4.2, 31; a rate below 0.01 is one."""
    return (
        "below 0.01"
        if 0.0 < value < 0.005
        else f"{value:.2f}"
        if value < 1
        else f"{value:.1f}"
        if value < 10
        else f"{value:.0f}"
    )


def _tags(figure: Number) -> str:
    return " and ".join(figure.tags) or "unchanged"


def _states(a: Argued, counts: StateCounts) -> Iterator[str]:
    """First moves, what holds, ways out; states under the same effects together."""
    first = [i.state for witness in a.witnesses for i in witness.improvements]
    ends = [end for end in a.course.ends if end != a.now]
    wanted = list(dict.fromkeys([*first, *a.surely(a.found.nash), *ends, *(e.state for e in told_exits(a))]))
    for under in dict.fromkeys(counts.of_state[state] for state in wanted):
        names = [f"“{a.states.label(s)}”" for s in wanted if counts.of_state[s] == under]
        yield f"{listed(names, FEW)}: {_change(a, counts, under)}"


def _change(a: Argued, counts: StateCounts, under: int) -> str:
    there = counts.unders[under]
    if under == counts.now or not there.changed:
        return "nothing in the file says that the counts would differ from those of the status quo."
    whole = "in all not told" if there.in_all is None else f"× {_number(there.in_all.ratio)} as many in all"
    pairs = zip(counts.ground.streams, there.streams, strict=True)
    parts = [f"{_stream(a, one.stream)} × {_number(u.ratio)}" for one, u in pairs if u is not None and u.ratio.tags]
    return f"{whole}; {'; '.join(parts)}."


def _links(counts: StateCounts) -> str:
    ground = counts.ground
    if ground.deeds.why_not:
        assumed = f"{len(ground.assumed)} ranges in the file say how much" if ground.assumed else "none is assumed"
        return f"What sets off what is not estimated ({ground.deeds.why_not}): {assumed}."
    fitted = sum(one.fitted for one in ground.streams)
    return f"What sets off what is estimated among {fitted} of {len(ground.streams)} streams; {len(ground.assumed)} ranges in the file stand for links that the record cannot tell."


def _gaps(a: Argued, counts: StateCounts) -> Iterator[str]:
    """What no number could be given for, and what of the file was not used."""
    ground = counts.ground
    if ground.deeds.untold:
        names = [_stream(a, one.stream) for one in ground.deeds.untold]
        yield f"No numbers for {listed(names, FEW)}: no such deed in the last {len(ground.deeds.recent)} days, and nobody assumes one."
    if counts.absent:
        names = [f"{name!r} ({maker_name(a, maker)})" for maker, name in counts.absent]
        yield f"The archive knows nobody called {listed(names, FEW)}."
    if ground.overruled:
        links = [f"{_stream(a, gain.after)} on {_stream(a, gain.stream)}" for gain in ground.overruled]
        yield f"The record tells more than is assumed of {listed(links, FEW)}: what is assumed there is not used."
    idle = {effect.line for under in counts.unders for effect in under.idle}
    if idle:
        lines = listed([f"{a.conflict.path.name}:{line}" for line in sorted(idle)], FEW)
        yield f"Effects that have nothing in the record to apply to, so that no number is told where they matter: {lines}."
    cut = float(ground.drawn.cut.max(initial=0.0))
    if cut >= 0.01:
        yield f"In up to {cut:.0%} of the draws the gains that are assumed would account for more events than there are; they were cut to all of them."
    away = max(under.ran_away for under in counts.unders)
    if away > 0:
        yield f"In up to {away:.0%} of the runs events set off ever more events: gains as high as assumed there cannot last, and those intervals are too wide."


def tables(a: Argued, counts: StateCounts | None) -> Iterator[Table]:
    """Each stream under each set of effects, and what is assumed; nothing where there is no archive."""
    if counts is None:
        return
    rows = [row for n, under in enumerate(counts.unders) for row in _streams(a, counts, n, under)]
    figures = ("a week", "from", "to", "rests on", "×", "× from", "× to", "× rests on")
    yield Table(STREAMS, ("in", "deeds of", "towards", *figures), tuple(rows))
    yield Table(ASSUMED, ("where", "deeds of", "towards", "what", "from", "to", "tag", "because"), tuple(_assumed(a)))


def _streams(a: Argued, counts: StateCounts, number: int, under: Under) -> Iterator[tuple[Cell, ...]]:
    states = [a.states.label(s) for s in range(len(counts.of_state)) if counts.of_state[s] == number]
    where = "status quo" if number == counts.now else listed(states, 3)
    for one, count in zip(counts.ground.streams, under.streams, strict=True):
        ends = _ends(a, one.stream)
        if count is None:
            yield where, *ends, None, None, None, "not told", None, None, None, "not told"
        else:
            yield where, *ends, *_cells(count.weekly), *_cells(count.ratio)


def _cells(figure: Number) -> tuple[Cell, ...]:
    return round(figure.value, 2), round(figure.low, 2), round(figure.high, 2), _tags(figure)


def _assumed(a: Argued) -> Iterator[tuple[Cell, ...]]:
    names = [option.name for option in a.conflict.options]
    for effect in a.conflict.effects:
        where = spelt(effect.when, names)
        what = "events ×" if effect.after is None else f"set off by {_stream(a, effect.after)} ×"
        yield where, *_ends(a, effect.stream), what, *effect.factor, _tag(effect), _because(effect.basis)
    for gain in a.conflict.gains:
        what = f"set off by each of {_stream(a, gain.after)}"
        yield "everywhere", *_ends(a, gain.stream), what, *gain.gain, _tag(gain), _because(gain.basis)


def _tag(one: Effect | AssumedGain) -> str:
    return str(of_basis(one.basis))


def _because(basis: Basis) -> str:
    return basis.sentence or basis.reason


def _stream(a: Argued, stream: Stream) -> str:
    return " → ".join(_ends(a, stream))


def _ends(a: Argued, stream: Stream) -> tuple[str, str]:
    return maker_name(a, stream.actor), maker_name(a, stream.recipient)
