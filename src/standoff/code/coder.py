"""One Document into Mentions and Ties: the protocol that every coder follows, and the embedded coder; `registry.py` has the others by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from standoff.options import CodeOptions
from standoff.records import Document, Mention, Tie


@dataclass(frozen=True, slots=True)
class Coded:
    """A document with what one coder read in it; `problem` says why nothing could be read.

    `again`: nothing was read for a reason that may pass (no answer from a service), so the document is not to count as read.
    """

    document: Document
    mentions: tuple[Mention, ...]
    ties: tuple[Tie, ...]
    problem: str | None = None
    again: bool = False


class Coder(Protocol):
    """Anything that reads documents: the embedded coder, or another one behind the same output."""

    name: str

    def code(self, documents: Iterable[Document]) -> Iterator[Coded]:
        """Code documents in order; one that fails carries a problem and does not stop the rest."""
        ...


@runtime_checkable
class Accountable(Protocol):
    """A coder that keeps an account: what a run has cost, and what it refused."""

    def account(self) -> Mapping[str, float]:
        """Figures by name, for the record of the run."""
        ...


def embedded(options: CodeOptions) -> Coder:
    """The embedded coder; loading the spaCy pipeline takes about a second."""
    from standoff.code.frames.coder import FramesCoder

    return FramesCoder(options)
