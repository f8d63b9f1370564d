"""Reports into an archive of events: read, code, store, merge. Start reading here; each stage has a folder of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, islice
from pathlib import Path
from statistics import median_low
from typing import cast

from standoff import knowledge
from standoff.code.coder import Accountable, Coded, Coder
from standoff.errors import ReadError
from standoff.knowledge import Knowledge
from standoff.merge import (
    Compare,
    Decision,
    DocumentFacts,
    Elsewhere,
    Judgement,
    Merged,
    Verdict,
    blocking_keys,
    is_of_years,
    links_of,
    merge,
    merge_added,
    weights,
)
from standoff.options import MergeOptions, ReadOptions
from standoff.read import Copy, CopyIndex, drop_copies, find_files, read
from standoff.records import Document, Event, Json, Mention, Tie
from standoff.store import DecisionRow, NewDocument, NewEvent, StoredMention, Waiting, Writer

MakeCoder = Callable[[], Coder]  # loading a coder takes seconds: it is made when the first new document is there
OnProblem = Callable[[ReadError], None]


@dataclass(frozen=True, slots=True)
class AddOptions:
    """`batch`: documents in one transaction; `merge_at_once`: new mentions in one step of merging, which bounds
    what is loaded at a time, but for the stored mentions that lie near them.

    `knowledge`: a folder of the user's own files; `command`: what the record of the run says.
    """

    read: ReadOptions = field(default_factory=ReadOptions)
    merge: MergeOptions = field(default_factory=MergeOptions)
    knowledge: Path | None = None
    batch: int = 64
    merge_at_once: int = 8000
    command: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: documents coded, events in the archive, bytes of input read (of all); then mentions merged (of all)."""

    documents: int
    events: int
    bytes_read: int
    bytes_total: int
    merged: int = 0
    to_merge: int = 0


@dataclass(frozen=True, slots=True)
class Added:
    """What a run changed; `events` are those in the archive afterwards, `known` the documents that it had already."""

    documents: int
    known: int
    copies: int
    near: int
    mentions: int
    ties: int
    events: int
    problems: tuple[ReadError, ...]


def add(
    inputs: Iterable[str | Path],
    archive: Path,
    make_coder: MakeCoder,
    options: AddOptions | None = None,
    on_problem: OnProblem = lambda _: None,
    on_progress: Callable[[Progress], None] = lambda _: None,
) -> Added:
    """Read, code, store and merge; may be killed at any moment and called again with nothing lost or doubled.

    Raises StoreError for an archive that cannot be used and CodeError for a coder that cannot go on.
    """
    options = options or AddOptions()
    with Writer.open(archive, options.command) as writer:
        run = Run(writer, options, on_problem, on_progress)
        return run.add(run.documents(inputs), make_coder)


def add_documents(
    documents: Iterable[Document], archive: Path, make_coder: MakeCoder, options: AddOptions, on_problem: OnProblem
) -> Added:
    """The same for documents that were read by other means than from files."""
    with Writer.open(archive, options.command) as writer:
        return Run(writer, options, on_problem, lambda _: None).add(documents, make_coder)


