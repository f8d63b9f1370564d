"""One Document into Mentions and Ties: the protocol that every coder follows, and how to get one by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from standoff.options import CodeOptions
from standoff.records import Document, Mention, Tie


@dataclass(frozen=True, slots=True)
class Coded:
    """A document with what one coder read in it; `problem` says why nothing could be read."""

    document: Document
    mentions: tuple[Mention, ...]
    ties: tuple[Tie, ...]
    problem: str | None = None


class Coder(Protocol):
    """Anything that reads documents: the embedded coder, or another one behind the same output."""

    name: str

    def code(self, documents: Iterable[Document]) -> Iterator[Coded]:
        """Code documents in order; one that fails carries a problem and does not stop the rest."""
        ...


def embedded(options: CodeOptions) -> Coder:
    """The embedded coder; loading the spaCy pipeline takes about a second."""
    from standoff.code.frames.coder import FramesCoder

    return FramesCoder(options)
