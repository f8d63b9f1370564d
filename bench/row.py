"""One measured figure beside its target, and many of them as a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; `at_most` says on which side of the target is good."""

    what: str
    value: float
    target: float
    at_most: bool
    detail: str

    @property
    def good(self) -> bool:
        return self.value <= self.target if self.at_most else self.value >= self.target


def show(rows: Iterable[Row]) -> None:
    """The table, one line per figure."""
    print(f"{'what':44} {'value':>7}   {'target':14} detail")
    for row in rows:
        target = f"{'<=' if row.at_most else '>='} {row.target:g}" + ("" if row.good else "  missed")
        print(f"{row.what:44} {row.value:7.2f}   {target:14} {row.detail}")
