"""What was fitted into plain words: what is identified and what is not, with the sizes of what is known to mislead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from standoff.answers.answer import Statement
from standoff.answers.excited import Excited, Fitted, Record, as_likely, is_narrow
from standoff.answers.words import listed
from standoff.model.process.baseline import pieces
from standoff.model.process.excitation import Excitation, Interval
from standoff.model.process.reporting import radius_of_repeats, true_radius

IDENTIFIED, BASELINE, CHECKS, LIMITS, BASIS = (
    "what is identified",
    "the baseline",
    "checks",
    "what misleads",
    "what this rests on",
)
FALLS = 0.2  # of rho along the curve, above which it is warned of; simulated processes without a trend fall by 0.1
POOR = 0.01
CARRIES = 0.9  # of what the spectral radius hangs on: then it is the ratio of that stream alone
SHORT = 2.5  # days
MEANING = "The branching ratio ρ, the size of each generation of events that are set off relative to the one before,"
FOLLOWS = "On average an event follows the one that set it off"
GROUPED_BY = {
    "dyad": "one side did to another",
    "pair": "two sides did to one another",
    "actor": "one side did",
    "place": "happened in one country",
}
MONTH = 30.4


def not_identified(found: Excited) -> Statement:
    """The only thing to say where a figure would be made up."""
    return Statement(IDENTIFIED, f"Not identified: {found.why_not}. No branching ratio is told for this record.")


def lead(found: Fitted) -> Statement:
    """The first sentence that a reader sees."""
    one = found.found
    if not one.stands_out:
        text = f"No excitation stands out of chance ({as_likely(one)}): nothing shows that events among these streams set off others."
        at_most = f" {MEANING} is at most {one.radius.high:.2f}." if is_narrow(one.radius) else ""
        return Statement(IDENTIFIED, text + at_most)
    return Statement(
        IDENTIFIED, f"{_share(one.share)} {_radius(one.radius)}{_carried(found)} {_lag(one)}{_warning(found)}"
    )


def _share(share: Interval) -> str:
    return (
        f"Of 100 events about {_percent(share.value)} ({_percent(share.low)} to {_percent(share.high)}) are set off by earlier ones among these streams; "
        "the others come from outside."
    )


def _percent(value: float) -> str:
    return f"{100 * min(1.0, value):.0f}"


def _radius(radius: Interval) -> str:
    if not is_narrow(radius):
        return f"{MEANING} is not identified: these counts leave open whether this sustains itself."
    figures = f"{MEANING} is {radius.value:.2f} ({radius.low:.2f} to {radius.high:.2f}):"
    if radius.high < 1.0:
        return f"{figures} each wave dies out by itself."
    return f"{figures} {'this sustains itself.' if radius.low >= 1.0 else 'whether it sustains itself is not decided.'}"


def _carried(found: Fitted) -> str:
    """Streams that hardly set off one another have each a ratio of its own, of which rho is the highest, however few events that one has."""
    parts = found.found.branching.participation
    most = int(parts.argmax())
    if len(parts) == 1 or parts[most] <= CARRIES or not is_narrow(found.found.radius):
        return ""
    return f" This is the ratio of {found.record.name(found.record.streams[most])}, the highest among these streams."


def _lag(one: Excitation) -> str:
    low, high = one.profile.low, one.profile.high
    lag = f"{one.profile.fit.lag_days[0]:.1f} days"
    if low is None and high is None:
        return "How soon one event follows the other is not identified."
    if low is None:
        return f"{FOLLOWS} at most {high:.1f} days later."
    if high is None:
        return f"{FOLLOWS} {low:.1f} days later or more."
    return f"{FOLLOWS} {lag} later ({low:.1f} to {high:.1f})."


def _warning(found: Fitted) -> str:
    if _fall(found) <= FALLS or not all(is_narrow(end) for end in _ends(found)):
        return ""
    stiff, flexible = _ends(found)
    return (
        f" But ρ is {stiff.value:.2f} if the outside rate is taken to be constant and {flexible.value:.2f} if it may change "
        f"{_spacing(found, -1)}: much of this may be an outside rate that changes, not events that set off others."
    )


def _ends(found: Fitted) -> tuple[Interval, Interval]:
    return found.curve[0].radius, found.curve[-1].radius


def _fall(found: Fitted) -> float:
    stiff, flexible = _ends(found)
    return stiff.value - flexible.value


def under_baselines(found: Fitted) -> Iterator[Statement]:
    """What the figures hang on."""
    told = [f"{_figure(one.radius)} if {_spacing(found, n)}" for n, one in enumerate(found.curve)]
    yield Statement(
        BASELINE,
        "Which events count as set off hangs on how fast the rate of those from outside (the baseline) may change, which the counts cannot tell: "
        f"ρ is {listed(told)}. Reported is the one {_spacing(found, found.headline)}.",
    )
    yield Statement(
        BASELINE,
        f"With three time-scales (1.5, 5 and 20 days) in place of one mean lag, ρ is {found.three:.2f} before any correction of bias.",
    )


def _figure(radius: Interval) -> str:
    return f"{radius.value:.2f}" if is_narrow(radius) else "not identified"


def _spacing(found: Fitted, place: int) -> str:
    return spacing_name(found.curve[place].options.knot_days, found.record.days)


def spacing_name(knot_days: float | None, days: int) -> str:
    """How fast the outside rate may change, in words; as far apart as the knots really stand."""
    if knot_days is None:
        return "never"
    apart = (days - 1) / pieces(days, knot_days)
    return f"within {apart:.0f} days" if apart < 100 else f"within {apart / MONTH:.0f} months"


def checks(found: Fitted) -> Iterator[Statement]:
    """Whether the counts look like what the model says."""
    poor = [
        found.record.name(s)
        for s, one in zip(found.record.streams, found.fitness, strict=True)
        if min(one.scatter, one.memory) < POOR
    ]
    looks = f"do not in {listed(poor, 4)}" if poor else "do so in every stream"
    yield Statement(
        CHECKS,
        "Counts should scatter as the model says and resemble the two weeks before no more than it says; by two tests at 1 % "
        f"they {looks}. Failing shows that something is missing, passing proves nothing about ρ.",
    )
    if (high := found.found.profile.high) is not None and high <= SHORT:
        yield Statement(
            CHECKS,
            "So short a lag is also what one event looks like that is told again on the next day; daily counts cannot tell these apart.",
        )


def reporting(found: Fitted) -> Iterator[Statement]:
    """What an incomplete record does to this figure, then the sizes of what misleads anywhere."""
    seen = found.found.radius.value
    if found.found.stands_out and is_narrow(found.found.radius) and 0.0 < seen < 1.0:
        half, tenth = (true_radius(seen, share) for share in (0.5, 0.1))
        yield Statement(
            LIMITS,
            f"Events that nobody reported lower ρ: if the record has only half of them, what it shows as {seen:.2f} is {half:.2f}; "
            f"if a tenth, {tenth:.2f}.",
        )
    yield from misleading()


def misleading() -> Iterator[Statement]:
    """The sizes of what misleads anywhere."""
    told = [f"{100 * radius_of_repeats(share):.0f} if {share:.0%} are" for share in (0.1, 0.2, 0.4)]
    yield Statement(
        LIMITS,
        "Events told again on a later day look as if one had set off the other: where nothing sets off anything, of 100 events "
        f"{listed(told)}.",
    )
    yield Statement(
        LIMITS,
        "If one side's events are dated a day or two late, a link shows the wrong way round (in simulations 0.2 further events per event "
        "where there were none). What happened on the same day has no order.",
    )
    yield Statement(
        LIMITS,
        "That one thing precedes another is no proof that it causes it: what moves both from outside makes each look like an answer to "
        "the other. Deterrence cannot show: links are never negative.",
    )


def basis(record: Record) -> Statement:
    """What was counted."""
    last = record.first + timedelta(days=record.days - 1)
    events, many = len(record.grouped.event), len(record.streams)
    exposed = f", the outside rate relative to {record.exposed} (smoothed over four weeks)" if record.exposed else ""
    vague = record.grouped.vague
    left_out = f" Dated to more than three days and left out: {vague:,}." if vague else ""
    fewer = (
        f" Not counted: {record.uncounted:,} more, in streams with fewer events or with nearly all of them within less than a quarter of the time, or before the first day."
        if record.uncounted
        else ""
    )
    streams = f"{many} streams" if many > 1 else "one stream"
    text = (
        f"{events:,} events in {streams} on {record.days:,} days from {record.first} to {last}, counted by day{exposed}. "
        f"A stream is what {GROUPED_BY[record.options.by]} in one quad class ({listed(record.options.quads)}).{fewer}{left_out}"
    )
    return Statement(BASIS, text)
