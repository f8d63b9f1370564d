"""Partitions of read documents into partitions of coded ones, by workers that load the coder once each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import ray.data
import ray.exceptions

from standoff import knowledge
from standoff.code.coder import Accountable, Coded, Coder
from standoff.code.pool import LOT
from standoff.errors import CodeError, StandoffError
from standoff.knowledge import Knowledge
from standoff.pipeline import AddOptions, MakeCoder, Report, report
from standoff.records import Document
from standoff.scale.attempts import Attempts
from standoff.scale.files import Folder
from standoff.scale.partitions import ReadRow, coded_before, coded_table, read_rows
from standoff.scale.reading import ToCode

# Half a core each, one coder per core: those of a machine that dies find room on the others, at half the speed, instead of waiting for it.
CORES = 0.5


@dataclass(frozen=True, slots=True)
class Job:
    """What all workers need: `make` makes the coder (picklable), `reports`: whether events are told inside each document,
    `identity`: what the result depends on beside the documents, `lot`: how many documents the coder gets at a time.
    """

    make: MakeCoder
    options: AddOptions
    source: Folder
    target: Folder
    reports: bool
    identity: str
    lot: int = LOT


@dataclass(frozen=True, slots=True)
class CodedPart:
    """A coded partition: `error` where the run cannot go on; `skipped`: source and reason of documents that could not be coded;
    `account`: what coding it has cost.
    """

    name: str
    documents: int
    coder: str = ""
    skipped: tuple[tuple[str, str], ...] = ()
    account: Mapping[str, float] = field(default_factory=dict)
    error: str = ""


class Worker:
    """An actor: codes one partition after the other. A partition that is there already, from the same documents, is left as it is."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._made: Coder | None = None
        self._knowledge: Knowledge | None = None

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        to_code: ToCode = row["item"]
        try:
            part = self._part(to_code)
        except StandoffError as error:
            part = CodedPart(to_code.name, 0, error=str(error))
        return {"part": part}

    def _part(self, to_code: ToCode) -> CodedPart:
        read = read_rows(self._job.source.read_table(to_code.name))
        rows = [_decided(number, row, to_code) for number, row in enumerate(read) if number in to_code.ids]
        key = _key(self._job.identity, rows)
        there = coded_before(self._job.target.read(to_code.name), key)
        if there is not None:
            return CodedPart(to_code.name, len(rows), there.coder, there.skipped)
        coder = self._coder()
        before = dict(coder.account()) if isinstance(coder, Accountable) else {}
        attempts = Attempts(self._job.source, to_code.name)
        coded = list(_coded(coder, [row.document for row in rows], attempts, self._job.lot))
        reports = [self._report(each) if self._job.reports else None for each in coded]
        self._job.target.write_table(to_code.name, coded_table(zip(rows, coded, reports, strict=True), coder.name, key))
        attempts.done()
        after = coder.account() if isinstance(coder, Accountable) else {}
        spent = {name: number - before.get(name, 0) for name, number in after.items()}
        skipped = tuple((each.document.source, each.problem) for each in coded if each.problem)
        return CodedPart(to_code.name, len(rows), coder.name, skipped, spent)

    def _coder(self) -> Coder:
        if self._made is None:
            self._made = self._job.make()
        return self._made

    def _report(self, coded: Coded) -> Report:
        if self._knowledge is None:
            self._knowledge = knowledge.load(self._job.options.knowledge)
        return report(coded, self._job.options, self._knowledge)


def coded_parts(parts: Sequence[ToCode], job: Job, workers: int) -> Iterator[CodedPart]:
    """The partitions coded, in order; raises CodeError where the run cannot go on. What is written by then stays."""
    if not parts:
        return
    items = ray.data.from_items(list(parts), override_num_blocks=len(parts))
    actors = ray.data.ActorPoolStrategy(size=min(workers, len(parts)), max_tasks_in_flight_per_actor=2)
    rows = items.map(Worker, fn_constructor_args=(job,), compute=actors, num_cpus=CORES).iter_rows()
    try:
        for row in rows:
            part: CodedPart = row["part"]
            if part.error:
                raise CodeError(part.error)
            yield part
    except ray.exceptions.RayError as error:
        why = " ".join(str(error).split())[-300:]
        raise CodeError(
            f"the workers cannot go on ({why}); what was stored is kept: run the same command again"
        ) from error


def _decided(number: int, row: ReadRow, to_code: ToCode) -> ReadRow:
    """A row with what the driver has decided about it."""
    copies = (*row.document.copies, *to_code.copies.get(number, ()))
    told = replace(row.document, id=to_code.ids[number], near=to_code.near.get(number), copies=copies)
    return replace(row, document=told)


def _key(identity: str, rows: Sequence[ReadRow]) -> bytes:
    told = repr((identity, [(row.file, row.number, row.document) for row in rows]))
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest().encode()


def _coded(coder: Coder, documents: Sequence[Document], attempts: Attempts, size: int) -> Iterator[Coded]:
    """In lots, as `PooledCoder` gives them out. A coder that raises in the middle of one gets its documents one by one, and so does
    one over which workers have died.
    """
    if attempts.careful:
        for number, document in enumerate(documents):
            if attempts.may(number):
                yield _alone(coder, document)
            else:
                yield Coded(document, (), (), "could not be coded (workers died over it; out of memory?)")
        return
    for first in range(0, len(documents), size):
        lot = documents[first : first + size]
        try:
            yield from list(coder.code(lot))
        except StandoffError:
            raise
        except Exception:  # noqa: BLE001 - whatever a coder of others raises, the batch goes on
            for document in lot:
                yield _alone(coder, document)


def _alone(coder: Coder, document: Document) -> Coded:
    try:
        [coded] = coder.code([document])
    except StandoffError:
        raise
    except Exception as problem:  # noqa: BLE001 - as above
        return Coded(document, (), (), f"could not be coded ({type(problem).__name__}: {problem})")
    return coded
