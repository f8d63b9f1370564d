"""The text of a TOML file into the lines on which its tables and fields stand, for errors that name one; tomli tells none."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from standoff.toml import loads

# Strings of every kind and comments, in which a bracket or a line that looks like a header says nothing, and what else matters.
PIECES = re.compile(
    r'"""(?:\\.|[^\\])*?"""+|\'\'\'.*?\'\'\'+|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|\#[^\n]*|(?P<open>[\[{])|(?P<close>[\]}])|(?P<end>\n)',
    re.DOTALL,
)
HEADER = re.compile(r"[ \t]*\[")
KEY = re.compile(r"[ \t]*([A-Za-z0-9_-]+)")


@dataclass(slots=True)
class Position:
    """Where one table stands: its own line, those of its fields, and the tables of its fields that have lines of their own."""

    line: int = 1
    fields: dict[str, int] = field(default_factory=dict)
    parts: dict[str, list[Position]] = field(default_factory=dict)

    def of(self, name: str) -> int:
        """The line of a field or of its first table; that of this table where it cannot be told."""
        parts = self.parts.get(name)
        return self.fields.get(name) or (parts[0].line if parts else self.line)

    def part(self, name: str, place: int) -> Position:
        """The n-th table of a field, from 0; one written within brackets has the line of its field."""
        parts = self.parts.get(name, [])
        return parts[place] if place < len(parts) else Position(self.of(name))


def positions(text: str) -> Position:
    """Of the whole file, which `text` (valid TOML) says."""
    root = here = Position()
    for line, statement in _statements(text):
        if HEADER.match(statement):
            here = _opened(root, _path(statement), line)
        elif key := KEY.match(statement):
            here.fields.setdefault(key.group(1), line)
    return root


def _opened(root: Position, path: tuple[str, ...], line: int) -> Position:
    """A further table, in the last one of what it is a part of."""
    *above, last = path
    here = root
    for name in above:
        here = here.parts.setdefault(name, [Position(line)])[-1]
    here.parts.setdefault(last, []).append(Position(line))
    return here.parts[last][-1]


def _statements(text: str) -> list[tuple[int, str]]:
    """The first line, with its number, of every header and every field."""
    found, depth, line, start = [], 0, 1, 0
    for piece in PIECES.finditer(text + "\n"):
        depth += (piece.lastgroup == "open") - (piece.lastgroup == "close")
        if piece.lastgroup == "end" and depth == 0:
            found.append((line, text[start : piece.start()]))
            line += text.count("\n", start, piece.end())
            start = piece.end()
    return found


def _path(header: str) -> tuple[str, ...]:
    """The names in a header: "[[options.seen]]" has two."""
    names: list[str] = []
    here = loads(header)
    while here:
        ((name, inner),) = here.items()
        names.append(name)
        here = inner[0] if isinstance(inner, list) else inner
    return tuple(names)
