"""The fields of a table into values of the kind that is wanted; what does not fit is a ConflictError with file and line."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from standoff.conflict.expressions import Expression
from standoff.conflict.parsing import RESERVED, parse, shown
from standoff.conflict.positions import Position
from standoff.errors import ConflictError

ID = re.compile(r"[a-z][a-z0-9_-]{0,39}")
NOT_IN_A_LINE = frozenset(("Cc", "Zl", "Zp"))  # Unicode categories: control characters and ends of lines


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the file; `name` as in "options", for messages."""

    path: Path
    name: str
    values: Mapping[str, Any]
    position: Position

    @property
    def line(self) -> int:
        return self.position.line

    def fail(self, problem: str, field: str = "") -> NoReturn:
        """ConflictError with the line of the field, or of the table."""
        about = f"{self.name}: {field}: " if self.name and field else f"{self.name or field}: "
        raise ConflictError(self.path, self.position.of(field) if field else self.line, f"{about}{problem}")

    def only(self, known: Collection[str]) -> None:
        """That it has no other fields."""
        for field in self.values:
            if field not in known:
                problem = f"{shown(field)} is no field here; the fields are {', '.join(known)}"
                raise ConflictError(self.path, self.position.of(field), f"{self.name}: {problem}".removeprefix(": "))

    def text(self, field: str) -> str:
        """A string that must be there and say something."""
        value = self.values.get(field)
        if not isinstance(value, str) or not value.strip():
            self.fail("is missing" if field not in self.values else "must be a text that is not empty", field)
        return value

    def line_of_text(self, field: str) -> str:
        """A text without ends of lines."""
        value = self.text(field)
        if bad := [c for c in value if unicodedata.category(c) in NOT_IN_A_LINE]:
            self.fail(f"has a character that is no part of a line (U+{ord(bad[0]):04X})", field)
        return value

    def id(self, field: str = "id") -> str:
        value = self.text(field)
        if not ID.fullmatch(value) or value in RESERVED:
            self.fail(
                f"{shown(value)} is no id: up to 40 small letters, digits, - and _, a letter first, and none of "
                f"{', '.join(sorted(RESERVED))}",
                field,
            )
        return value

    def among(self, field: str, known: Collection[str], what: str) -> str:
        """A text that is one of those known."""
        value = self.text(field)
        if value not in known:
            self.fail(f"{shown(value)} is no {what}; there are {', '.join(known) or 'none'}", field)
        return value

    def several(self, field: str, known: Collection[str] | None = None, what: str = "") -> tuple[str, ...]:
        """A list of texts, each one of those known; none where it is missing."""
        values = self.values.get(field, [])
        if not isinstance(values, list) or not all(isinstance(v, str) and v.strip() for v in values):
            self.fail('must be a list of texts, as in ["USA"]', field)
        for value in values:
            if known is not None and value not in known:
                self.fail(f"{shown(value)} is no {what}; there are {', '.join(known)}", field)
        return tuple(values)

    def flag(self, field: str, *, default: bool | None = None) -> bool:
        value = self.values.get(field, default)
        if not isinstance(value, bool):
            self.fail("is missing; it is true or false" if value is None else "must be true or false", field)
        return value

    def count(self, field: str) -> int:
        value = self.values.get(field)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            self.fail("must be a whole number from 0", field)
        return value

    def day(self, field: str) -> date:
        value = self.values.get(field)
        if type(value) is not date:  # a moment with an hour is a date too
            self.fail("must be a day without quotation marks, as in 2024-02-06", field)
        return value

    def span(self, field: str) -> tuple[float, float]:
        """A number, or the lowest and the highest of what it may be: finite and not negative."""
        value = self.values.get(field)
        ends = value if isinstance(value, list) and len(value) == 2 else [value, value]
        low, high = (_float(end) for end in ends)
        if not (math.isfinite(low) and math.isfinite(high) and 0 <= low <= high):
            self.fail(
                "must be a number or a lowest and a highest one, as in [0.2, 0.8], finite, not negative and in this order",
                field,
            )
        return low, high

    def expression(self, field: str, options: Collection[str]) -> Expression:
        text = self.text(field)
        try:
            return parse(text, tuple(options))
        except ValueError as problem:
            self.fail(str(problem), field)

    def part(self, field: str) -> Table:
        """A table within it, as in {from = "us", to = "militias"}."""
        value = self.values.get(field)
        if not isinstance(value, dict):
            self.fail("is missing" if value is None else "must be fields within { }", field)
        return Table(self.path, f"{self.name}: {field}".removeprefix(": "), value, self.position.part(field, 0))

    def parts(self, field: str, most: int) -> Iterator[Table]:
        """The tables under [[field]], in their order."""
        values = self.values.get(field, [])
        name = f"{self.name}.{field}".removeprefix(".")
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            self.fail(f"must be tables, each under a line [[{name}]]", field)
        if len(values) > most:
            self.fail(f"there are {len(values)}, more than {most}", field)
        for place, value in enumerate(values):
            yield Table(self.path, name, value, self.position.part(field, place))


def _float(number: Any) -> float:
    """NaN for what is no number; a whole number too large for a float is infinite."""
    if isinstance(number, bool) or not isinstance(number, int | float):
        return math.nan
    try:
        return float(number)
    except OverflowError:
        return math.inf
