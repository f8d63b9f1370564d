"""The sentences of a document into windows that fit into a request, cut where a paragraph ends if one does in reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from standoff.code.frames.reading import Reading
from standoff.records import Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a piece of one, as it is sent: its number in the document, and the characters of the document text that it is."""

    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences in a row that go out in one request."""

    sentences: tuple[Sentence, ...]

    def halves(self) -> tuple[Window, Window] | None:
        """Two windows of half the sentences; None for a single sentence."""
        middle = len(self.sentences) // 2
        return (Window(self.sentences[:middle]), Window(self.sentences[middle:])) if middle else None


def windows(reading: Reading, characters: int) -> list[Window]:
    """Windows of at most so many characters, which together hold the whole text; a longer sentence goes out in pieces."""
    made: list[Window] = []
    held: list[Sentence] = []
    for sentence in _sentences(reading, characters):
        held.append(sentence)
        while _length(held) > characters:
            cut = _border(reading, held)
            made.append(Window(tuple(held[:cut])))
            held = held[cut:]
    return [*made, Window(tuple(held))] if held else made


def _sentences(reading: Reading, characters: int) -> list[Sentence]:
    """The sentences; one that is longer than a window in pieces that bear its number."""
    bounds = ((n, reading.starts[first], reading.end_of(last - 1)) for n, (first, last) in enumerate(reading.sentences))
    return [Sentence(n, piece) for n, start, end in bounds for piece in _pieces(reading, start, end, characters)]


def _pieces(reading: Reading, start: int, end: int, characters: int) -> Iterator[Span]:
    """Cut where a word ends, if one does in the second half of a piece."""
    while end - start > characters:
        space = reading.document.text.rfind(" ", start + characters // 2, start + characters)
        cut = start + characters if space < 0 else space
        yield Span(start, cut)
        start = cut if space < 0 else cut + 1
    yield Span(start, end)


def _length(sentences: list[Sentence]) -> int:
    return sum(s.span.end - s.span.start for s in sentences)


def _border(reading: Reading, held: list[Sentence]) -> int:
    """How many sentences the window takes: up to the last end of a paragraph in its second half, else all but the last."""
    text = reading.document.text
    for n in range(len(held) - 1, len(held) // 2, -1):
        if "\n" in text[held[n - 1].span.end : held[n].span.start]:
            return n
    return len(held) - 1
