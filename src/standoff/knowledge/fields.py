"""Files of `[[entry]]` tables into their fields; what does not fit is a KnowledgeError with file, entry and field."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from standoff.errors import KnowledgeError
from standoff.toml import TOMLDecodeError, loads

Row = dict[str, Any]
Entry = tuple[Path, str, Row]


def toml(path: Path) -> Row:
    """What a file holds."""
    try:
        return loads(path.read_text(encoding="utf-8"))
    except (TOMLDecodeError, UnicodeDecodeError) as problem:
        raise KnowledgeError(path, "file", "TOML", str(problem)) from None


def entries(path: Path, allowed: Collection[str]) -> Iterator[Entry]:
    """Every entry of a file, which may have the `allowed` fields, with the file and a name for messages."""
    for number, row in enumerate(toml(path).get("entry", []), 1):
        name = str(row.get("id") or row.get("from") or row.get("name") or f"entry {number}")
        unknown = row.keys() - set(allowed)
        if unknown:
            raise KnowledgeError(path, name, min(unknown), "is not a field of this file")
        yield path, name, row


def text(path: Path, name: str, row: Row, field: str) -> str:
    """A field that must be there and say something."""
    value = row.get(field)
    if not isinstance(value, str) or not value.strip():
        raise KnowledgeError(path, name, field, "must be a non-empty string")
    return value


def texts(path: Path, name: str, row: Row, field: str, letters: int = 1) -> tuple[str, ...]:
    """A list of strings of at least so many letters; none by default."""
    values = row.get(field, [])
    if not isinstance(values, list) or not all(isinstance(v, str) and len(v.strip()) >= letters for v in values):
        least = "non-empty strings" if letters == 1 else f"strings of at least {letters} letters"
        raise KnowledgeError(path, name, field, f"must be a list of {least}")
    return tuple(values)
