"""What was fitted into figures: the matrix of gains, what follows one event day by day, and rho under each baseline."""

from __future__ import annotations

from collections.abc import Sequence

from standoff.answers.answer import Figure
from standoff.answers.dynamics_words import spacing_name
from standoff.answers.excited import AFTER, Fitted, is_narrow
from standoff.answers.links import Link
from standoff.draw import BySpacing, ExcitationMatrix, ResponseCurve, ResponseCurves, by_spacing, excitation, responses

GAINS, RESPONSES, SPACINGS = "what sets off what", "what follows one event", "under each baseline"
MOST_CURVES = 4


def figures(found: Fitted, links: Sequence[Link]) -> tuple[Figure, ...]:
    """Each with the table that holds the same under the title that is its twin."""
    return (
        Figure("What sets off what", excitation(_matrix(found, links)), GAINS),
        Figure("What follows one event", responses(_curves(found, links)), RESPONSES),
        Figure("How much hangs on the baseline", by_spacing(_by_spacing(found)), SPACINGS),
    )


def shown(links: Sequence[Link]) -> list[Link]:
    """The links whose responses are told day by day: those that stand out and account for most; where none does, the first."""
    ranked = sorted(links, key=lambda one: (not one.stands, -one.explained))
    return [one for n, one in enumerate(ranked[:MOST_CURVES]) if one.stands or n == 0]


def _matrix(found: Fitted, links: Sequence[Link]) -> ExcitationMatrix:
    places = range(len(found.record.streams))
    by_place = {(one.i, one.j): one for one in links}
    rows = [[by_place.get((i, j)) for j in places] for i in places]
    gains = [[one.gain if one else None for one in row] for row in rows]
    low = [[one.low if one else None for one in row] for row in rows]
    high = [[one.high if one else None for one in row] for row in rows]
    sure = [[one is not None and one.stands for one in row] for row in rows]
    names = [found.record.name(stream) for stream in found.record.streams]
    return ExcitationMatrix(names, gains, low, high, sure, "What sets off what", prefix="dynamics-gains")


def _curves(found: Fitted, links: Sequence[Link]) -> ResponseCurves:
    after, name = found.responses, found.record.name
    curves = [
        ResponseCurve(
            f"{name(one.target)}, after {name(one.source)}" if one.i != one.j else f"{name(one.target)}, again",
            *([float(part[day, one.i, one.j]) for day in AFTER] for part in (after.expected, after.low, after.high)),
        )
        for one in shown(links)
    ]
    note = "Direct and later generations together, the day of the event included."
    return ResponseCurves(AFTER, curves, "What follows one event", note, "dynamics-responses")


def _by_spacing(found: Fitted) -> BySpacing:
    curve = found.curve
    return BySpacing(
        [spacing_name(one.options.knot_days, found.record.days) for one in curve],
        [one.radius.value if is_narrow(one.radius) else None for one in curve],
        [one.radius.low if is_narrow(one.radius) else None for one in curve],
        [one.radius.high if is_narrow(one.radius) else None for one in curve],
        found.headline,
        [min(1.0, one.share.value) for one in curve],
        "How much hangs on the baseline",
        "",
        "dynamics-spacing",
    )
