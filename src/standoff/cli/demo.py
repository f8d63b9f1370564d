"""`standoff demo`: the main job on the bundled sample, from reports to events that can be checked."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from standoff.cli import arguments as a
from standoff.cli.add import summary
from standoff.cli.failures import end_in_part, say
from standoff.cli.output import Format, emit
from standoff.errors import StandoffError

if TYPE_CHECKING:
    from standoff.store import StoredEvent, View

SAMPLE = "iraq-2024"
SHOWN = 12  # events in the table: a screen


def demo(
    output: Annotated[Path, typer.Option("--output", "-o", file_okay=False, help="Folder to write to.")] = Path(
        "standoff-demo"
    ),
    jobs: a.Jobs = 1,
) -> None:
    """Run the main job on the bundled sample: reports on Iraq, October 2023 to February 2024, written for this project."""
    from standoff.cli.export import write
    from standoff.cli.progress import watched
    from standoff.cli.report import write_report
    from standoff.options import ReportOptions
    from standoff.pipeline import add
    from standoff.store import View

    output.mkdir(parents=True, exist_ok=True)
    archive, tables = output / "standoff.duckdb", (output / "events.csv", output / "events.jsonl")
    page, conflict = output / "report.html", output / "conflict.toml"
    say(f"reading the sample in {sample_folder()}")
    with watched() as watch:
        options = a.add_options(None, None, f"standoff demo -o {output}")
        maker = a.coder_maker(a.DEFAULT_PIPELINE, None, jobs)
        added = add([sample_folder()], archive, maker, options, watch.on_problem, watch.on_progress)
    say(summary(added))
    with View.open(archive) as view:
        if not conflict.exists():  # it may have been changed since
            conflict.write_text(sample_conflict().read_text(encoding="utf-8"), encoding="utf-8")
        show(view, conflict)
        for table in tables:
            write(view, table)
        write_report(view, page, ReportOptions(SAMPLE, datetime.now(UTC), scenario=conflict))
    print("\nWritten:", *(f"  {path}" for path in (archive, *tables, page, conflict)), sep="\n")
    print(f"Go on with:  standoff events --archive {archive}    standoff why EVENT --archive {archive}")
    end_in_part(len(added.problems))


def sample_folder() -> Path:
    """The reports of the sample that comes with the package, or of the repository that it is made from."""
    return _found(_shipped(SAMPLE) / "reports", _shipped(SAMPLE), _in_repository("reports"))


def sample_conflict() -> Path:
    """The conflict file of the sample."""
    return _found(_shipped(f"{SAMPLE}.toml"), _in_repository("conflict.toml"))


def _shipped(name: str) -> Path:
    return Path(str(files("standoff"))) / "sample" / name


def _in_repository(name: str) -> Path:
    return Path(__file__).resolve().parents[3] / "examples" / SAMPLE / name


def _found(*places: Path) -> Path:
    """The first place where there is something."""
    for place in places:
        if place.exists():
            return place
    raise StandoffError(f"the sample is not where it should be ({places[0]}); install standoff again")


def show(view: View, conflict: Path) -> None:
    """The most told events in the order of time, then the one on which accounts differ most, then whether the balance is holding, violence begets violence, and
    who can move first.
    """
    from standoff.answers.contested import answer
    from standoff.cli.shapes import EVENTS
    from standoff.store import EventFilter

    most_told = list(view.events(EventFilter(statuses=("actual",), order="sources", limit=SHOWN)))
    total = view.counts().events
    print(f"The {len(most_told)} events that most independent sources tell of, of {total:,}:\n")
    emit(sorted(most_told, key=_day), EVENTS, Format.table, None)
    contested = next((s.event for s in answer(view, EventFilter(limit=1)).statements if s.event), None)
    if contested is not None:
        print("\nThe most contested event:\n")
        _show_evidence(view, view.event(contested))
    _show_answers(view)
    _show_scenario(conflict)


def _show_scenario(conflict: Path) -> None:
    """What leads of the scenario, and where it could rest; the report has the rest of it, which takes longer."""
    from standoff.answers import scenario, scenario_words
    from standoff.answers.argued import argued

    found = argued(conflict)
    told = (next(scenario_words.first_moves(found, {})), next(scenario_words.rests(found)))
    print(f"\n{scenario.QUESTION}\n", *(statement.text for statement in told), sep="\n")


def _show_answers(view: View) -> None:
    """What leads of the answers, and how far the network is from balance; nothing of a question that the events cannot answer."""
    from standoff.answers import balance, dynamics
    from standoff.errors import MeasureError
    from standoff.options import BalanceOptions, StreamOptions

    for question, options in ((balance, BalanceOptions()), (dynamics, StreamOptions())):
        try:
            found = question.answer(view, options)
        except MeasureError:
            continue
        told = [found.statements[0], *(s for s in found.statements if s.topic == balance.INDEX)]
        print(f"\n{found.question}\n", *(statement.text for statement in told), sep="\n")


def _day(stored: StoredEvent) -> tuple[bool, str, str]:
    date = stored.event.date
    return date is None, date.start.isoformat() if date else "", stored.event.id


def _show_evidence(view: View, stored: StoredEvent) -> None:
    import sys

    from standoff.cli.evidence import print_evidence

    documents = view.documents(m.document for m in stored.event.mentions)
    print_evidence(stored, documents, view.decisions(stored.event), None, (), sys.stdout)
