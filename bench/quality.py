"""Generated coded reports whose events are known into how well they are merged, all at once and as an archive grows."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from pathlib import Path
from typing import NoReturn

from bench.merging import PER_DAY
from bench.row import Row
from bench.stories import labelled_reports, store
from standoff.merge import DocumentFacts, merge
from standoff.options import MergeOptions
from standoff.pipeline import AddOptions, add
from standoff.records import Event, Mention
from standoff.store import EventFilter, NewDocument, View

STEP = 1000  # mentions: the smaller the steps, the more often merging looks at a part of the archive only
MOST_LOST = 0.01
Grouping = Mapping[Hashable, Hashable]  # what a mention belongs to


def merging_quality(mentions: int) -> list[Row]:
    """F1 of the events (all pairs, and B-cubed) that merging at once finds, over that of adding step by step, against the known ones."""
    told = list(labelled_reports(mentions, PER_DAY, seed=mentions))
    true = {m: event for report, events in told for m, event in zip(report.mentions, events, strict=True)}
    reports = [report for report, _ in told]
    found = {"at once": at_once(reports), "step by step": step_by_step(reports, STEP)}
    scores = {name: (pairs_f1(grouping, true), b_cubed_f1(grouping, true)) for name, grouping in found.items()}
    detail = "; ".join(f"{name} {a:.4f}, {b:.4f}" for name, (a, b) in scores.items())
    size = f"{len(true):,} mentions in steps of {STEP:,}: F1 of pairs, B-cubed {detail}"
    lost = [a - b for a, b in zip(scores["at once"], scores["step by step"], strict=True)]
    names = "pairs F1", "B-cubed F1"
    return [
        Row(f"{name} lost by adding in steps", value, MOST_LOST, at_most=True, detail=size)
        for name, value in zip(names, lost, strict=True)
    ]


def at_once(reports: list[NewDocument]) -> dict[Mention, Hashable]:
    """The events that merging everything finds."""
    facts = {r.document.id: _facts(r) for r in reports}
    return _grouping(merge([m for r in reports for m in r.mentions], facts, MergeOptions()).events)


def _facts(report: NewDocument) -> DocumentFacts:
    document = report.document
    return DocumentFacts(document.published, document.independent_source, document.publisher)


def step_by_step(reports: list[NewDocument], mentions: int) -> dict[Mention, Hashable]:
    """The events that an archive has which merged so many mentions at a time, in the order of publication."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "archive.duckdb"
        store(archive, reports)
        add([], archive, _nobody, AddOptions(merge_at_once=mentions))
        with View.open(archive) as view:
            return _grouping(stored.event for stored in view.events(EventFilter()))


def _nobody() -> NoReturn:
    raise AssertionError("all reports are coded")


def _grouping(events: Iterable[Event]) -> dict[Mention, Hashable]:
    return {mention: event.id for event in events for mention in event.mentions}


def pairs_f1(found: Grouping, true: Grouping) -> float:
    """Of pairs of mentions in one event; a mention that no event holds stands alone."""
    both, ours, theirs = _sizes(found, true)
    hit, predicted, wanted = (sum(n * (n - 1) for n in sizes.values()) for sizes in (both, ours, theirs))
    return 2 * hit / (predicted + wanted) if predicted + wanted else 1.0


def b_cubed_f1(found: Grouping, true: Grouping) -> float:
    """Mean share of right ones among those grouped with a mention, and of those that belong to it (Bagga and Baldwin 1998)."""
    both, ours, theirs = _sizes(found, true)
    precision = sum(n * n / ours[event] for (event, _), n in both.items()) / len(true)
    recall = sum(n * n / theirs[event] for (_, event), n in both.items()) / len(true)
    return 2 * precision * recall / (precision + recall)


def _sizes(
    found: Grouping, true: Grouping
) -> tuple[Counter[tuple[Hashable, Hashable]], Counter[Hashable], Counter[Hashable]]:
    """How many mentions each pair of a found and a true event has in common, and each of either holds."""
    both = Counter((found.get(mention, mention), event) for mention, event in true.items())
    ours, theirs = Counter[Hashable](), Counter[Hashable]()
    for (event, truth), n in both.items():
        ours[event] += n
        theirs[truth] += n
    return both, ours, theirs
