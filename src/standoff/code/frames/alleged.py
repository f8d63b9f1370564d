"""Clauses that tell another's deed into the accusation that it is to say so: "claims that Saudi agents strangled the writer"."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.code.frames.context import Context
from standoff.code.frames.grammar import verb_subject
from standoff.code.frames.reading import Frame, Party, Reading

ENTRY = "accuse.claim-that"  # an entry of the lexicon
DEEDS = frozenset(("ASSAULT", "COERCE", "AID"))


def with_allegations(context: Context, frames: list[Frame]) -> list[Frame]:
    """The frames, and an ACCUSE for each verb of alleging or finding whose clause tells what somebody else did."""
    heads = {f.head for f in frames}
    found: dict[int, Frame] = {}
    for frame in frames:
        for verb in _alleged_by(context, frame):
            if verb not in heads:
                found.setdefault(verb, _accusation(context, frame, verb))
    return [*frames, *found.values()]


def _alleged_by(context: Context, frame: Frame) -> Iterator[int]:
    reading, classes = context.reading, context.resources.lexicon.classes
    verb = reading.heads[frame.head]
    if frame.type not in DEEDS or reading.deps[frame.head] != "ccomp" or not _is_anothers(reading, frame):
        return
    told_by = verb_subject(reading, verb)
    inquiry = any(reading.lemmas[s] in classes["inquiring"] for s in told_by)
    alleged = reading.lemmas[verb] in classes["alleging"] or (inquiry and reading.lemmas[verb] in classes["finding"])
    if alleged and told_by and reading.pos[verb] == "VERB":
        yield verb


def _is_anothers(reading: Reading, frame: Frame) -> bool:
    """False where a pronoun says that it is the deed of whoever tells it: "claimed that it had shot down", "that its drones hit"."""
    words = (w for p in frame.actor_heads if p.head >= 0 for w in (p.head, *reading.children[p.head]))
    return bool(frame.actor_heads) and not any(reading.tags[w] in ("PRP", "PRP$") for w in words)


def _accusation(context: Context, frame: Frame, verb: int) -> Frame:
    entry = context.resources.lexicon.entries[ENTRY]
    actors = tuple(Party(h, "subject") for h in verb_subject(context.reading, verb))
    return Frame(
        verb, (verb, verb), entry, "ACCUSE", ("allege",), actor_heads=actors, recipient_heads=frame.actor_heads,
        rule=entry.id, words=(verb,), about_event=True,
    )  # fmt: skip
