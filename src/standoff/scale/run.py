"""Inputs into an archive, or into a folder of coded partitions: the steps of `pipeline`, with reading, coding and comparing on workers."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from standoff.code.coder import Coded
from standoff.errors import ReadError, ScaleError
from standoff.pipeline import Added, AddOptions, MakeCoder, Progress, Run
from standoff.read import Copy, CopyIndex
from standoff.read.inputs import OnProblem
from standoff.read.report import text_id
from standoff.scale.coding import CodedPart, Job, coded_parts
from standoff.scale.comparing import RayCompare
from standoff.scale.files import Folder, Found, list_files
from standoff.scale.partitions import CodedRow, coded_rows, renamed
from standoff.scale.reading import Reader, ReadPart, ToCode, read_parts, without_copies
from standoff.scale.ways import MANIFEST, STARTED, CodedSet, Told, Way
from standoff.store import Writer


def add(
    inputs: Iterable[str | Path], archive: Path, make: MakeCoder, options: AddOptions, way: Way, told: Told
) -> Added:
    """`pipeline.add` on workers: the same rows, and like it to be killed at any moment and called again."""
    work = Folder(way.work)
    with Writer.open(archive, options.command) as writer:
        work.clear()  # of a run that was killed: who has the archive open is alone here
        run = Run(writer, options, told.problem, told.progress, RayCompare(way.workers))
        files = list_files(inputs, run.problem)
        size = sum(file.size for file in files)
        run.to_read(size)
        read = Reader(work.beneath("read"), options.read, way.documents)
        known = CopyIndex.restore(writer.copy_rows())
        left = list(without_copies(_telling(read_parts(files, read), run.problem), known, run.is_new))
        job = Job(make, options, read.folder, work.beneath("coded"), reports=False, identity="", lot=way.lot)
        parts = _accounted(coded_parts(left, job, way.workers), told)
        added = run.add_coded(_coded(run, left, parts, job.target, size))
        work.clear()
        return added


def _coded(run: Run, left: Sequence[ToCode], parts: Iterable[CodedPart], target: Folder, size: int) -> Iterator[Coded]:
    """What the workers have coded, partition by partition, in order; each goes into the archive while later ones are coded."""
    documents = sum(len(part.ids) for part in left)
    for part in parts:
        for row in coded_rows(target.read_table(part.name)):
            yield from run.coded_elsewhere(row.coded, row.copy, row.coder)
        run.spent(part.account)
        run.has_read(size * part.documents // documents)
        target.remove(part.name)


def _accounted(parts: Iterable[CodedPart], told: Told) -> Iterator[CodedPart]:
    """What the coder has cost is told at the end, however it ends."""
    account: Counter[str] = Counter()
    coder = ""
    try:
        for part in parts:
            account.update(part.account)
            coder = part.coder or coder
            yield part
    finally:
        if account:
            told.spent(coder, account)


def code(
    inputs: Iterable[str | Path], out: str, make: MakeCoder, options: AddOptions, way: Way, told: Told
) -> CodedSet:
    """`pipeline.code` on workers, into partitions in the folder `out`; what an earlier call was killed over is gone on with."""
    folder, given = Folder(out), [str(each) for each in inputs]
    _claim(folder, way.identity)
    problems: list[ReadError] = []

    def tell(problem: ReadError) -> None:
        problems.append(problem)
        told.problem(problem)

    files = list_files(given, tell)
    read = Reader(folder.beneath("_read"), options.read, way.documents)
    left, copies = _all_new(_telling(read_parts(files, read), tell))
    folder.remove(MANIFEST)
    job = Job(make, options, read.folder, folder, reports=True, identity=way.identity, lot=way.lot)
    parts = list(_watched(_accounted(coded_parts(left, job, way.workers), told), left, files, told))
    for source, why in (each for part in parts for each in part.skipped):
        tell(ReadError(source, why))
    _finish(folder, parts, problems, copies)
    return CodedSet(sum(p.documents for p in parts), copies, len(problems))


def _watched(
    parts: Iterable[CodedPart], left: Sequence[ToCode], files: Sequence[Found], told: Told
) -> Iterator[CodedPart]:
    size, documents, done = sum(file.size for file in files), sum(len(part.ids) for part in left), 0
    for part in parts:
        yield part
        done += part.documents
        told.progress(Progress(done, 0, size * done // documents, size))


def _telling(parts: Iterable[ReadPart], on_problem: OnProblem) -> Iterator[ReadPart]:
    for part in parts:
        for source, why in part.problems:
            on_problem(ReadError(source, why))
        if part.name:
            yield part


def _all_new(parts: Iterable[ReadPart]) -> tuple[list[ToCode], int]:
    """What is to be coded where there is no archive, with the sources of exact copies, and how many these are."""
    copies: dict[str, list[str]] = defaultdict(list)

    def is_new(_id: str, source: str, copy: Copy) -> bool:
        if copy.kind == "exact" and copy.of is not None:
            copies[copy.of].append(source)
        return copy.kind != "exact"

    found = list(without_copies(parts, CopyIndex(), is_new))
    left = [replace(p, copies={row: copies[id] for row, id in p.ids.items() if id in copies}) for p in found]
    return left, sum(map(len, copies.values()))


def _claim(folder: Folder, identity: str) -> None:
    """Take the folder for this run, if it is empty or of the same run."""
    started = folder.read(STARTED)
    if started is None:
        if folder.names():
            raise ScaleError(f"{folder.shown()}: holds other files; name a new folder with -o")
        folder.write(STARTED, identity.encode())
    elif started != identity.encode():
        raise ScaleError(
            f"{folder.shown()}: holds the partitions of another run (other inputs, options or version); name a new folder with -o"
        )


def _finish(folder: Folder, parts: Sequence[CodedPart], problems: Sequence[ReadError], copies: int) -> None:
    """Only now is it whole: the list of what belongs to it is written last."""
    names = {part.name for part in parts}
    for name in folder.names():
        if name.endswith(".parquet") and name not in names:  # of a run over inputs that have changed since
            folder.remove(name)
    manifest = {
        "version": 1, "copies": copies, "partitions": [{"name": p.name, "documents": p.documents} for p in parts],
        "problems": [[p.source, p.problem] for p in problems],
    }  # fmt: skip
    folder.write(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1).encode("utf-8", "replace"))
    folder.beneath("_read").clear()


def is_coded_set(given: str) -> bool:
    """True for a folder that `code` has written partitions to, whole or not."""
    return Folder(given).read(STARTED) is not None


def add_sets(sets: Iterable[str], archive: Path, options: AddOptions, way: Way, told: Told) -> Added:
    """Load coded partitions, as if the documents had been read and coded for this archive, and merge."""
    whole = [(Folder(given), _manifest(Folder(given))) for given in sets]
    with Writer.open(archive, options.command) as writer:
        run = Run(writer, options, told.problem, told.progress, RayCompare(way.workers))
        index = CopyIndex.restore(writer.copy_rows())
        for _, manifest in whole:
            for source, why in manifest["problems"]:
                run.problem(ReadError(source, why))
        return run.add_coded(
            _unknown(run, index, (row for folder, manifest in whole for row in _rows(folder, manifest)))
        )


def _unknown(run: Run, index: CopyIndex, rows: Iterable[CodedRow]) -> Iterator[Coded]:
    """Those that the archive has not, decided anew: what is a copy depends on what it holds."""
    for row in rows:
        document, key = row.coded.document, row.copy.digest
        id = index.distinct_id(document.id, key, text_id(document.text))
        copy = index.add_signed(id, key, row.copy.signature)
        if run.is_new(id, document.source, Copy(copy.kind, copy.of)):
            coded = renamed(row.coded, id)
            told = replace(
                coded, document=replace(coded.document, near=copy.of), problem=None
            )  # the list has its problem
            yield from run.coded_elsewhere(told, copy, row.coder)
        for source in document.copies:
            run.is_new("", source, Copy("exact", copy.of if copy.kind == "exact" else id))


def _rows(folder: Folder, manifest: Any) -> Iterator[CodedRow]:
    for part in manifest["partitions"]:
        table = folder.read_table(part["name"])
        if table.num_rows != part["documents"]:
            raise ScaleError(f"{folder.shown(part['name'])} is not as it was written; run `standoff code` again")
        yield from coded_rows(table)


def _manifest(folder: Folder) -> Any:
    data = folder.read(MANIFEST)
    if data is None:
        raise ScaleError(
            f"{folder.shown()}: its run did not finish; give the same `standoff code` command again, then add it"
        )
    return json.loads(data)
