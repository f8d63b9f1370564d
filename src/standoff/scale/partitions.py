"""Read and coded documents into rows of Parquet and back; docs/scale.md tells of each column."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from standoff.code.coder import Coded
from standoff.pipeline import Report
from standoff.read import Copy
from standoff.records import Document, Json, Mention, Tie

_DOCUMENT = [
    ("file", pa.int32()), ("number", pa.int32()), ("id", pa.string()), ("source", pa.string()), ("url", pa.string()),
    ("title", pa.string()), ("publisher", pa.string()), ("published", pa.date32()), ("text", pa.string()),
    ("digest", pa.binary()), ("signature", pa.binary()),
]  # fmt: skip
READ = pa.schema(_DOCUMENT)
CODED = pa.schema([
    *_DOCUMENT, ("near", pa.string()), ("copies", pa.list_(pa.string())), ("coder", pa.string()), ("problem", pa.string()),
    ("again", pa.bool_()), ("events", pa.string()), ("ties", pa.string()), ("mentions", pa.string()),
])  # fmt: skip
_OWN = ("id", "source", "url", "title", "publisher", "published", "text")  # of a Document, as they are
_PLACE = ("file", "number", "digest", "signature")


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A document with its place (number of the file among the inputs, number in the file) and what copies are known by."""

    document: Document
    file: int
    number: int
    digest: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class CodedRow:
    """A coded document; `copy` is what it is to the documents before it, `coder` who coded it."""

    coded: Coded
    copy: Copy
    coder: str


def read_table(rows: Sequence[ReadRow]) -> pa.Table:
    return pa.Table.from_pylist([_row(r.document, r) for r in rows], schema=READ)


def read_rows(table: pa.Table) -> list[ReadRow]:
    return [ReadRow(_document(row), *(row[name] for name in _PLACE)) for row in table.to_pylist()]


def coded_table(rows: Iterable[tuple[ReadRow, Coded, Report | None]], coder: str, key: bytes) -> pa.Table:
    """`key`: what the rows depend on, by which a file that is there already is known to hold the same."""
    written = [_coded_row(read, coded, report, coder) for read, coded, report in rows]
    return pa.Table.from_pylist(written, schema=CODED).replace_schema_metadata({b"standoff": key})


@dataclass(frozen=True, slots=True)
class Before:
    """A partition that an earlier run has coded: by whom, and what it could not code (source, problem)."""

    coder: str
    skipped: tuple[tuple[str, str], ...]


def coded_before(data: bytes | None, key: bytes) -> Before | None:
    """What is in the bytes of a file, if it holds what `coded_table` would write under the key, and nothing that is to be asked about again."""
    try:
        table = (
            None
            if data is None
            else pq.read_table(pa.BufferReader(data), columns=["source", "coder", "problem", "again"])
        )
    except pa.ArrowInvalid:
        return None
    if table is None or (table.schema.metadata or {}).get(b"standoff") != key:
        return None
    rows = table.to_pylist()
    if any(row["again"] for row in rows):
        return None
    return Before(rows[0]["coder"], tuple((row["source"], row["problem"]) for row in rows if row["problem"]))


def coded_rows(table: pa.Table) -> Iterator[CodedRow]:
    for row in table.to_pylist():
        document = replace(_document(row), near=row["near"], copies=tuple(row["copies"]))
        mentions = tuple(Mention.from_json(m) for m in json.loads(row["mentions"]))
        ties = tuple(Tie.from_json(t) for t in json.loads(row["ties"]))
        copy = Copy("near" if row["near"] else "new", row["near"], row["digest"], row["signature"])
        yield CodedRow(Coded(document, mentions, ties, row["problem"], row["again"]), copy, row["coder"])


def report_json(row: Json) -> Json:
    """A row of a coded partition as the line that `standoff code` prints for the document."""
    plain = {name: row[name] for name in ("id", "source", "url", "title", "publisher")}
    published = row["published"].isoformat() if row["published"] else None
    told = {name: json.loads(row[name]) for name in ("events", "ties")}
    return {**plain, "published": published, "copies": row["copies"], "near": row["near"], **told}


def renamed(coded: Coded, id: str) -> Coded:
    """The same under another id of the document."""
    if coded.document.id == id:
        return coded
    mentions = tuple(replace(mention, document=id) for mention in coded.mentions)
    ties = tuple(replace(tie, document=id) for tie in coded.ties)
    return replace(coded, document=replace(coded.document, id=id), mentions=mentions, ties=ties)


def _document(row: Json) -> Document:
    return Document(**{name: row[name] for name in _OWN})


def _row(document: Document, read: ReadRow) -> Json:
    told: Json = {name: getattr(document, name) for name in _OWN}
    return told | {name: getattr(read, name) for name in _PLACE}


def _coded_row(read: ReadRow, coded: Coded, report: Report | None, coder: str) -> Json:
    document = coded.document
    return _row(document, read) | {
        "near": document.near, "copies": list(document.copies), "coder": coder, "problem": coded.problem, "again": coded.again,
        "events": None if report is None else _json([e.as_json() for e in report.events]),
        "ties": _json([t.as_json() for t in coded.ties]),
        "mentions": _json([m.as_json() for m in coded.mentions]),
    }  # fmt: skip


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
