"""What users type into values: the options that several commands share, checked before anything is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from standoff.cli.output import Format
from standoff.options import CodeOptions, ReadOptions

if TYPE_CHECKING:
    from standoff.pipeline import AddOptions, MakeCoder

STATUSES = ("actual", "historical", "future", "hypothetical", "negated")


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day; write it as 2024-02-06") from None


def _type(text: str) -> str:
    from standoff import ontology

    known = sorted(ontology.load().types)
    if text.upper() not in known:
        raise typer.BadParameter(f"{text!r} is no event type; the types are {', '.join(known)}")
    return text.upper()


def _status(text: str) -> str:
    if text not in STATUSES:
        raise typer.BadParameter(f"{text!r} is no status; it is one of {', '.join(STATUSES)}")
    return text


def quad(text: str) -> str:
    from standoff import ontology

    if text.lower() not in ontology.QUADS:
        raise typer.BadParameter(f"{text!r} is no quad class; it is one of {', '.join(ontology.QUADS)}")
    return text.lower()


def one_of(text: str, known: Sequence[str], noun: str) -> str:
    if text.lower() not in known:
        raise typer.BadParameter(f"{text!r} is no {noun}; it is one of {', '.join(known)}")
    return text.lower()


def _grouping(text: str) -> str:
    return one_of(text, ("dyad", "pair", "actor", "place"), "grouping")


def _country(text: str) -> str:
    from standoff import knowledge

    if (country := knowledge.country_called(text, knowledge.load_countries())) is not None:
        return country.iso3
    raise typer.BadParameter(f"{text!r} is no country; give its name or its three-letter code (IRQ)")


Inputs = Annotated[
    list[str], typer.Argument(help="Files, folders or patterns: HTML, text, JSON lines, RSS/Atom, WARC; .gz too.")
]
Archive = Annotated[Path, typer.Option("--archive", "-a", help="The archive: one DuckDB file.")]
Date = Annotated[
    date | None,
    typer.Option("--date", parser=day, metavar="YYYY-MM-DD", help="Publication date of reports that carry none."),
]
Pipeline = Annotated[str, typer.Option("--pipeline", help="An installed spaCy pipeline.")]
Knowledge = Annotated[
    Path | None, typer.Option("--knowledge", exists=True, file_okay=False, help="A folder of your own knowledge files.")
]
CoderName = Annotated[
    str,
    typer.Option(
        "--coder",
        metavar="NAME",
        help="frames (embedded), llm (a language model; STANDOFF_LLM_URL and STANDOFF_LLM_MODEL say which), both (frames, with what llm disputes marked), or one that a package adds.",
    ),
]
Disagreements = Annotated[
    Path | None,
    typer.Option(
        "--disagreements", dir_okay=False, help="With --coder both: JSON lines of what the two coders read differently."
    ),
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, max=256, help="Processes that code at the same time.")]
JobsOrAll = Annotated[
    int | None,
    typer.Option(
        "--jobs", "-j", min=1, max=4096, help="Processes that code at the same time: 1, with --ray one per core of it."
    ),
]
Ray = Annotated[
    str | None,
    typer.Option(
        "--ray",
        metavar="ADDRESS",
        help="Read, code and compare by the workers of Ray: local (on this machine, for this run) or the address of one that runs.",
    ),
]
FormatOption = Annotated[
    Format | None, typer.Option("--format", "-f", help="Default: a table on a terminal, JSON lines in a pipe.")
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", dir_okay=False, help="Write to this file; the suffix says the format.")
]

Types = Annotated[
    list[str] | None, typer.Option("--type", parser=_type, metavar="TYPE", help="Event type (PLOVER); may be repeated.")
]
Actor = Annotated[str | None, typer.Option("--actor", help="Id or part of the name of a party, on either side.")]
Actors = Annotated[
    list[str] | None,
    typer.Option(
        "--actors",
        metavar="NAMES",
        help="Sides to look at, parted by commas: names, ids or countries; by default those with most dealings.",
    ),
]
By = Annotated[
    str,
    typer.Option(
        "--by",
        parser=_grouping,
        metavar="GROUPING",
        help="A stream per quad class and dyad (who to whom), pair (between whom), actor (who) or place (in which country, named with --actors).",
    ),
]
Country = Annotated[
    str | None,
    typer.Option("--country", parser=_country, metavar="COUNTRY", help="Country of a party or of the place."),
]
Place = Annotated[str | None, typer.Option("--place", help="Part of the name of the place.")]
Since = Annotated[date | None, typer.Option("--since", parser=day, metavar="YYYY-MM-DD", help="From this day on.")]
Until = Annotated[date | None, typer.Option("--until", parser=day, metavar="YYYY-MM-DD", help="Up to this day.")]
Statuses = Annotated[
    list[str] | None,
    typer.Option("--status", parser=_status, metavar="STATUS", help=f"{', '.join(STATUSES)}; may be repeated."),
]
MinConfidence = Annotated[
    float | None, typer.Option("--min-confidence", min=0.0, max=1.0, help="Leave out what is less sure.")
]
Limit = Annotated[int | None, typer.Option("--limit", "-n", min=1, help="At most so many.")]

DEFAULT_ARCHIVE = Path("standoff.duckdb")
DEFAULT_PIPELINE = CodeOptions().pipeline


def names(told: Sequence[str] | None) -> tuple[str, ...]:
    """The single names of an option that takes several, parted by commas, and may be repeated."""
    return tuple(name for text in told or () for part in text.split(",") if (name := part.strip()))


def coder_maker(pipeline: str, knowledge: Path | None, jobs: int = 1, *, apart: bool = False) -> MakeCoder:
    """What makes the embedded coder when there is something to code, in `jobs` processes.

    One job is done in this process, unless it is to be `apart`: then the memory of the language models ends with it.
    """
    from standoff.code.coder import embedded

    return pooled(partial(embedded, CodeOptions(pipeline=pipeline, knowledge=knowledge)), jobs, apart=apart)


def pooled(make: MakeCoder, jobs: int, *, apart: bool = False) -> MakeCoder:
    """What makes the same coder in `jobs` processes; `make` must be picklable."""
    from standoff.code.pool import PooledCoder

    return partial(PooledCoder, make, jobs) if apart or jobs > 1 else make


def add_options(published: date | None, knowledge: Path | None, command: str = "") -> AddOptions:
    from standoff.pipeline import AddOptions

    return AddOptions(read=ReadOptions(published=published), knowledge=knowledge, command=command)