class Run:
    """One call of `add`: the steps, and what they count. `compare`: who compares pairs of mentions, by default this process."""

    def __init__(
        self,
        writer: Writer,
        options: AddOptions,
        on_problem: OnProblem,
        on_progress: Callable[[Progress], None],
        compare: Compare = links_of,
    ) -> None:
        self._writer, self._options, self._compare = writer, options, compare
        self._on_problem, self._on_progress = on_problem, on_progress
        self._counts: Counter[str] = Counter()
        self._problems: list[ReadError] = []
        self._unstored_problems: list[ReadError] = []
        self._ahead: dict[str, Copy] = {}  # given to the coder, not stored yet, or left for another run
        self._copies: list[tuple[str, str]] = []  # of which document, from which source; not stored yet
        self._bytes_read = self._bytes_total = self._merged = self._to_merge = self._events = 0
        self._coder_name = ""
        self._account: dict[str, float] = {}

    def add(self, documents: Iterable[Document], make_coder: MakeCoder) -> Added:
        """All steps, in order."""
        return self.add_coded(self.code(self.without_copies(documents), make_coder))

    def add_coded(self, coded: Iterable[Coded]) -> Added:
        """The steps from storing on."""
        for batch in _batches(coded, self._options.batch):
            self.store(batch)
        self.store([])
        self.merge()
        return self.finish()

    def documents(self, inputs: Iterable[str | Path]) -> Iterator[Document]:
        """Everything that the inputs hold, file by file, so that progress has a measure."""
        files = list(find_files(inputs, self.problem))
        sizes = [_size(file) for file in files]
        self.to_read(sum(sizes))
        for file, size in zip(files, sizes, strict=True):
            yield from read([file], self._options.read, self.problem)
            self.has_read(size)

    def to_read(self, size: int) -> None:
        """How many bytes of input there are."""
        self._bytes_total = size

    def has_read(self, size: int) -> None:
        """Count so many more of them."""
        self._bytes_read += size
        self._tell_progress()

    def without_copies(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Documents that the archive has not, near copies linked; of exact copies only the source is noted."""
        index = CopyIndex.restore(self._writer.copy_rows())
        for given in documents:
            document = index.distinct(given)
            copy = index.add(document)
            if self.is_new(document.id, document.source, copy):
                yield replace(document, near=copy.of)

    def is_new(self, id: str, source: str, copy: Copy) -> bool:
        """Note what a document is to earlier ones; False for one that the archive has, of which only the source is kept."""
        if copy.kind == "exact" and copy.of is not None:
            self._copies.append((copy.of, source))
            self._counts["known"] += 1
            return False
        self._ahead[id] = copy
        self._counts["near"] += copy.kind == "near"
        return True

    def code(self, documents: Iterator[Document], make_coder: MakeCoder) -> Iterator[Coded]:
        """Coded documents in order; a coder is made only if there is something to code."""
        first = next(documents, None)
        if first is None:
            return
        coder = make_coder()
        for coded in coder.code(chain((first,), documents)):
            self._coder_name = coder.name
            if self._is_read(coded):
                yield coded
        if isinstance(coder, Accountable):
            self.spent(coder.account())

    def coded_elsewhere(self, coded: Coded, copy: Copy, coder: str) -> Iterator[Coded]:
        """A new document that another process has coded, with what `store` needs to know of it; nothing where it is to be asked about again."""
        if self._is_read(coded):
            self._ahead[coded.document.id], self._coder_name = copy, coder
            yield coded

    def _is_read(self, coded: Coded) -> bool:
        """False for a document that the next run asks about again; what is wrong with one is told."""
        if coded.problem:
            more = "; the next run asks again" if coded.again else ""
            self.problem(ReadError(coded.document.source, coded.problem + more))
        return not coded.again

    def spent(self, account: Mapping[str, float]) -> None:
        """Add to what the coder has cost."""
        for name, number in account.items():
            self._account[f"coder: {name}"] = self._account.get(f"coder: {name}", 0) + number

    def store(self, batch: list[Coded]) -> None:
        """One transaction: the documents with all that was read in them, and what is known about copies by now."""
        new = [self._new_document(coded) for coded in batch]
        ready = [c for c in self._copies if c[0] not in self._ahead]
        copies = self._writer.add(new, ready, self._unstored_problems)
        self._copies = [c for c in self._copies if c[0] in self._ahead]
        self._unstored_problems = []
        read_here = {"documents": len(new), "copies": copies, "known": -copies}
        self._counts.update(
            read_here | {"mentions": sum(len(n.mentions) for n in new), "ties": sum(len(n.ties) for n in new)}
        )
        self._tell_progress()

    def _new_document(self, coded: Coded) -> NewDocument:
        """What is near a document that was left for another run is near none that the archive has."""
        document = coded.document
        if document.near in self._ahead:
            coded = replace(coded, document=replace(document, near=None))
        return _new_document(coded, self._ahead.pop(document.id), self._coder_name)

    def merge(self) -> None:
        """Merge what waits, from this run and from runs that were killed, in the order of publication.

        Only now, because by then the coder has given back its memory, and because what is told of one week is loaded once.
        """
        waiting = list(self._writer.unmerged())
        self._to_merge = sum(document.mentions for document in waiting)
        self._tell_progress()
        for part in _parts(waiting, self._options.merge_at_once):
            merge_into(self._writer, [document.id for document in part], self._options, self._compare)
            self._merged += sum(document.mentions for document in part)
            self._events = self._writer.counts().events
            self._tell_progress()

    def finish(self) -> Added:
        """Close the record of the run."""
        counts = self._counts
        events = self._writer.counts().events
        kinds = ("documents", "known", "copies", "near", "mentions", "ties")
        told = {kind: counts[kind] for kind in kinds}
        self._writer.finish(told | {"events": events, "problems": len(self._problems)} | self._account)
        return Added(**told, events=events, problems=tuple(self._problems))

    def problem(self, problem: ReadError) -> None:
        """Tell of an input, or of a document in it, that could not be read or coded."""
        self._problems.append(problem)
        self._unstored_problems.append(problem)
        self._on_problem(problem)

    def _tell_progress(self) -> None:
        documents, read = self._counts["documents"], (self._bytes_read, self._bytes_total)
        self._on_progress(Progress(documents, self._events, *read, self._merged, self._to_merge))


def _parts(documents: Iterable[Waiting], mentions: int) -> Iterator[list[Waiting]]:
    """Documents in steps of about so many mentions."""
    part: list[Waiting] = []
    held = 0
    for document in documents:
        part.append(document)
        held += document.mentions
        if held >= mentions:
            yield part
            part, held = [], 0
    if part:
        yield part


def merge_into(writer: Writer, documents: list[str], options: AddOptions, compare: Compare = links_of) -> None:
    """Merge the mentions of these stored documents with those that lie near them; one transaction."""
    book = _Book(writer)
    new = [book.enter(stored) for stored in writer.mentions_of(documents)]
    most, middle = int(weights.load().limits["years"]), book.middle_day()

    def fetch(keys: AbstractSet[str]) -> list[Mention]:
        of_years = set(filter(is_of_years, keys))
        found = {*writer.numbers_under(keys - of_years, documents)}
        return book.mentions(found.union(writer.numbers_near(middle, of_years, documents, most)))

    def event_mates(mentions: AbstractSet[Mention]) -> list[Mention]:
        return book.mentions(writer.numbers_told_with(book.numbers(mentions)))

    known = knowledge.load(options.knowledge)
    elsewhere = Elsewhere(event_mates, compare)
    added = merge_added(new, fetch, book.facts, options.merge, _judgements(writer), known, elsewhere)
    book.replace_events(documents, added.merged, added.mentions)


def _judgements(writer: Writer) -> list[Judgement]:
    return [
        Judgement(d.left, d.right, cast("Verdict", d.verdict), d.by, d.at, d.note) for d in writer.persons_judgements()
    ]


class _Book:
    """The mentions that a merge has loaded, each once, with their numbers in the archive and the facts of their documents."""

    def __init__(self, writer: Writer) -> None:
        self.facts: dict[str, DocumentFacts] = {}
        self._writer = writer
        self._loaded: dict[int, Mention] = {}  # by number

    def enter(self, stored: StoredMention) -> Mention:
        """Remember one."""
        mention = self._loaded[stored.seq] = stored.mention
        self.facts[mention.document] = DocumentFacts(stored.published, stored.independent_source, stored.told_by)
        return mention

    def middle_day(self) -> date | None:
        """The day of publication in the middle of those of the documents."""
        days = [facts.published for facts in self.facts.values() if facts.published]
        return median_low(days) if days else None

    def mentions(self, numbers: Collection[int]) -> list[Mention]:
        """The mentions with these numbers, from the archive where they are not here yet."""
        for stored in self._writer.mentions_numbered(n for n in numbers if n not in self._loaded):
            self.enter(stored)
        return [self._loaded[number] for number in numbers]

    def numbers(self, mentions: AbstractSet[Mention]) -> list[int]:
        """Those of all loaded mentions with the ids of these."""
        return self._numbers({m.id for m in mentions})

    def _numbers(self, ids: AbstractSet[str]) -> list[int]:
        return sorted(number for number, mention in self._loaded.items() if mention.id in ids)

    def replace_events(self, documents: list[str], merged: Merged, touched: AbstractSet[str]) -> None:
        """Store the events in the place of those that hold one of the mentions `touched` (ids)."""
        held = self._numbers(touched)
        numbers: dict[Mention, int] = {}  # equal mentions (one sentence coded twice alike) count as the first
        for number in held:
            numbers.setdefault(self._loaded[number], number)
        events = [self._new_event(event, numbers) for event in merged.events]
        self._writer.replace_events(documents, held, events, map(_decision_row, merged.decisions))

    def _new_event(self, event: Event, numbers: Mapping[Mention, int]) -> NewEvent:
        sources = {self.facts[m.document].independent_source for m in event.mentions}
        return NewEvent(event, tuple(numbers[m] for m in event.mentions), len(sources))


@dataclass(frozen=True, slots=True)
class Report:
    """One coded document with the events that merging finds inside it: what `standoff code` prints."""

    document: Document
    events: tuple[Event, ...]
    ties: tuple[Tie, ...]

    def as_json(self) -> Json:
        d = self.document
        return {
            "id": d.id, "source": d.source, "url": d.url, "title": d.title, "publisher": d.publisher,
            "published": d.published.isoformat() if d.published else None, "copies": list(d.copies), "near": d.near,
            "events": [e.as_json() for e in self.events], "ties": [t.as_json() for t in self.ties],
        }  # fmt: skip


def code(
    inputs: Iterable[str | Path], make_coder: MakeCoder, options: AddOptions, on_problem: OnProblem
) -> Iterator[Report]:
    """Reports without an archive: copies folded, events merged inside each document."""
    documents = drop_copies(read(inputs, options.read, on_problem), CopyIndex())
    yield from code_documents(documents, make_coder, options, on_problem)


def code_documents(
    documents: Iterator[Document], make_coder: MakeCoder, options: AddOptions, on_problem: OnProblem
) -> Iterator[Report]:
    """Documents into reports, in order."""
    first = next(documents, None)
    if first is None:
        return
    known = knowledge.load(options.knowledge)
    for coded in make_coder().code(chain((first,), documents)):
        document = coded.document
        if coded.problem:
            on_problem(ReadError(document.source, coded.problem))
        yield report(coded, options, known)


def report(coded: Coded, options: AddOptions, known: Knowledge) -> Report:
    """A coded document with the events inside it."""
    facts = {coded.document.id: _facts(coded.document)}
    return Report(coded.document, merge(coded.mentions, facts, options.merge, (), known).events, coded.ties)


def _new_document(coded: Coded, copy: Copy, coded_by: str) -> NewDocument:
    document = coded.document
    facts = {document.id: _facts(document)}
    blocks = tuple(blocking_keys(mention, facts) for mention in coded.mentions)
    return NewDocument(document, copy.digest, copy.signature, coded_by, coded.mentions, blocks, coded.ties)


def _facts(document: Document) -> DocumentFacts:
    return DocumentFacts(document.published, document.independent_source, document.publisher or document.source)


def _decision_row(decision: Decision) -> DecisionRow:
    d = decision
    return DecisionRow(d.left, d.right, d.verdict, d.by, d.score, d.features, d.note)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _batches(coded: Iterable[Coded], size: int) -> Iterator[list[Coded]]:
    remaining = iter(coded)
    while batch := list(islice(remaining, size)):
        yield batch
