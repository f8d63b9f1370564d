"""Quotes of an answer into characters of the text, or refused: what does not stand there is nobody's evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from standoff.code.llm.answers import Quote
from standoff.code.llm.windows import Window
from standoff.records import Span

NOT_THERE = "quote that is not in the text"
SEVERAL = "quote from another sentence that stands at several places"
SAME = {"'": "['’‘ʼ]", "’": "['’‘ʼ]", "‘": "['’‘ʼ]", '"': '["“”„]', "“": '["“”„]', "”": '["“”„]', "-": "[-‐‑–—]", "–": "[-‐‑–—]", "—": "[-‐‑–—]"}  # fmt: skip
"""Typography that models straighten when they copy."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Looks quotes up in the sentences of one window, and in no others: the model has seen no others."""

    text: str
    sentences: Mapping[int, Span]
    refuse: Callable[[str], None]

    @classmethod
    def of(cls, text: str, window: Window, refuse: Callable[[str], None]) -> Checked:
        spans: dict[int, Span] = {}
        for sentence in window.sentences:  # of pieces of one sentence the whole
            first = spans.setdefault(sentence.number, sentence.span)
            spans[sentence.number] = Span(first.start, sentence.span.end)
        return cls(text, spans, refuse)

    def span(self, quote: Quote, near: Span | None = None) -> Span | None:
        """Where a quote stands: whole words of its sentence, next to `near` where it is there more than once.

        A quote with the number of another sentence counts where the window has it once. None for one that is refused.
        """
        pattern = _pattern(quote.words)
        own = self.sentences.get(quote.sentence)
        found = [] if own is None else self._within(pattern, own)
        if found:
            return found[0] if near is None else min(found, key=lambda s: (_gap(s, near), s.start))
        elsewhere = [s for sentence in self.sentences.values() for s in self._within(pattern, sentence)]
        if len(elsewhere) == 1:
            return elsewhere[0]
        self.refuse(SEVERAL if elsewhere else NOT_THERE)
        return None

    def _within(self, pattern: re.Pattern[str], sentence: Span) -> list[Span]:
        return [Span(*match.span()) for match in pattern.finditer(self.text, sentence.start, sentence.end)]


def _pattern(words: str) -> re.Pattern[str]:
    """The words as written, but for white space and typography, and not inside other words."""
    pieces = [
        r"\s+" if piece.isspace() else "".join(SAME.get(c, re.escape(c)) for c in piece)
        for piece in re.split(r"(\s+)", words.strip())
    ]
    return re.compile(rf"(?<!\w){''.join(pieces)}(?!\w)")


def _gap(one: Span, other: Span) -> int:
    """Characters between two spans."""
    return max(one.start - other.end, other.start - one.end, 0)
