"""`standoff code`: reports into coded documents on stdout, or over workers into Parquet partitions, without an archive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from standoff.cli import arguments as a
from standoff.cli.failures import end_in_part, say, tell_skipped
from standoff.cli.output import Format, chosen_format, emit
from standoff.errors import ReadError

if TYPE_CHECKING:
    from standoff.cli.workers import Workers
    from standoff.options import CodeOptions
    from standoff.pipeline import AddOptions, MakeCoder, Report

CodedOutput = Annotated[
    str | None,
    typer.Option(
        "--output", "-o", help="Write to this file; the suffix says the format. With --ray: a folder, or an address."
    ),
]


def code(
    inputs: a.Inputs,
    date: a.Date = None,
    pipeline: a.Pipeline = a.DEFAULT_PIPELINE,
    knowledge: a.Knowledge = None,
    format: a.FormatOption = None,
    output: CodedOutput = None,
    jobs: a.JobsOrAll = None,
    *,
    coder: a.CoderName = "frames",
    disagreements: a.Disagreements = None,
    ray: a.Ray = None,
) -> None:
    """Code reports without an archive: one JSON line per document, with its events and ties; with --ray, Parquet partitions."""
    from standoff.options import CodeOptions

    coding, options = CodeOptions(pipeline=pipeline, knowledge=knowledge), a.add_options(date, knowledge)
    if ray is not None:
        from standoff.cli.workers import Workers

        if output is None or format is not None:
            raise typer.BadParameter(
                "with --ray, -o names the folder for Parquet partitions, and there is no other format"
            )
        _into_partitions(inputs, output, coding, options, Workers(ray, jobs, coder))
        return
    from standoff.cli.coders import coder_maker

    file = _file(output)
    kind = chosen_format(format, file)
    with coder_maker(coder, coding, jobs or 1, disagreements) as maker:
        skipped, coded = _into_lines(inputs, options, maker, kind, file)
    end_in_part(skipped, nothing_read=not coded)


def _file(output: str | None) -> Path | None:
    if output is not None and Path(output).is_dir():
        raise typer.BadParameter(f"{output} is a folder; name a file, or write partitions with --ray local")
    return None if output is None else Path(output)


def _into_lines(
    inputs: list[str], options: AddOptions, maker: MakeCoder, kind: Format, file: Path | None
) -> tuple[int, int]:
    """How many inputs were skipped, and how many documents coded."""
    from dataclasses import replace

    from standoff.cli.shapes import EVENTS
    from standoff.pipeline import code as code_reports

    skipped: list[ReadError] = []

    def skip(problem: ReadError) -> None:
        skipped.append(problem)
        tell_skipped(problem)

    counted = _Counted(code_reports(inputs, maker, options, skip))
    emit(counted if kind is Format.jsonl else _events(counted), replace(EVENTS, as_json=_as_json), kind, file)
    return len(skipped), counted.count


def _into_partitions(
    inputs: list[str], output: str, coding: CodeOptions, options: AddOptions, workers: Workers
) -> None:
    from standoff.cli.progress import watched
    from standoff.cli.workers import code_over_workers

    with watched() as watch:
        coded = code_over_workers(workers, inputs, output, coding, options, watch)
    say(f"{output.partition('?')[0]}: {coded.documents:,} coded documents, {coded.copies:,} copies left out")
    end_in_part(coded.problems, nothing_read=not coded.documents)


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
