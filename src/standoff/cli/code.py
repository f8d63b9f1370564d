"""`standoff code`: reports into coded documents on stdout, without an archive."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from standoff.cli import arguments as a
from standoff.cli.failures import end_in_part, tell_skipped
from standoff.cli.output import Format, chosen_format, emit
from standoff.errors import ReadError

if TYPE_CHECKING:
    from standoff.pipeline import Report


def code(
    inputs: a.Inputs,
    date: a.Date = None,
    pipeline: a.Pipeline = a.DEFAULT_PIPELINE,
    knowledge: a.Knowledge = None,
    format: a.FormatOption = None,
    output: a.Output = None,
    jobs: a.Jobs = 1,
    *,
    coder: a.CoderName = "frames",
    disagreements: a.Disagreements = None,
) -> None:
    """Code reports without an archive: one JSON line per document, with its events and ties."""
    from dataclasses import replace

    from standoff.cli.coders import coder_maker
    from standoff.cli.shapes import EVENTS
    from standoff.options import CodeOptions
    from standoff.pipeline import code as code_reports

    shape = replace(EVENTS, as_json=_as_json)
    kind = chosen_format(format, output)
    skipped: list[ReadError] = []

    def skip(problem: ReadError) -> None:
        skipped.append(problem)
        tell_skipped(problem)

    options = CodeOptions(pipeline=pipeline, knowledge=knowledge)
    with coder_maker(coder, options, jobs, disagreements) as maker:
        counted = _Counted(code_reports(inputs, maker, a.add_options(date, knowledge), skip))
        emit(counted if kind is Format.jsonl else _events(counted), shape, kind, output)
    end_in_part(len(skipped), nothing_read=not counted.count)


class _Counted:
    """Reports as they come, counted."""

    def __init__(self, reports: Iterator[Report]) -> None:
        self._reports = reports
        self.count = 0

    def __iter__(self) -> Iterator[Any]:
        for report in self._reports:
            self.count += 1
            yield report


def _events(reports: _Counted) -> Iterator[Any]:
    from standoff.store import StoredEvent

    for report in reports:
        for event in report.events:
            yield StoredEvent(event, 1)


def _as_json(report: Any) -> Any:
    return report.as_json()
