"""Files into partitions of read documents, on the workers; and what the driver decides about copies from their digests alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import ray.data
import ray.exceptions

from standoff.errors import ReadError, ScaleError
from standoff.options import ReadOptions
from standoff.read import Copy, CopyIndex, digest, read_opened, signature
from standoff.read.report import text_id
from standoff.records import Document
from standoff.scale.attempts import Attempts
from standoff.scale.files import Folder, Found, opened
from standoff.scale.partitions import ReadRow, read_table

GROUP_BYTES = 8 * 2**20  # of files that one worker reads at a time


@dataclass(frozen=True, slots=True)
class Group:
    """Files that one worker reads one after the other, each with its number among all."""

    number: int
    files: list[tuple[int, Found]]


@dataclass(frozen=True, slots=True)
class ReadPart:
    """What the driver is told of a partition: a row per document (id, source, digest, signature, what the id gets where it is taken),
    and what could not be read. `name` is empty where there are only problems; `size`: bytes of the files that it ends.
    """

    name: str
    rows: tuple[tuple[str, str, bytes, bytes, str], ...]
    problems: tuple[tuple[str, str], ...]
    size: int


@dataclass(frozen=True, slots=True)
class ToCode:
    """A partition of which something is to be coded: the ids of the rows that are, what each is a near copy of, the sources of its copies."""

    name: str
    ids: dict[int, str]
    near: dict[int, str]
    copies: dict[int, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads a group of files into partitions of at most `size` documents in `folder`."""

    folder: Folder
    options: ReadOptions
    size: int

    def __call__(self, row: dict[str, Any]) -> Iterator[dict[str, Any]]:
        for part in self._parts(row["item"]):
            yield {"part": part}

    def _parts(self, group: Group) -> Iterator[ReadPart]:
        rows: list[ReadRow] = []
        problems: list[tuple[str, str]] = []
        written = 0

        def tell(error: ReadError) -> None:
            problems.append((error.source, error.problem))

        def part(size: int) -> ReadPart:
            name = f"{group.number:06}-{written:06}.parquet" if rows else ""
            if rows:
                self.folder.write_table(name, read_table(rows))
            told = ReadPart(name, tuple(map(_told, rows)), tuple(problems), size)
            rows.clear()
            problems.clear()
            return told

        attempts = Attempts(self.folder, f"{group.number:06}")
        for file, found in group.files:
            if not attempts.may(file):
                problems.append((found.source, "cannot be read (workers died over it)"))
                continue
            documents = read_opened(opened(found, self.options), found.source, self.options, tell)
            for number, document in enumerate(documents):
                rows.append(ReadRow(document, file, number, digest(document), signature(document)))
                if len(rows) == self.size:
                    yield part(0)
                    written += 1
        attempts.done()
        yield part(sum(found.size for _, found in group.files))


def read_parts(files: Sequence[Found], reader: Reader) -> Iterator[ReadPart]:
    """The files read by the workers; what is told of each partition, in the order of the inputs."""
    groups = [Group(*numbered) for numbered in enumerate(_groups(files, reader.size))]
    if not groups:
        return
    items = ray.data.from_items(groups, override_num_blocks=len(groups))
    try:
        for row in items.flat_map(reader, num_cpus=1).iter_rows():
            yield row["part"]
    except ray.exceptions.RayError as error:
        why = " ".join(str(error).split())[-300:]
        raise ScaleError(f"the workers cannot go on reading ({why})") from error


def _groups(files: Sequence[Found], most: int) -> Iterator[list[tuple[int, Found]]]:
    """Files that lie beside one another, at most so many, of bearable size together; the same whoever reads them."""
    group: list[tuple[int, Found]] = []
    held = 0
    for numbered in enumerate(files):
        group.append(numbered)
        held += numbered[1].size
        if held >= GROUP_BYTES or len(group) == most:
            yield group
            group, held = [], 0
    if group:
        yield group


def without_copies(
    parts: Iterable[ReadPart], index: CopyIndex, is_new: Callable[[str, str, Copy], bool]
) -> Iterator[ToCode]:
    """What is left to code of each partition, decided in order, as `pipeline.Run.without_copies` decides it.

    `is_new(id, source, copy)` keeps account of each document.
    """
    for part in parts:
        ids: dict[int, str] = {}
        near: dict[int, str] = {}
        for row, (given, source, key, written, of_text) in enumerate(part.rows):
            id = index.distinct_id(given, key, of_text)
            copy = index.add_signed(id, key, written)
            if is_new(id, source, Copy(copy.kind, copy.of)):
                ids[row] = id
                if copy.of is not None:
                    near[row] = copy.of
        if ids:
            yield ToCode(part.name, ids, near)


def _told(row: ReadRow) -> tuple[str, str, bytes, bytes, str]:
    document: Document = row.document
    return document.id, document.source, row.digest, row.signature, text_id(document.text)
