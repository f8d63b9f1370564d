"""Any table with a header (comma, semicolon or tab) into events, by a small TOML file that says which of its columns is what.

    id = "event_no"                 # field = "column"; date or date_from and date_to, id, and type or cameo have to be there
    date = "day"
    date_format = "%d.%m.%Y"        # as strptime has it; without it the usual forms are tried
    dataset = "my events"           # the name under which the archive keeps them; "table" without it

Lost in reading: nothing, the row stays beside the event as it was. Such tables are not written: `standoff export` writes CSV of its own.
"""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

from standoff import toml
from standoff.errors import FormatError
from standoff.formats import header
from standoff.formats.format import Format
from standoff.formats.rows import Layout
from standoff.formats.stream import opened

NAME = "table"
SELECT = files(__package__).joinpath("table.sql").read_text(encoding="utf-8")
FIELDS = (
    "id", "date", "date_from", "date_to", "type", "mode", "cameo", "score", "actor", "actor_country", "actor_sector", "recipient",
    "recipient_country", "recipient_sector", "place", "country", "lat", "lon", "deaths", "deaths_low", "deaths_best", "deaths_high", "sources",
)  # fmt: skip
SETTINGS = ("date_format", "dataset")
DATASET = re.compile(r"[\w .-]{1,40}")


def format_by_map(map: Path, file: Path) -> Format:
    """The format of this file as the map describes it; FormatError names the line of the map that does not fit."""
    text, said = _read(map)
    columns = {key: value for key, value in said.items() if key not in SETTINGS}
    with opened(file) as stream:
        stream.skip_byte_order_mark()
        first = stream.first_lines()[0]
    delimiter = max("\t;,", key=lambda d: first.count(d.encode()))
    plain = Layout((), delimiter=delimiter, quoted=delimiter != "\t")
    names = [name.strip() for name in header.values(first, plain)]
    known = {name.casefold() for name in names}
    for key, column in columns.items():
        if column.strip().casefold() not in known:
            raise _wrong(map, text, key, f"{file} has no column {column!r}; it has {', '.join(names)}")
    layout = Layout(
        tuple(f"the_{key}" for key in columns),
        delimiter=delimiter,
        quoted=plain.quoted,
        header=True,
        optional=tuple(f"the_{field}" for field in FIELDS),
        aliases={column: f"the_{key}" for key, column in columns.items()},
    )
    return Format(said.get("dataset", NAME), (layout,), _select(said.get("date_format")))


def _select(date_format: str | None) -> str:
    if date_format is None:
        return SELECT
    form = date_format.replace("'", "''")
    return re.sub(r"a_day\((\w+)\)", lambda m: f"try_strptime(trim({m[1]}), '{form}')::date", SELECT)


def _read(map: Path) -> tuple[str, dict[str, str]]:
    """The text of the map and what it says, checked."""
    try:
        text = toml.text_of(map, "map of columns")
        said = toml.tables(text)
    except toml.UnusableError as problem:
        place = f"{map}:{problem.line}" if problem.line else str(map)
        raise FormatError(f"{place}: {problem.problem}") from None
    for key, value in said.items():
        if key not in (*FIELDS, *SETTINGS):
            raise _wrong(map, text, key, f"is no field; the fields are {', '.join((*FIELDS, *SETTINGS))}")
        if not isinstance(value, str) or not value.strip():
            raise _wrong(map, text, key, "must be the name of a column, in quotation marks")
        if [v for k, v in said.items() if k not in SETTINGS].count(value) > 1 and key not in SETTINGS:
            raise _wrong(map, text, key, f"column {value!r} stands for two fields")
    if not DATASET.fullmatch(said.get("dataset", NAME)):
        raise _wrong(map, text, "dataset", "must be a name of at most 40 letters, digits, spaces, dots and dashes")
    for wanted in (("id",), ("date", "date_from"), ("type", "cameo")):
        if not said.keys() & set(wanted):
            raise FormatError(f"{map}: says no {' or '.join(wanted)}")
    return text, said


def _wrong(map: Path, text: str, key: str, why: str) -> FormatError:
    """The error with the line of the map that the field stands on."""
    lines = (
        n for n, line in enumerate(text.splitlines(), 1) if re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line)
    )
    return FormatError(f"{map}:{next(lines, 1)}: {key}: {why}")
