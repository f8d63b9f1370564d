"""What standoff has to know of a data set: its name, how its files are laid out, what a row says, how an event is written as one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from standoff.formats.rows import Layout
from standoff.records import Event

Write = Callable[[Event, int], dict[str, str] | None]  # an event and its number of sources into values by column


@dataclass(frozen=True, slots=True)
class Format:
    """A data set's tables: the layouts that its releases had (the first is written), the SQL that turns a row into an event.

    `write` turns an event into the columns that it fills, or None where the format cannot hold it.
    """

    name: str
    layouts: tuple[Layout, ...]
    select: str
    write: Write | None = None
