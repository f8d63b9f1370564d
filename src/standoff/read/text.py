"""A plain text file into one Document, its text kept as given."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.options import ReadOptions
from standoff.read.clean import keep_offsets
from standoff.read.decode import decode
from standoff.read.report import About, build
from standoff.records import Document


def read_text(data: bytes, source: str, options: ReadOptions, about: About | None = None) -> Iterator[Document]:
    """One Document; newlines become those of any text file, nothing else is changed but control characters."""
    text = decode(data, source).replace("\r\n", "\n")
    yield build(keep_offsets(text), source, about or About(), options)
