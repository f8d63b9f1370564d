"""A file of an event data set into whole rows, some megabytes at a time; what is no row is refused with its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

BLOCK = 48 << 20  # bytes of rows that are in memory at a time
LONGEST_LINE = 1 << 20  # bytes; a longer "row" is no row
NEWLINE, NO_LETTER = ord("\n"), 0x1E  # U+001E parts nothing: the archive reads whole lines by it
PARTING = "\x1f"  # between the values of a kept row whose values may hold tabs


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was not taken: where it stands, which field is wrong ("" for the row as a whole), and why."""

    file: str
    line: int
    field: str
    why: str


@dataclass(frozen=True, slots=True)
class Layout:
    """How the rows of a format are written: the names of the columns in file order, and what parts them.

    `quoted`: values may stand in quotation marks and then hold line breaks; otherwise quotation marks are letters.
    `latin`: older files are in Latin-1, so that a row that is no UTF-8 is read as that; otherwise it is refused.
    `header`: the first line names the columns, in any order; those in `optional` may be missing, and others may stand among
    them. `aliases`: other names of columns. `trailing`: empty values beyond the last column are dropped.
    `shown`: what the file itself calls its columns, once a file is open.
    """

    columns: tuple[str, ...]
    delimiter: str = "\t"
    quoted: bool = False
    latin: bool = False
    header: bool = False
    optional: tuple[str, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    trailing: bool = False
    shown: tuple[str, ...] = ()

    @property
    def absent(self) -> tuple[str, ...]:
        """Columns of the format that this file does not have."""
        return tuple(c for c in self.optional if c not in self.columns)


@dataclass(frozen=True, slots=True)
class Rows:
    """Whole rows as UTF-8 lines, and the number of the line that each begins on, counted from 1."""

    text: bytes
    lines: NDArray[np.int64]


Refuse = Callable[[int, str, str], None]  # line, field, why


def whole_rows(stream: BinaryIO, layout: Layout, refuse: Refuse, first_line: int = 1) -> Iterator[Rows]:
    """The rows of a stream that have as many values as the layout has columns; all others are refused one by one."""
    if layout.quoted:
        yield from _quoted_rows(stream, layout, refuse, first_line)
        return
    rest = b""
    while block := stream.read(BLOCK):
        cut = (rest + block).rpartition(b"\n")
        rest = cut[2]
        if len(rest) > LONGEST_LINE:
            raise ValueError(f"line {first_line + cut[0].count(NEWLINE)} is longer than a million bytes")
        if cut[1]:
            rows = _checked(cut[0] + b"\n", layout, refuse, first_line)
            first_line += (cut[0] + b"\n").count(b"\n")
            yield rows
    if rest:
        yield _checked(rest + b"\n", layout, refuse, first_line)


def _checked(text: bytes, layout: Layout, refuse: Refuse, first_line: int) -> Rows:
    """The good lines of a text of whole lines."""
    if b"\r" in text:
        text = text.replace(b"\r\n", b"\n").replace(b"\r", b" ")
    if layout.trailing:
        text = b"\n".join(_without_trailing(line, layout) for line in text.split(b"\n"))
    letters = np.frombuffer(text, np.uint8)
    ends = np.flatnonzero(letters == NEWLINE)
    values = np.diff(np.searchsorted(np.flatnonzero(letters == ord(layout.delimiter)), ends), prepend=0) + 1
    bad = values != len(layout.columns)
    if len(layout.columns) == 1:
        bad |= np.diff(ends, prepend=-1) == 1  # an empty line
    control = np.zeros(len(ends), bool)
    control[np.searchsorted(ends, np.flatnonzero((letters == 0) | (letters == NO_LETTER)))] = True
    lines = np.arange(first_line, first_line + len(ends), dtype=np.int64)
    undecodable = not _is_utf8(text)
    if not (bad.any() or control.any() or undecodable):
        return Rows(text, lines)
    kept, numbers = [], []
    for n, line in enumerate(text.split(b"\n")[: len(ends)]):
        good = _mended(line, layout) if undecodable else line
        if control[n]:
            refuse(int(lines[n]), "", "holds a NUL byte" if b"\0" in line else "holds a control character")
        elif bad[n]:
            if line.strip():  # an empty line is no row, and no mistake
                refuse(int(lines[n]), "", f"has {values[n]} columns, not {len(layout.columns)}")
        elif good is None:
            refuse(int(lines[n]), "", "is not UTF-8")
        else:
            kept.append(good)
            numbers.append(lines[n])
    return Rows(b"".join(line + b"\n" for line in kept), np.array(numbers, np.int64))


def _without_trailing(line: bytes, layout: Layout) -> bytes:
    """The line without empty values beyond the last column."""
    parting = layout.delimiter.encode()
    surplus = line.count(parting) + 1 - len(layout.columns)
    end = parting * max(surplus, 0)
    return line[: len(line) - len(end)] if end and line.endswith(end) else line


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _mended(line: bytes, layout: Layout) -> bytes | None:
    """The line in UTF-8, or None where it cannot be told what it says."""
    if _is_utf8(line):
        return line
    return line.decode("latin-1").encode("utf-8") if layout.latin else None


def _quoted_rows(stream: BinaryIO, layout: Layout, refuse: Refuse, first_line: int) -> Iterator[Rows]:
    """Rows of comma-separated values, rewritten with every value in quotes, so that line breaks inside are safe."""
    text = io.TextIOWrapper(stream, encoding="utf-8", errors="surrogateescape", newline="")
    reader = csv.reader(_without_nul(text), delimiter=layout.delimiter, strict=True)
    out, numbers = io.StringIO(), list[int]()
    writer = csv.writer(out, delimiter=layout.delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n")
    line = first_line
    while True:
        try:
            row = next(reader, None)
            if row and layout.header and line == first_line and _only_tags(row):
                line = first_line + reader.line_num
                continue
        except csv.Error as problem:
            refuse(line, "", f"cannot be read ({problem})")
            line = first_line + reader.line_num
            continue
        if row is None:
            break
        if (why := _wrong(row, layout)) is not None:
            refuse(line, "", why)
        elif row:
            writer.writerow([value.replace("\r\n", "\n").replace("\r", "\n") for value in row])
            numbers.append(line)
        line = first_line + reader.line_num
        if out.tell() > BLOCK // 4:  # letters, which may take four bytes each
            yield Rows(out.getvalue().encode("utf-8"), np.array(numbers, np.int64))
            out, numbers = io.StringIO(), []
            writer = csv.writer(out, delimiter=layout.delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n")
    if numbers:
        yield Rows(out.getvalue().encode("utf-8"), np.array(numbers, np.int64))


def _only_tags(row: list[str]) -> bool:
    """True for a second header row, of HXL tags, as files of the Humanitarian Data Exchange have it."""
    return any(row) and all(value.startswith("#") for value in row if value)


def _without_nul(lines: Iterator[str]) -> Iterator[str]:
    """The csv module stops at a NUL byte; a private letter in its place is refused later, row by row."""
    return (line.replace("\0", "\udc00") for line in lines)


def _wrong(row: list[str], layout: Layout) -> str | None:
    """Why these values are no row of the layout; an empty line has no values and nothing wrong."""
    if row and len(row) != len(layout.columns):
        return f"has {len(row)} columns, not {len(layout.columns)}"
    letters = "".join(row)
    if "\udc00" in letters:
        return "holds a NUL byte"
    if PARTING in letters:
        return "holds a control character"
    return "is not UTF-8" if any("\udc80" <= letter <= "\udcff" for letter in letters) else None
