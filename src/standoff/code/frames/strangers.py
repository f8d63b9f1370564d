"""Heads of governments and provinces whom the files lack, who are thus not of the state that publishes the text."""

from __future__ import annotations

from standoff.code.frames.phrases import left_of
from standoff.code.frames.reading import Reading

HEADS = frozenset("president premier governor mayor king emir sultan provincial prime".split())


def is_stranger(reading: Reading, name: str) -> bool:
    """True for "Prime Minister Khayre", "the provincial governor, Abdul Jabbar Naimi"."""
    surname = name.rsplit(maxsplit=1)[-1]
    for ent in reading.doc.ents:
        if ent.label_ == "PERSON" and ent.text.split()[-1] == surname and _title(reading, ent.root.i) & HEADS:
            return True
    return False


def _title(reading: Reading, head: int) -> set[str]:
    """The words before a name, and those of what it is an apposition to."""
    above = [reading.heads[head]] if reading.deps[head] == "appos" else []
    words = [i for h in (head, *above) for i in left_of(reading, h)] + above
    return {reading.lemmas[i] for i in words}
