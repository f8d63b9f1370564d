"""`standoff why`: one event into its sentences, the claims that differ, and the reasons why it is one event."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from standoff.cli import arguments as a
from standoff.cli.output import Format, json_line, opened


def why(
    event: Annotated[str, typer.Argument(help="The id of an event, an older id of it, or the beginning of one.")],
    archive: a.Archive = a.DEFAULT_ARCHIVE,
    format: Annotated[Format | None, typer.Option("--format", "-f", help="table (text, the default) or jsonl.")] = None,
    output: a.Output = None,
) -> None:
    """Show the sentences of an event with the words marked, who says what, and why they were merged."""
    from standoff.answers.evidence import evidence_json
    from standoff.answers.reviewed import review_json, review_lines
    from standoff.cli.evidence import print_evidence
    from standoff.store import View

    if format in (Format.csv, Format.md):
        raise typer.BadParameter(f"{format.value} cannot show sentences; use table or jsonl", param_hint="--format")
    with View.open(archive) as view:
        stored = view.event(event)
        documents = view.documents(m.document for m in stored.event.mentions)
        decisions = view.decisions(stored.event)
        row = view.imported_row(stored.event.id)
        reviewed, lines = review_json(view, stored.event), review_lines(view, stored.event)
    with opened(output) as stream:
        if _as_lines(format, output):
            stream.write(json_line(evidence_json(stored, documents, decisions, row) | reviewed) + "\n")
        else:
            print_evidence(stored, documents, decisions, row, lines, stream)


def _as_lines(format: Format | None, output: Path | None) -> bool:
    return format is Format.jsonl or (format is None and output is not None and output.suffix == ".jsonl")
