"""A few rows of GDELT into a table of any length, and the CPU time of DuckDB's own reader and of `standoff import` on it."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

import duckdb

from standoff import knowledge
from standoff.formats import codes
from standoff.formats.gdelt import LAYOUTS
from standoff.importing import import_file

ROOT = Path(__file__).resolve().parents[1]
FIXTURE = ROOT / "tests" / "formats" / "data" / "gdelt2.export.CSV"
COLUMNS = LAYOUTS[0].columns
FIRST_DAY, DAYS = date(2015, 1, 1), 3653
State = tuple[str, str, str]


def write_gdelt(rows: int, file: Path, seed: int = 0) -> None:
    """The rows of the fixture over and over, each under an id of its own, of other states and of a day of ten years, in their order.

    The same seed gives the same file.
    """
    draw = random.Random(seed)  # noqa: S311 - a table for a benchmark
    fixture = [line.split("\t") for line in FIXTURE.read_text(encoding="utf-8").splitlines()]
    states = _states()
    weights = list(accumulate(1 / (rank + 1) for rank in range(len(states))))
    days = [_day(FIRST_DAY + timedelta(days=n)) for n in range(DAYS)]
    with file.open("w", encoding="utf-8") as out:
        for number in range(rows):
            told, (one, other) = fixture[number % len(fixture)], draw.choices(states, cum_weights=weights, k=2)
            out.write("\t".join(_row(told, str(number), days[number * DAYS // rows], one, other)))


def _states() -> list[State]:
    """ISO 3166-1 alpha-3 code, name and FIPS code."""
    fips = {iso3: code for table in codes.tables() if table.name == "fips" for code, iso3 in table.rows if iso3}
    known = sorted(
        knowledge.load().countries.values(), key=lambda c: c.iso3[::-1]
    )  # not the first of the alphabet in front
    return [(c.iso3, c.name.upper(), code) for c in known if (code := fips.get(c.iso3)) is not None]


def _day(day: date) -> list[str]:
    return [f"{day:%Y%m%d}", f"{day:%Y%m}", f"{day:%Y}", f"{day.year + day.timetuple().tm_yday / 365.25:.4f}"]


def _row(told: list[str], id: str, day: list[str], one: State, other: State) -> Iterator[str]:
    """The values of the row in its new place: where a party had a state, it has the one drawn, and it happens in the other."""
    actor, recipient, place = (COLUMNS.index(c) for c in ("Actor1Code", "Actor2Code", "ActionGeo_FullName"))
    yield id
    yield from day
    yield from _party(told[actor : actor + 3], one)
    yield from told[actor + 3 : recipient]
    yield from _party(told[recipient : recipient + 3], other)
    yield from told[recipient + 3 : place]
    yield f"{told[place].rpartition(', ')[0] or told[place]}, {other[1].title()}"
    yield other[2]
    yield from told[place + 2 : -1]
    yield told[-1] + "\n"


def _party(told: list[str], state: State) -> list[str]:
    code, name, country = told
    if not country:
        return told
    return [state[0] + code[3:], state[1] if len(code) == 3 else name, state[0]]


def read_by_duckdb(file: Path, archive: Path) -> float:
    """Seconds of CPU in which DuckDB makes a table of text columns of it."""
    declared = ", ".join(f"'{column}': 'varchar'" for column in LAYOUTS[0].columns)
    options = f"columns = {{{declared}}}, auto_detect = false, header = false, delim = '\t', quote = ''"

    def read() -> None:
        with duckdb.connect(str(archive)) as connection:
            connection.execute("set enable_progress_bar = false")
            connection.execute(f"create table t as select * from read_csv('{file}', {options})")  # noqa: S608

    return _cpu(read)


def imported(file: Path, archive: Path) -> float:
    """Seconds of CPU of `standoff import`, once it has loaded the knowledge files."""
    import_file("gdelt", FIXTURE, archive.with_name("warm.duckdb"))
    return _cpu(lambda: import_file("gdelt", file, archive))


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
