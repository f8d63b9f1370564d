"""Documents through the embedded coder and the language model: the record is the first one's, with what the second disputes marked."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from standoff.code.coder import Coded
from standoff.code.differences import Difference, compare
from standoff.code.frames.coder import FramesCoder
from standoff.code.llm.coder import LlmCoder, Pending
from standoff.code.llm.settings import from_environment
from standoff.options import CodeOptions
from standoff.records import Document

OnDifference = Callable[[Difference], None]


class BothCoder:
    """The mentions and ties of the embedded coder; each difference to the language model's goes to `on_difference`.

    A document that the language model has no answer to keeps the embedded coder's mentions, and its problem says so.
    """

    def __init__(self, frames: FramesCoder, llm: LlmCoder, on_difference: OnDifference) -> None:
        self.name = frames.name
        self.asked = llm.name  # whose account it is
        self._frames, self._llm, self._on_difference = frames, llm, on_difference

    def code(self, documents: Iterable[Document]) -> Iterator[Coded]:
        """Code documents in order, each parsed once."""
        waiting: deque[tuple[Coded, Pending]] = deque()
        try:
            for document, doc in self._frames.parsed(documents):
                pending = self._llm.begin(document, doc)
                waiting.append((self._frames.code_parsed(document, doc), pending))
                if len(waiting) > self._llm.ahead:
                    yield self._compared(*waiting.popleft())
            while waiting:
                yield self._compared(*waiting.popleft())
        finally:
            self._llm.close()

    def account(self) -> dict[str, float]:
        """What the language model's part has cost, and what of it was refused."""
        return self._llm.account()

    def _compared(self, coded: Coded, pending: Pending) -> Coded:
        other = self._llm.finish(pending)
        if coded.problem:
            return coded
        if other.problem:
            return replace(coded, problem=f"coded by {self.name} alone: {other.problem}")
        compared = compare(coded.mentions, other.mentions)
        for difference in compared.differences:
            self._on_difference(difference)
        return replace(coded, mentions=compared.mentions)


def from_options(options: CodeOptions, on_difference: OnDifference) -> BothCoder:
    """Both coders, with one parser, and with the endpoint that the environment names."""
    settings = from_environment(os.environ)
    frames = FramesCoder(options)
    return BothCoder(frames, LlmCoder(options, settings, frames), on_difference)
