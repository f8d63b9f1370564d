"""Has it changed? An alarm with a stated rate of false ones, the dyads it names, the sentences behind it, and a dating after the fact."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import numpy as np

from standoff.answers.answer import Answer, Figure, Source, Statement, Table
from standoff.answers.changed import OTHERS, Changed, measured
from standoff.answers.standing import known
from standoff.answers.tie_sources import of_event
from standoff.answers.words import listed
from standoff.draw import Segment as Stretch
from standoff.draw import WeeklyCounts, counts
from standoff.measure.change import ALARM, LEVEL, RegionWatch
from standoff.measure.series import WEEK
from standoff.options import ChangeOptions
from standoff.store import View

QUESTION = "Has it changed?"
ALARMS, BEHIND, DATING, BASIS = "alarm", "behind the alarm", "looking back", "what this rests on"
WEEKS, DYADS, STRETCHES = "weeks", "dyads", "stretches"
FEW = 6  # dyads, or events of a week, that are told in words
WEEKS_TOLD = 3  # weeks above the threshold whose events are shown
SOURCES = 4  # events of a week that are quoted


def answer(view: View, options: ChangeOptions) -> Answer:
    """Whether the weekly counts between the sides have left what they were in the reference weeks.

    MeasureError where a name is no side, or the archive covers too few weeks to say what is usual.
    """
    found = measured(view, known(view, options.until), options)
    statements = (*_alarms(found), *_behind(view, found), _dating(found), _basis(found))
    return Answer(QUESTION, statements, (_weeks(found), _dyads(found), _stretches(found)), (_figure(found),))


def _alarms(found: Changed) -> Iterator[Statement]:
    sides = len(found.standing.among)
    for watch, verb, noun in ((found.rise, "rose above", "rise"), (found.fall, "fell below", "fall")):
        if watch is None:
            yield Statement(ALARMS, "No fall can be watched for: the reference weeks have too few events to fall from.")
            continue
        bound = f"by design at most {watch.false_alarm_bound:.0%} of such watches give a false alarm"
        if watch.alarm is None:
            yield Statement(
                ALARMS,
                f"No alarm for a {noun} of {found.quad} among {sides} sides in {len(watch.e_process)} weeks watched ({bound}).",
            )
            continue
        week = found.series.mondays[found.week(watch.alarm)]
        since = "" if len(watch.e_process) - 1 in watch.above else " It has gone below the threshold since."
        text = f"Alarm in the week of {week}: {found.quad} among {sides} sides {verb} what was usual ({bound}).{since}"
        yield Statement(ALARMS, text)
        yield _named(found, watch)


def _named(found: Changed, watch: RegionWatch) -> Statement:
    """Which dyads the alarm is about, of those that are named wrongly a tenth at most in expectation."""
    assert watch.alarm is not None
    last = len(watch.e_process) - 1
    at = last if last in watch.above else watch.alarm
    changed = watch.changed(at)
    when = "in the last week" if at == last else "in the week of the alarm"
    if not changed:
        return Statement(
            ALARMS, f"No single dyad is named {when}: the alarm is one of all {len(watch.dyads)} together."
        )
    names = [dyad_name(found, column) for column in changed]
    more = f" and {len(names) - FEW} more" if len(names) > FEW else ""
    return Statement(
        ALARMS,
        f"Named {when} (at most {LEVEL:.0%} wrongly, of {len(watch.dyads)} watched): {'; '.join(names[:FEW])}{more}.",
    )


def _behind(view: View, found: Changed) -> Iterator[Statement]:
    """The events of the first weeks above the threshold, those with most dead first."""
    watch = found.rise
    columns = watch.changed(watch.alarm) if watch.alarm is not None else ()
    for watched in watch.above[:WEEKS_TOLD]:
        events = _events(found, found.week(watched), columns)
        monday = found.series.mondays[found.week(watched)]
        number = int(found.series.total[found.week(watched)])
        text = (
            f"The week of {monday}, {number} events (e-process {watch.e_process[watched]:,.0f}, threshold {ALARM:,.0f})"
        )
        yield Statement(BEHIND, f"{text}:", sources=tuple(_sources(view, events)))


def _events(found: Changed, week: int, columns: tuple[int, ...]) -> list[str]:
    """Ids of the events of a week in the dyads that the alarm names, in all where it names none."""
    told = found.standing.dealings
    monday = np.datetime64(found.series.mondays[week], "D")
    rows = (told.first < monday + WEEK) & (told.last >= monday) & (told.last - told.first < np.timedelta64(WEEK, "D"))
    pairs = {found.series.dyads[column] for column in columns if found.series.dyads[column][0] != OTHERS}
    chosen = [n for n in np.flatnonzero(rows) if not pairs or (int(told.source[n]), int(told.target[n])) in pairs]
    of_quad = [n for n in chosen if found.quad_of(int(told.type[n])) == found.quad]
    ranked = sorted(of_quad, key=lambda n: (-told.deaths_best[n], -told.count[n], str(told.event[n])))
    return list(dict.fromkeys(str(told.event[n]) for n in ranked))[:SOURCES]


def _sources(view: View, events: list[str]) -> Iterator[Source]:
    for stored in view.events_of(events):
        yield of_event(view, stored.event, stored.event.date.start.isoformat() if stored.event.date else "")


def _dating(found: Changed) -> Statement:
    """Descriptive: it states no error rate."""
    if len(found.stretches) == 1:
        text = (
            f"Looking back, no break stands out of the usual clustering: {found.stretches[0].mean:.1f} events a week."
        )
        return Statement(DATING, text)
    parts = [f"{s.mean:.1f} a week from {found.series.mondays[s.start]}" for s in found.stretches]
    return Statement(
        DATING,
        f"Looking back, the weeks are best described by {listed(parts)}. This describes; it is no alarm and has no error rate.",
    )


def _basis(found: Changed) -> Statement:
    series = found.series
    first, last = series.mondays[0], series.mondays[series.reference - 1] + timedelta(days=WEEK - 1)
    exposure = (
        "Counts are taken relative to the reports read in each week."
        if series.exposure is not None
        else "How much was read is not known for a data set: a jump of its coverage gives an alarm too."
    )
    short = (
        ""
        if series.reference >= 52
        else f" {series.reference} weeks are a short reference: what a season does they cannot tell (docs/methods/change.md)."
    )
    vague = f" {series.vague} events are dated to more than a year and left out." if series.vague else ""
    text = f"Usual is what the {series.reference} weeks from {first} to {last} had, {len(series.dyads)} series watched. {exposure}{short}{vague}"
    return Statement(BASIS, text)


def dyad_name(found: Changed, column: int) -> str:
    source, target = found.series.dyads[column]
    if source == OTHERS:
        return "dyads without an event in the reference weeks"
    return f"{found.standing.name(source)} → {found.standing.name(target)}"


def _weeks(found: Changed) -> Table:
    """The latest first."""
    series, watches = found.series, {"rise": found.rise, "fall": found.fall}
    rows = []
    for place, monday in reversed(list(enumerate(series.mondays))):
        watched = place - series.reference
        processes = [round(w.e_process[watched], 2) if w and watched >= 0 else None for w in watches.values()]
        above = [name for name, watch in watches.items() if watch and watched in watch.above]
        rows.append(
            (str(monday), int(series.total[place]), *processes, "reference" if watched < 0 else " ".join(above))
        )
    return Table(WEEKS, ("week of", "events", "e-process of a rise", "of a fall", "alarm"), tuple(rows))


def _dyads(found: Changed) -> Table:
    """Each series with what was usual and what came, the clearest rise first."""
    watch, series = found.rise, found.series
    named = set(watch.changed(watch.alarm)) if watch.alarm is not None else set()
    watched = series.counts[series.reference :].mean(axis=0)
    pairs = sorted(zip(watch.columns, watch.dyads, strict=True), key=lambda row: -row[1].e_process[-1])
    rows = (
        (dyad_name(found, c), round(w.reference_mean, 2), round(w.null_mean, 2), round(float(watched[c]), 2), round(w.e_process[-1], 2), "named" if c in named else "")
        for c, w in pairs
    )  # fmt: skip
    return Table(
        DYADS, ("dyad", "a week in the reference", "null", "a week watched", "e-process", "alarm"), tuple(rows)
    )


def _stretches(found: Changed) -> Table:
    mondays = found.series.mondays
    rows = ((str(mondays[s.start]), str(mondays[s.end - 1]), round(s.mean, 2)) for s in found.stretches)
    return Table(STRETCHES, ("from the week of", "to the week of", "events a week"), tuple(rows))


def _figure(found: Changed) -> Figure:
    """The counts with the detector that gave an alarm: that of a fall only where there was none for a rise."""
    series = found.series
    fell = found.rise.alarm is None and found.fall is not None and found.fall.alarm is not None
    watch = found.fall if fell and found.fall else found.rise
    mondays = series.mondays
    title = f"{found.quad.capitalize()} among {len(found.standing.among)} sides"
    picture = WeeklyCounts(
        mondays, [float(n) for n in series.total],
        reference=(mondays[0], mondays[series.reference - 1]),
        null_mean=watch.total.null_mean,
        fired=[mondays[found.week(n)] for n in watch.above],
        alarm=mondays[found.week(watch.alarm)] if watch.alarm is not None else None,
        e_process=[*[None] * series.reference, *watch.e_process], threshold=ALARM,
        segments=[Stretch(mondays[s.start], mondays[s.end - 1], s.mean) for s in found.stretches],
        title=title, y_label="events a week", change="fall" if fell else "rise", prefix="change",
    )  # fmt: skip
    return Figure(title, counts(picture), WEEKS)
