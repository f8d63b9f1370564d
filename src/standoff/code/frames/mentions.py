"""Finished frames into the mentions of the record contract."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.code.frames.context import Context
from standoff.code.frames.reading import Frame
from standoff.records import Mention, Span


def mentions_of(context: Context, frames: list[Frame], coder: str) -> Iterator[Mention]:
    """One mention a frame, in text order; offsets are characters of the document text."""
    reading = context.reading
    for frame in frames:
        first, last = reading.sentences[reading.sentence_of[frame.head]]
        start, end = reading.starts[first], reading.end_of(last - 1)
        trigger = Span(reading.starts[frame.trigger[0]], reading.end_of(frame.trigger[1]))
        yield Mention(
            document=reading.document.id, start=start, end=end, sentence=reading.document.text[start:end], trigger=trigger,
            rule=frame.rule, coder=coder, type=frame.type, mode=frame.mode, context=frame.contexts, status=frame.status,
            actors=frame.actors, recipients=frame.recipients, date=frame.date, place=frame.place, deaths=frame.deaths,
            injured=frame.injured, count=frame.count, attributed_to=tuple(s.name for s in frame.speakers),
            confidence=round(frame.confidence, 2), anaphoric=frame.anaphoric, dated_by=frame.dated_by,
            inferred=frame.inferred,
        )  # fmt: skip
