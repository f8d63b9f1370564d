"""What a party insists on doing itself: "insisted on sending troops" asks nobody for anything."""

from __future__ import annotations

from standoff import ontology
from standoff.code.frames.context import Context
from standoff.code.frames.reading import Frame


def is_own_aim(context: Context, frame: Frame) -> bool:
    """True for a request that is made of "insist on" and a verb in -ing, but for what others would have to do ("on being heard").

    Force, sanctions and arrests are the insister's own; so is what tells no event of its own.
    """
    reading = context.reading
    if frame.type != "REQUEST" or reading.lemmas[frame.head] != "insist":
        return False
    on = (c for c in reading.children[frame.head] if reading.lowers[c] in ("on", "upon"))
    done = next((v for c in on for v in reading.children[c] if reading.deps[v] == "pcomp"), None)
    if done is None or reading.tags[done] != "VBG" or reading.child(done, "nsubj", "poss") is not None:
        return False
    own = ontology.load().event_type(str(frame.entry.type)).quad == "material conflict"
    return (
        own
        if frame.inner is not None
        else reading.lemmas[done] not in context.resources.lexicon.classes["asked_of_others"]
    )
