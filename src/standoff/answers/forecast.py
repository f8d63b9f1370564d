"""What is next, and how sure are we? Counts to come with their intervals, beside how forecasts like these did so far and against what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from standoff.answers.ahead import TESTED, Ahead, Step, Tried, forecasts
from standoff.answers.answer import Answer, Cell, Statement, Table
from standoff.answers.forecast_figures import (
    CALIBRATION,
    FORECASTS,
    PAST_SHOWN,
    UNITS,
    bins,
    calibration_figure,
    fan_figure,
    skill_figure,
)
from standoff.answers.words import capital
from standoff.model.forecast.skill import Skill, Verdict
from standoff.options import ForecastOptions
from standoff.store import View

QUESTION = "What is next, and how sure are we?"
NEXT, PAST, LIMITS, BASIS = "what is next", "how such forecasts did", "what they cannot know", "what this rests on"
MODELS, LEADS = "models", "how far ahead"
TOLD = 3  # streams that are told in words
SURE = (0.87, 0.93)  # what 90 % intervals should hold, give or take


def answer(view: View, options: ForecastOptions) -> Answer:
    """Forecasts of the streams that are asked for.

    MeasureError where a name is no side or country or nothing is dated; ModelError where there are too few periods to forecast from.
    """
    found = forecasts(view, options)
    statements = (*_next(found), *_past(found), *_limits(found), _basis(view, found))
    tables = [_forecasts(found)]
    figures = [fan_figure(found)]
    if found.tried:
        tried = found.tried[0]
        tables += [_leads(found), _models(found), _units(found, tried), _calibration(tried)]
        figures += [skill_figure(found, tried), calibration_figure(found, tried)]
    return Answer(QUESTION, statements, tuple(tables), tuple(figures))


def _next(found: Ahead) -> Iterator[Statement]:
    for unit in range(min(TOLD, found.shown)):
        first, last = found.steps[0], found.steps[-1]
        text = f"{capital(found.name(unit))}: {_figures(found, first, unit)} in the {found.options.step} to {first.end}"
        if last is not first:
            text += f", {_figures(found, last, unit)} in that to {last.end}"
        yield Statement(NEXT, f"{text} (nine times in ten). {_chance(first, unit)}")
    if found.shown > TOLD:
        yield Statement(NEXT, f"{found.shown - TOLD} more streams are in the table.")


def _figures(found: Ahead, step: Step, unit: int) -> str:
    low, _, middle, _, high = (int(value) for value in step.quantiles[:, unit])
    return f"{middle:,} {_noun(found, middle)}, between {low:,} and {high:,}"


def _noun(found: Ahead, number: int) -> str:
    noun = found.options.of
    return noun.removesuffix("s") if number == 1 else noun


def _chance(step: Step, unit: int) -> str:
    chance = float(step.chance[unit])
    told = "above 99 %" if chance > 0.99 else "below 1 %" if chance < 0.01 else f"{100 * chance:.0f} %"
    return f"Any at all: {told}."


def _past(found: Ahead) -> Iterator[Statement]:
    """Which model won, by how much, against what."""
    if not found.tried:
        yield Statement(
            PAST,
            f"Not tested: {len(found.counts)} {found.options.step}s are too few to try such forecasts on and still to learn from. "
            "Members of the ensemble count alike, and intervals have held nothing that could be checked.",
        )
        return
    next_, *further = found.tried
    tested, skill = next_.backtest, next_.skill
    yield Statement(
        PAST,
        f"Over the last {len(tested.origins)} {found.options.step}s, one ahead, the {skill.name} was {skill.verdict}, {skill.baseline}: {_change(skill)}.",
    )
    yield Statement(PAST, _held(next_))
    best = min(zip(tested.names, tested.scores, strict=True), key=lambda one: float(one[1].crps.mean()))[0]
    if skill.verdict is not Verdict.BETTER:
        yield Statement(
            PAST, f"The plain {skill.baseline} does as well here. Of all models {best} had the lowest error."
        )
    for one in further:
        yield Statement(
            PAST,
            f"At {_many(one.backtest.lead, found.options.step)} ahead, from {len(one.backtest.origins)} origins, it was {one.skill.verdict}, "
            f"{one.skill.baseline}: {_change(one.skill)}. {_held(one)}",
        )


def _change(skill: Skill) -> str:
    interval = f"95 % interval {100 * skill.low:+.0f} to {100 * skill.high:+.0f} %"
    return f"its error (CRPS) was {abs(skill.change):.0%} {'lower' if skill.change <= 0 else 'higher'} ({interval})"


def _held(tried: Tried) -> str:
    held = float(tried.backtest.scores[-1].coverage.mean())
    well = (
        "as they should"
        if SURE[0] <= held <= SURE[1]
        else "more than they should"
        if held > SURE[1]
        else "less than they should"
    )
    return f"Its 90 % intervals held {held:.0%} of what came, {well}."


def _limits(found: Ahead) -> Iterator[Statement]:
    yield Statement(
        LIMITS,
        "These figures say how counts like those of the record go on: events as it tells them, not as they happen. They know of no plan, deal or weather: what breaks with the past is not in them, "
        "and an interval that held nine of ten so far holds less of what is new.",
    )
    if found.options.ahead > 1:
        yield Statement(
            LIMITS, f"{_tried_at(found)} Streams that explode or end are told of only as such streams did so far."
        )
    if not found.options.streams.until:
        yield Statement(
            LIMITS,
            "Where the last days of the record are still being filled, forecasts are too low; name the last complete day with --until.",
        )


def _tried_at(found: Ahead) -> str:
    leads, step = [one.backtest.lead for one in found.tried], found.options.step
    if not leads:
        return "No lead was tried."
    told = " and ".join(([", ".join(map(str, leads[:-1]))] if leads[:-1] else []) + [_many(leads[-1], step)])
    between = " those between have the weights of the nearest." if len(leads) > 1 else ""
    short = (
        f" Further ahead nothing was tried: {len(found.counts)} {step}s are too few."
        if leads[-1] < found.options.ahead
        else ""
    )
    return f"Tried at {told} ahead{';' if between else '.'}{between}{short}"


def _basis(view: View, found: Ahead) -> Statement:
    periods, counts = found.periods, view.counts()
    run = periods.starts[-1] - timedelta(days=1)
    text = (
        f"Run on what is dated until {run}: {len(found.counts)} whole {found.options.step}s from {periods.starts[0]}, {int(found.counts.sum()):,} {found.options.of} in "
        f"{_many(len(found.grouped.streams), 'stream')}, of an archive of {counts.events:,} events. Tried on at most {TESTED} {found.options.step}s, each from what was known before it."
    )
    return Statement(BASIS, text)


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}s" if number != 1 else f"one {noun}"


def _forecasts(found: Ahead) -> Table:
    """What is ahead, then what came before it."""
    rows = [row for unit in range(found.shown) for row in _rows_ahead(found, unit)]
    rows += [row for unit in range(found.shown) for row in _rows_past(found, unit)]
    head = (
        "stream",
        f"{found.options.step} to",
        "median",
        "50 % from",
        "to 50 %",
        "90 % from",
        "to 90 %",
        "chance of any",
        "came",
    )
    return Table(FORECASTS, head, tuple(rows))


def _rows_ahead(found: Ahead, unit: int) -> Iterator[tuple[Cell, ...]]:
    for step in found.steps:
        low, lower, middle, upper, high = (int(value) for value in step.quantiles[:, unit])
        chance = round(float(step.chance[unit]), 3)
        yield found.name(unit), str(step.end), middle, lower, upper, low, high, chance, None


def _rows_past(found: Ahead, unit: int) -> Iterator[tuple[Cell, ...]]:
    for end, count in zip(found.periods.ends[-PAST_SHOWN:], found.counts[-PAST_SHOWN:, unit], strict=True):
        yield found.name(unit), str(end), None, None, None, None, None, None, int(count)


def _leads(found: Ahead) -> Table:
    """How far ahead the ensemble is of use."""
    rows: list[tuple[Cell, ...]] = []
    for one in found.tried:
        tested, skill = one.backtest, one.skill
        crps, theirs = (round(float(tested.of(name).crps.mean()), 3) for name in (skill.name, skill.baseline))
        held = round(float(tested.scores[-1].coverage.mean()), 3)
        ends = (round(-value, 3) for value in (skill.change, skill.high, skill.low))
        rows.append((tested.lead, len(tested.origins), crps, skill.baseline, theirs, *ends, str(skill.verdict), held))
    head = (
        f"{found.options.step}s ahead",
        "origins",
        "CRPS",
        "baseline",
        "its CRPS",
        "skill",
        "from",
        "to",
        "verdict",
        "90 % held",
    )
    return Table(LEADS, head, tuple(rows))


def _models(found: Ahead) -> Table:
    rows = tuple(row for tried in found.tried for row in _models_at(tried))
    return Table(MODELS, ("ahead", "model", "CRPS", "log score, nats", "interval score", "90 % held"), rows)


def _models_at(tried: Tried) -> Iterator[tuple[Cell, ...]]:
    tested = tried.backtest
    scored = sorted(zip(tested.names, tested.scores, strict=True), key=lambda one: float(one[1].crps.mean()))
    for name, s in scored:
        means = (round(float(each.mean()), 3) for each in (s.crps, s.log_score, s.interval_score, s.coverage))
        yield tested.lead, name, *means


def _units(found: Ahead, tried: Tried) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (found.name(n), round(-one.change, 3), round(-one.high, 3), round(-one.low, 3), str(one.verdict))
        for n, one in enumerate(tried.units)
    ]
    return Table(UNITS, ("stream", "skill", "from", "to", "verdict"), tuple(rows))


def _calibration(tried: Tried) -> Table:
    rows = ((one.forecast, one.observed, one.low, one.high, one.number) for one in bins(tried))
    return Table(CALIBRATION, ("forecast chance of any", "came", "from", "to", "forecasts"), tuple(rows))
