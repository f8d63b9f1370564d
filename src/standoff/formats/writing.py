"""Values by column into the lines of a format, as its files have them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping

from standoff.formats.rows import Layout

NOT_IN_A_CELL = re.compile(r"[\t\r\n\0\x1f]+")


def lines(layout: Layout, rows: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """The header, where the layout has one, and a line per row."""
    if layout.header:
        yield _line(layout.columns, layout)
    for row in rows:
        yield _line([row.get(column, "") for column in layout.columns], layout)


def _line(values: Iterable[str], layout: Layout) -> str:
    if not layout.quoted:
        return layout.delimiter.join(NOT_IN_A_CELL.sub(" ", value) for value in values) + "\n"
    out = io.StringIO()
    csv.writer(out, delimiter=layout.delimiter, lineterminator="\n").writerow(values)
    return out.getvalue().replace("\0", "")
