"""`standoff evaluate`: coded documents, or documents coded now, against gold."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from standoff.cli import arguments as a
from standoff.cli.failures import tell_skipped
from standoff.cli.output import Column, Format, Shape, chosen_format, emit, opened

if TYPE_CHECKING:
    from standoff.evaluate import Json


def evaluate(
    gold: Annotated[Path, typer.Argument(help="JSON lines of documents with gold events (eval/GUIDELINES.md).")],
    predicted: Annotated[Path | None, typer.Argument(help="Coded documents, as `standoff code` prints them.")] = None,
    *,
    docs: Annotated[
        Path | None, typer.Option("--docs", help="Code these documents first, instead of PREDICTED.")
    ] = None,
    date: a.Date = None,
    pipeline: a.Pipeline = a.DEFAULT_PIPELINE,
    knowledge: a.Knowledge = None,
    format: a.FormatOption = None,
    output: a.Output = None,
    jobs: a.Jobs = 1,
    coder: a.CoderName = "frames",
    errors: Annotated[
        bool, typer.Option("--errors", help="Each mistake with its sentence, rule and parse, and a count by cause.")
    ] = False,
) -> None:
    """Score coded output against gold: precision, recall and F1 of events, and how often their fields are right."""
    from standoff.cli.coders import coder_maker
    from standoff.evaluate import load, score
    from standoff.options import CodeOptions

    if (predicted is None) == (docs is None):
        raise typer.BadParameter("give either PREDICTED or --docs DOCUMENTS")
    kind = chosen_format(format, output)
    wanted = load(gold)
    if predicted is not None:
        found = load(predicted)
    else:
        with coder_maker(coder, CodeOptions(pipeline=pipeline, knowledge=knowledge), jobs) as maker:
            found = _coded(str(docs), maker, a.add_options(date, knowledge))
    if errors:
        _emit_mistakes(wanted, found, pipeline, kind, output)
        return
    emit(_rows(score(wanted, found).as_json()), SCORES, kind, output)


def _emit_mistakes(
    wanted: dict[str, Json], found: dict[str, Json], pipeline: str, kind: Format, output: Path | None
) -> None:
    from standoff.cli.mistakes import print_mistakes, shape
    from standoff.code.frames.coder import load_pipeline
    from standoff.mistakes import Mistake, mistakes, parse_around

    parsed = cache(load_pipeline(pipeline))  # several things can be wrong in one sentence

    def parse(mistake: Mistake) -> str:
        where = mistake.trigger
        return parse_around(parsed(str(mistake.mention["sentence"])), *where) if where else ""

    rows = list(mistakes(wanted, found))
    if kind is Format.table:
        with opened(output) as stream:
            print_mistakes(rows, parse, stream)
    else:
        emit(rows, shape(parse), kind, output)


def _coded(docs: str, make_coder: Any, options: Any) -> dict[str, Json]:
    """Every document coded for itself: copies are not folded, because gold has an entry for each."""
    from standoff.pipeline import code_documents
    from standoff.read import read

    documents = read([docs], options.read, tell_skipped)
    reports = code_documents(documents, make_coder, options, tell_skipped)
    return {report.document.id: report.as_json() for report in reports}


def _rows(scores: Json) -> list[tuple[str, Any]]:
    return list(scores.items())


def _cell(name: str) -> Any:
    def cell(row: tuple[str, Any]) -> str:
        value = row[1].get(name) if isinstance(row[1], dict) else None
        return "" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)

    return cell


NUMBERS = ("precision", "recall", "f1", "right", "of", "share")
SCORES: Shape[tuple[str, Any]] = Shape(
    columns=(
        Column("score", lambda row: row[0] if isinstance(row[1], dict) else f"{row[0]}: {row[1]}"),
        *(Column(name, _cell(name), right=True, keep=True) for name in NUMBERS),
    ),
    fields={"score": str, **dict.fromkeys(NUMBERS, float)},
    flat=lambda row: (
        row[0],
        *((row[1].get(n) for n in NUMBERS) if isinstance(row[1], dict) else [None] * len(NUMBERS)),
    ),
    as_json=lambda row: {"score": row[0], **(row[1] if isinstance(row[1], dict) else {"value": row[1]})},
)
