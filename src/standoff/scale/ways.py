"""How a run over workers is done, whom it tells, and what it tells: values that need no Ray."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from standoff.code.pool import LOT
from standoff.errors import ReadError
from standoff.pipeline import Progress

MANIFEST, STARTED = "_standoff.json", "_standoff-started.json"
DOCUMENTS = 128  # in a partition: what has to be done again when a worker dies


@dataclass(frozen=True, slots=True)
class Told:
    """Whom a run tells what; `spent` gets the coder's name and its account."""

    problem: Callable[[ReadError], None] = lambda _: None
    progress: Callable[[Progress], None] = lambda _: None
    spent: Callable[[str, Mapping[str, float]], None] = lambda _coder, _account: None


@dataclass(frozen=True, slots=True)
class Way:
    """`workers`: at the same time; `work`: a folder or an address for what is under way, which is this run's alone and which all workers reach;
    `documents`: in a partition; `identity`: all that the result depends on beside the documents; `lot`: how many the coder gets at a time.
    """

    workers: int
    work: str = ""
    documents: int = DOCUMENTS
    identity: str = ""
    lot: int = LOT


@dataclass(frozen=True, slots=True)
class CodedSet:
    """What a run of `code` has written."""

    documents: int
    copies: int
    problems: int
